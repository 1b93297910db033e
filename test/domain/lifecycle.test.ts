import { describe, expect, it } from '@jest/globals';
import { dead, support } from '../../src/domain/lifecycle.ts';
import { release } from '../../src/domain/systems.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const of = (words: string, at = now) => support(release(words) ?? { product: 'coreos' }, at);

describe('the support of a system', () => {
  it.each([
    ['ubuntu 24.04', 'supported', '2029-05-31', false],
    ['ubuntu 22.04', 'security', '2027-04-01', false],
    ['ubuntu 20.04', 'extended', '2030-04-02', true],
    ['debian 12', 'extended', '2028-06-30', false],
    ['debian 11', 'ended', '2026-08-31', true],
    ['centos 7.9', 'ended', '2024-06-30', true],
    ['rocky 8.10', 'security', '2029-05-31', false],
    ['windows 2022', 'security', '2031-10-14', false],
    ['freebsd 14.3', 'ended', '2026-06-30', true],
    ['suse 15 sp7', 'supported', '2031-07-31', false],
  ])('%s is %s until %s', (words, stage, end, over) => {
    const known = of(words);

    expect(known.stage).toBe(stage);
    expect(new Date(known.endsAt ?? 0).toISOString().slice(0, 10)).toBe(end);
    expect(dead(known)).toBe(over);
  });

  it.each(['alinux 4', 'fedora coreos 34', 'anolis 23'])('%s is unknown, not supported', (words) => {
    expect(of(words)).not.toHaveProperty('endsAt');
    expect(of(words).stage).toBe('unknown');
  });

  it.each(['suse 11 sp4', 'freebsd 11.1'])('%s, older than anything in the table, is over', (words) => {
    expect(of(words)).toEqual({ stage: 'ended' });
  });

  it('lasts to the end of its last day', () => {
    expect(of('debian 11', Date.parse('2026-08-31T23:59:59Z'))).toMatchObject({
      stage: 'extended',
      daysLeft: 0,
    });
    expect(of('debian 11', Date.parse('2026-09-01T00:00:00Z'))).toMatchObject({
      stage: 'ended',
      daysLeft: -1,
    });
  });
});
