import { randomInt } from 'node:crypto';
import { basename } from 'node:path';
import { cardLetters } from '../jobs/letters.ts';
import type { Operation } from '../jobs/operation.ts';
import type { Dispatch } from '../jobs/start.ts';
import type { Incoming } from '../src/chat/platform.ts';
import { type ApprovalRule, approvalRule, type Config } from '../src/config.ts';
import { accountsWith, type Person } from '../src/domain/access.ts';
import { planHash, type Request } from '../src/domain/request.ts';
import { UserError } from '../src/errors.ts';
import type { Locale } from '../src/i18n/index.ts';
import { at, code } from '../src/i18n/text.ts';
import type { Store } from '../src/store/index.ts';
import { approvalPlaces, type Reach } from './places.ts';

export type Submitting = Reach & {
  store: Store;
  dispatch: Dispatch;
  config: Pick<Config, 'configFile'>;
};
export type Wish = {
  incoming: Incoming;
  who: Person;
  locale: Locale;
  operation: Operation;
  plan: Record<string, unknown>;
};

/**
 * Writes down a request, with its holds and its card, in one write; whether it waits for an approval is the
 * operation's and the configuration's business. The same delivery never makes two. Throws `UserError` when
 * somebody else holds what it is about, or when nobody could approve it.
 */
export async function submit(submitting: Submitting, wish: Wish): Promise<string> {
  const rule = approvalRule(submitting.config, wish.operation.name);
  const quorum = wish.operation.approval === 'required' || rule.named ? rule.quorum : 0;
  if (quorum > 0) mustHaveApprovers(submitting.config, wish.who, quorum);
  for (;;) {
    const request = born(submitting, wish, rule, quorum);
    const out = cardLetters(request, true);
    const effects = quorum ? { due: request.expiresAt, out } : { ready: true, out };
    const asked = {
      asked: request.operation,
      who: wish.who.id,
      account: wish.who.account,
      hash: request.hash,
    };
    const made = await submitting.store.requests.create(
      request,
      { ...effects, log: asked, audit: asked },
      wish.incoming.id,
    );
    if (made.outcome === 'taken') continue;
    if (made.outcome === 'known') return made.id;
    if (made.outcome === 'held') throw await held(submitting.store, made.what, made.id);
    await submitting.dispatch.tell(out);
    if (!quorum) await submitting.dispatch.ready([made.stored]);
    return request.id;
  }
}

function born(submitting: Submitting, wish: Wish, rule: ApprovalRule, quorum: number): Request {
  const now = Date.now();
  const expiresAt = quorum ? now + rule.expiresMs : undefined;
  const asker = { person: wish.who.id, account: wish.incoming.account, locale: wish.locale };
  const asked = { operation: wish.operation.name, asker };
  return {
    id: newId(),
    ...asked,
    version: wish.operation.version,
    plan: wish.plan,
    hash: planHash(wish.plan),
    status: quorum ? 'pending' : 'queued',
    createdAt: now,
    quorum,
    expiresMs: rule.expiresMs,
    expiresAt,
    approvals: [],
    incoming: wish.incoming.id,
    places: quorum ? approvalPlaces(submitting, wish.incoming.place, asked) : [wish.incoming.place],
    holds: wish.operation.holds(wish.plan),
    track: 'steps',
    step: 0,
    phase: quorum ? 'waiting' : 'ready',
    wait: quorum ? { kind: 'timer', region: '-', id: 'expiry', since: now } : undefined,
    state: {},
    done: [],
    tries: 0,
  };
}

/** An empty list means nobody, and the asker never counts. */
function mustHaveApprovers(
  { directory, configFile }: Submitting['config'],
  asker: Person,
  quorum: number,
): void {
  const others = accountsWith(directory, 'approver').filter(({ person }) => person !== asker.id);
  if (others.length < quorum)
    throw new UserError('error.approve.nobody', { quorum, file: basename(configFile) });
}

async function held(store: Store, what: string, id: string): Promise<UserError> {
  const holder = await store.requests.load(id);
  const thing = what.slice(what.lastIndexOf('/') + 1);
  const since = holder?.request.createdAt ?? Date.now();
  return new UserError('error.hold', {
    what: code(thing),
    id,
    state: { term: 'state', word: holder?.request.status ?? 'running' },
    who: holder?.request.asker.account.name ?? '?',
    at: at(since),
  });
}

const crockford = '0123456789abcdefghjkmnpqrstvwxyz';

function newId(): string {
  return `rq_${Array.from({ length: 6 }, () => crockford[randomInt(32)]).join('')}`;
}
