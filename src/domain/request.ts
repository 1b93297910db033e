import { createHash } from 'node:crypto';
import { z } from 'zod';
import { UserError } from '../errors.ts';
import { at } from '../i18n/text.ts';
import { allows, type Person } from './access.ts';

const Account = z.object({ platform: z.string(), id: z.string(), name: z.string() });
const Place = z.object({
  platform: z.string(),
  id: z.string(),
  thread: z.string().optional(),
  direct: z.literal(true).optional(),
});

/** One person's word, as it is kept: who, from which account, when (milliseconds since the epoch). */
const Voice = z.object({ person: z.string(), name: z.string(), account: z.string(), at: z.number() });
const Told = z.object({ key: z.string(), slots: z.record(z.string(), z.unknown()) });

const Status = z.enum([
  'pending',
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'denied',
  'expired',
]);
type Status = z.infer<typeof Status>;

/** What a waiting operation waits for; the poller asks about many of one kind and region in one call. */
export const Wait = z.object({
  /** A kind of thing ECS knows, or `timer`. */
  kind: z.string(),
  region: z.string(),
  id: z.string(),
  since: z.number(),
});
export type Wait = z.infer<typeof Wait>;

/** A request and the operation it becomes: one record under one id, changed only by compare-and-set on `seq`. */
export const Request = z.object({
  id: z.string(),
  operation: z.string(),
  version: z.number(),
  plan: z.record(z.string(), z.unknown()),
  hash: z.string(),
  status: Status,
  createdAt: z.number(),
  asker: z.object({ person: z.string(), account: Account, locale: z.enum(['en', 'zh']) }),
  /** How many approvers it takes; 0 needs none. */
  quorum: z.number(),
  /** How long an approval may be waited for, in milliseconds. */
  expiresMs: z.number(),
  expiresAt: z.number().optional(),
  approvals: z.array(Voice),
  decision: Voice.extend({
    kind: z.enum(['approved', 'denied', 'cancelled', 'expired']),
    reason: z.string().optional(),
  }).optional(),
  /** The delivery that asked for it: its reply address reaches the asker where the bot may not write. */
  incoming: z.string().optional(),
  places: z.array(Place),
  holds: z.array(z.string()),
  /** `recovery` puts things back after a failure before the point of no return. */
  track: z.enum(['steps', 'recovery']),
  step: z.number(),
  phase: z.enum(['ready', 'intent', 'waiting', 'ended']),
  state: z.record(z.string(), z.unknown()),
  done: z.array(z.object({ name: z.string(), at: z.number(), skipped: z.boolean().optional() })),
  wait: Wait.optional(),
  /** Tries of the current step since it last went well, and since when it has been failing. */
  tries: z.number(),
  troubledSince: z.number().optional(),
  error: Told.optional(),
  attention: Told.optional(),
  cancel: Voice.optional(),
  endedAt: z.number().optional(),
  /** The plan as it was approved, when it had to be made anew: shown beside the new one. */
  previous: z.record(z.string(), z.unknown()).optional(),
});
export type Request = z.infer<typeof Request>;

const terminal: ReadonlySet<Status> = new Set(['succeeded', 'failed', 'cancelled', 'denied', 'expired']);

export function ended({ status }: Pick<Request, 'status'>): boolean {
  return terminal.has(status);
}

/** Order of keys does not matter: the same plan made again has the same hash. */
export function planHash(plan: unknown): string {
  return createHash('sha256').update(canonical(plan)).digest('hex').slice(0, 16);
}

/** Enough of the plan's hash to tell it from the one before, short enough to type. */
export function planMark({ hash }: Pick<Request, 'hash'>): string {
  return hash.slice(0, 6);
}

/** Idempotency token of one step: 64 ASCII characters, the same after every crash. */
export function clientToken(request: Pick<Request, 'id' | 'createdAt'>, step: string): string {
  return createHash('sha256').update(`${request.id}|${request.createdAt}|${step}`).digest('hex');
}

/**
 * Throws `UserError` naming the rule that refuses; returns the request with this voice counted. `seen` is the hash
 * of the plan the person had before their eyes: once the plan was made anew, saying nothing of it is not enough.
 */
export function approve(request: Request, who: Person, now: number, seen?: string): Request {
  mustBePending(request, now);
  const { id, hash, previous } = request;
  if (seen ? !hash.startsWith(seen) : previous)
    throw new UserError('error.approve.replanned', { id, plan: planMark(request) });
  if (who.id === request.asker.person) throw new UserError('error.approve.own', { id: request.id });
  if (!allows(who, 'approver')) throw new UserError('error.approve.role');
  if (request.approvals.some(({ person }) => person === who.id))
    throw new UserError('error.approve.twice', { id: request.id });
  const approvals = [...request.approvals, voice(who, now)];
  if (approvals.length < request.quorum) return { ...request, approvals };
  return { ...request, approvals, status: 'queued', decision: { ...voice(who, now), kind: 'approved' } };
}

export function deny(request: Request, who: Person, now: number, reason?: string): Request {
  mustBePending(request, now);
  if (!allows(who, 'approver')) throw new UserError('error.approve.role');
  return end({ ...request, status: 'denied', decision: { ...voice(who, now), kind: 'denied', reason } }, now);
}

/** While pending it ends at once; while running it asks the runner to stop before its next effect. */
export function cancel(request: Request, who: Person, now: number, irreversible: boolean): Request {
  if (ended(request)) throw closed(request);
  if (who.id !== request.asker.person && !allows(who, 'approver') && !allows(who, 'admin'))
    throw new UserError('error.cancel.role', { asker: request.asker.account.name });
  if (request.status === 'pending' || request.status === 'queued')
    return end({ ...request, status: 'cancelled', decision: { ...voice(who, now), kind: 'cancelled' } }, now);
  if (irreversible) throw new UserError('error.cancel.late', { id: request.id });
  if (request.cancel) throw new UserError('error.cancel.already', { who: request.cancel.name });
  return { ...request, cancel: voice(who, now) };
}

/** The timer's decision; does nothing to a request that somebody decided in time. */
export function expire(request: Request, now: number): Request | undefined {
  if (request.status !== 'pending' || !request.expiresAt || now < request.expiresAt) return undefined;
  const nobody = { person: '', name: '', account: '', at: now };
  return end({ ...request, status: 'expired', decision: { ...nobody, kind: 'expired' } }, now);
}

export function end(request: Request, now: number): Request {
  return { ...request, phase: 'ended', endedAt: now, wait: undefined, attention: undefined };
}

function mustBePending(request: Request, now: number): void {
  if (request.status !== 'pending') throw alreadyEnded(request);
  if (request.expiresAt && now >= request.expiresAt)
    throw new UserError('error.request.expired', { id: request.id });
}

/** What has run to its end is not told by its approval, which came long before. */
function closed(request: Request): UserError {
  const { id, decision, endedAt, createdAt } = request;
  if (decision && decision.kind !== 'approved') return alreadyEnded(request);
  return new UserError('error.request.ended', { id, at: at(endedAt ?? createdAt) });
}

/** The loser of a race is told who won and when. */
function alreadyEnded(request: Request): UserError {
  const { decision, id } = request;
  const moment = at(decision?.at ?? request.endedAt ?? request.createdAt);
  if (decision?.kind === 'approved')
    return new UserError('error.request.approved', { id, who: decision.name, at: moment });
  if (decision?.kind === 'denied')
    return new UserError('error.request.denied', { id, who: decision.name, at: moment });
  if (decision?.kind === 'cancelled')
    return new UserError('error.request.cancelled', { id, who: decision.name, at: moment });
  if (decision?.kind === 'expired') return new UserError('error.request.expired', { id });
  return new UserError('error.request.ended', { id, at: moment });
}

function voice({ id, name, account }: Person, now: number): z.infer<typeof Voice> {
  return { person: id, name, account, at: now };
}

function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
