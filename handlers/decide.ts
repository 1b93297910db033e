import { cardLetters, noteLetters } from '../jobs/letters.ts';
import type { Operation } from '../jobs/operation.ts';
import * as progress from '../jobs/progress.ts';
import type { Dispatch } from '../jobs/start.ts';
import type { Person } from '../src/domain/access.ts';
import { allows } from '../src/domain/access.ts';
import { approve, cancel, deny, ended, type Request } from '../src/domain/request.ts';
import { UserError } from '../src/errors.ts';
import type { Store } from '../src/store/index.ts';
import type { Effects, Stored } from '../src/store/requests.ts';

export type Deciding = { store: Store; dispatch: Dispatch; operations: Operation[] };
/** `plan`: the mark of the plan that the person saw; `why`: their reason. */
export type Said = { plan?: string | undefined; why?: string | undefined };
export type Choice = 'approve' | 'deny' | 'cancel' | 'retry' | 'force' | 'giveup';

/**
 * The one way to decide anything about a request: buttons, typed words and other platforms all come here. The rule
 * judges the record as it is and the write succeeds only if it still is so; the loser is told who won.
 */
export async function decide(
  deciding: Deciding,
  id: string,
  choice: Choice,
  who: Person,
  said: Said = {},
): Promise<Request> {
  for (;;) {
    const stored = await deciding.store.requests.load(id);
    if (!stored) throw new UserError('error.request.unknown', { id });
    const { operation: name, version } = stored.request;
    const operation = deciding.operations.find((it) => it.name === name && it.version === version);
    if (!operation) throw new UserError('error.operation.gone', { operation: name, version });
    const { next, effects } = rules[choice]({ stored, operation, who, now: Date.now(), ...said });
    const audit = { choice, who: who.id, account: who.account, ...said };
    const written = await deciding.store.requests.change(stored, next, { ...effects, audit, log: audit });
    if (written === 'lost') continue;
    if (written === 'late') throw new UserError('error.request.expired', { id });
    await deciding.dispatch.tell(effects.out ?? []);
    if (effects.ready) await deciding.dispatch.ready([written]);
    return next;
  }
}

type Case = Said & { stored: Stored; operation: Operation; who: Person; now: number };
type Outcome = { next: Request; effects: Effects };

const rules: Record<Choice, (it: Case) => Outcome> = {
  approve({ stored, who, now, plan }) {
    const next = approve(stored.request, who, now, plan);
    const notAfter = stored.request.expiresAt;
    if (next.status === 'pending')
      return { next, effects: { out: cardLetters(next, true), due: notAfter, notAfter } };
    const queued: Request = { ...next, phase: 'ready', wait: undefined };
    return {
      next: queued,
      effects: { ready: true, notAfter, out: noteLetters(queued, 'decided', stored.seq) },
    };
  },
  deny({ stored, who, now, why }) {
    const next = deny(stored.request, who, now, why);
    return { next, effects: { out: noteLetters(next, 'decided', stored.seq) } };
  },
  cancel({ stored, operation, who, now }) {
    const { request } = stored;
    const next = cancel(request, who, now, progress.irreversible(operation, request));
    if (ended(next)) return { next, effects: { out: noteLetters(next, 'decided', stored.seq) } };
    const out = cardLetters(next, true);
    if (request.attention)
      return { next: { ...next, attention: undefined, phase: 'ready' }, effects: { out, ready: true } };
    // A worker at work sees it at its next write, once the effect under way is known; the poller looks now.
    return { next, effects: progress.runnable(request) ? { out } : { out, due: now } };
  },
  retry({ stored, who }) {
    const next = progress.retried(attended(stored, who));
    return { next, effects: { ready: true, out: cardLetters(next, true) } };
  },
  force({ stored, operation, who }) {
    const request = attended(stored, who);
    // Cutting the power can lose data: the asker alone may not.
    if (who.id === request.asker.person) throw new UserError('error.approve.own', { id: request.id });
    if (!allows(who, 'approver')) throw new UserError('error.approve.role');
    const next = progress.forced(operation, request);
    if (!next) throw new UserError('error.attention.none', { id: stored.request.id });
    return { next, effects: { ready: true, out: cardLetters(next, true) } };
  },
  giveup({ stored, operation, who, now }) {
    const request = attended(stored, who);
    const error = request.attention && {
      key: request.attention.key,
      slots: request.attention.slots as never,
    };
    const next = progress.fall(operation, request, error, now);
    if (ended(next)) return { next, effects: { out: noteLetters(next, 'outcome', stored.seq) } };
    return { next, effects: { ready: true, out: cardLetters(next, true) } };
  },
};

/** Only a request that asks for attention can be told what to do, by its asker or an approver. */
function attended({ request }: Stored, who: Person): Request {
  if (!request.attention) throw new UserError('error.attention.none', { id: request.id });
  if (who.id !== request.asker.person && !allows(who, 'approver') && !allows(who, 'admin'))
    throw new UserError('error.cancel.role', { asker: request.asker.account.name });
  return request;
}
