import { describe, expect, it } from '@jest/globals';
import { approve, cancel, clientToken, deny, expire, planHash } from '../../src/domain/request.ts';
import { aPerson, aRequest } from '../support/requests.ts';

const now = 5_000;
const pending = aRequest({ expiresAt: 60_000 });
const maya = aPerson('maya', 'viewer', 'approver');
const alex = aPerson('alex', 'viewer', 'approver');
const xiaoyu = aPerson('xiaoyu', 'viewer', 'operator', 'approver');

describe('approving', () => {
  it('takes one approver who is not the asker', () => {
    expect(approve(pending, maya, now)).toMatchObject({
      status: 'queued',
      decision: { kind: 'approved', person: 'maya' },
    });
  });

  it.each([
    ['the asker, even as an approver', xiaoyu, 'error.approve.own'],
    ['somebody without the role', aPerson('stranger', 'viewer'), 'error.approve.role'],
    ['an operator', aPerson('op', 'viewer', 'operator'), 'error.approve.role'],
  ])('is refused to %s', (_who, who, key) => {
    expect(() => approve(pending, who, now)).toThrow(expect.objectContaining({ key }));
  });

  it('counts one person once, whatever account they use', () => {
    const two = approve({ ...pending, quorum: 2 }, maya, now);

    expect(two).toMatchObject({ status: 'pending', approvals: [{ person: 'maya' }] });
    expect(() => approve(two, { ...maya, account: 'dingtalk:staff-2' }, now)).toThrow(
      expect.objectContaining({ key: 'error.approve.twice' }),
    );
    expect(approve(two, alex, now)).toMatchObject({ status: 'queued' });
  });

  it('comes too late at the expiry, though no timer has fired', () => {
    expect(() => approve(pending, maya, 60_000)).toThrow(
      expect.objectContaining({ key: 'error.request.expired' }),
    );
  });

  it('tells the loser of a race who was faster', () => {
    const won = approve(pending, maya, now);

    expect(() => deny(won, alex, now)).toThrow(
      expect.objectContaining({
        key: 'error.request.approved',
        slots: expect.objectContaining({ who: 'maya' }),
      }),
    );
  });
});

describe('ending', () => {
  it('is the asker’s and the approvers’ to cancel, and nobody else’s', () => {
    expect(cancel(pending, xiaoyu, now, false)).toMatchObject({ status: 'cancelled', phase: 'ended' });
    expect(cancel(pending, maya, now, false)).toMatchObject({ status: 'cancelled' });
    expect(() => cancel(pending, aPerson('stranger', 'viewer'), now, false)).toThrow(
      expect.objectContaining({ key: 'error.cancel.role' }),
    );
  });

  it('only asks a running one to stop, and not once the disk is being replaced', () => {
    const running = { ...pending, status: 'running' as const };

    expect(cancel(running, xiaoyu, now, false)).toMatchObject({
      status: 'running',
      cancel: { person: 'xiaoyu' },
    });
    expect(() => cancel(running, xiaoyu, now, true)).toThrow(
      expect.objectContaining({ key: 'error.cancel.late' }),
    );
  });

  it('happens by itself when nobody decides in time, and never to what was decided', () => {
    expect(expire(pending, 60_000)).toMatchObject({ status: 'expired' });
    expect(expire(pending, 59_999)).toBeUndefined();
    expect(expire(approve(pending, maya, now), 60_000)).toBeUndefined();
  });
});

describe('a plan', () => {
  it('has the same hash whatever the order of its keys, and another one when anything changes', () => {
    expect(planHash({ a: 1, b: { c: [1, 2], d: 'x' } })).toBe(planHash({ b: { d: 'x', c: [1, 2] }, a: 1 }));
    expect(planHash({ a: 1 })).not.toBe(planHash({ a: 2 }));
  });

  it('gives each step one token that ECS accepts, the same at every try', () => {
    const token = clientToken(pending, 'replace');

    expect(token).toMatch(/^[\x21-\x7e]{1,64}$/);
    expect(clientToken({ ...pending, state: { x: 1 } } as never, 'replace')).toBe(token);
    expect(clientToken(pending, 'snapshot')).not.toBe(token);
  });
});
