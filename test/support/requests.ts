import type { Person } from '../../src/domain/access.ts';
import { planHash, type Request } from '../../src/domain/request.ts';

/** A pending request of xiaoyu's, with what a story needs laid over it. */
export function aRequest(own: Partial<Request> = {}): Request {
  const plan = { instance: 'i-1' };
  return {
    id: 'rq_000001',
    operation: 'replace-os',
    version: 1,
    plan,
    hash: planHash(plan),
    status: 'pending',
    createdAt: 1_000,
    asker: {
      person: 'xiaoyu',
      account: { platform: 'slack', id: 'T0001:U0001', name: '林小雨' },
      locale: 'zh',
    },
    quorum: 1,
    expiresMs: 60_000,
    expiresAt: Date.now() + 60_000,
    approvals: [],
    places: [{ platform: 'slack', id: 'T0001:C0001' }],
    holds: ['instance:cn-hangzhou/i-1'],
    track: 'steps',
    step: 0,
    phase: 'waiting',
    wait: { kind: 'timer', region: '-', id: 'expiry', since: 1_000 },
    state: {},
    done: [],
    tries: 0,
    ...own,
  };
}

export function aPerson(id: string, ...roles: Person['roles']): Person {
  return { id, account: `slack:T0001:${id}`, name: id, roles };
}
