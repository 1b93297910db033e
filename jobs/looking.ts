import type { Request } from '../src/domain/request.ts';
import { EcsError } from '../src/ecs/errors.ts';
import type { LookKind, Seen } from '../src/ecs/look.ts';
import { storedError, UserError } from '../src/errors.ts';
import type { Stored } from '../src/store/requests.ts';
import type { UntilStep } from './operation.ts';
import * as progress from './progress.ts';
import { passing } from './retry.ts';
import { askPerson, declared, type Engine, giveUp, reason, write } from './runner.ts';

/** How many polling times a look may be refused before a person is asked: ten minutes at the default. */
const refusalPolls = 120;
/** What the account is refused says nothing about one of a batch. */
const ofAccount: ReadonlySet<EcsError['kind']> = new Set(['auth', 'forbidden', 'billing']);

/** Since when looks at a request have been refused, in milliseconds since the epoch; a restart forgets it. */
export type Refusals = Map<string, number>;

/** One call about all of these, which wait for things of one kind in one region; then each is judged by itself. */
export async function lookAt(
  engine: Engine,
  shard: string,
  waiting: Stored[],
  refusals: Refusals,
): Promise<void> {
  const [kind, region] = shard.split('|') as [LookKind, string];
  const ids = waiting.flatMap(({ request }) => request.wait?.id ?? []);
  const seen = await engine.ecs.look(region, kind, ids).catch((error: unknown) => ({ error }));
  if ('error' in seen) {
    const { error } = seen;
    engine.log.warn({ shard, err: String(error) }, 'ECS did not answer, looking again');
    // One id that ECS cannot stand must not speak for its neighbours.
    if (waiting.length > 1 && !(error instanceof EcsError && (passing(error) || ofAccount.has(error.kind)))) {
      for (const one of waiting) await lookAt(engine, shard, [one], refusals);
      return;
    }
  }
  const still: Stored[] = [];
  for (const stored of waiting) if (!(await settles(engine, stored, seen, refusals))) still.push(stored);
  await postpone(engine, shard, still);
}

/** True when it waits no longer. Whatever is wrong with one, the others are looked after. */
async function settles(
  engine: Engine,
  stored: Stored,
  seen: Map<string, Seen> | { error: unknown },
  refusals: Refusals,
): Promise<boolean> {
  const { id } = stored.request;
  try {
    if (!('error' in seen)) {
      refusals.delete(id);
      return await judge(engine, stored, seen.get(stored.request.wait?.id ?? ''));
    }
    if (seen.error instanceof EcsError && passing(seen.error)) return await impatient(engine, stored);
    return await refused(engine, stored, seen.error, refusals);
  } catch (error) {
    return !!(await askPerson(engine, stored, reason(engine, stored.request, error)));
  }
}

/** An answer that does not go away by itself: done without where that is allowed, else borne for a while. */
async function refused(engine: Engine, stored: Stored, error: unknown, refusals: Refusals): Promise<boolean> {
  const { request } = stored;
  const now = Date.now();
  const step = waitingStep(engine, request);
  if (step?.orElse === 'skip') return late(engine, stored, step, now);
  const since = refusals.get(request.id) ?? now;
  refusals.set(request.id, since);
  if (now - since < refusalPolls * engine.pollMs) return impatient(engine, stored);
  refusals.delete(request.id);
  return !!(await askPerson(engine, stored, reason(engine, request, error)));
}

async function judge(engine: Engine, stored: Stored, seen: Seen | undefined): Promise<boolean> {
  const { request } = stored;
  const step = waitingStep(engine, request);
  if (!step) return false;
  try {
    if (step.test(seen, progress.context(request))) {
      const learned = seen ? (step.keep?.(seen) ?? {}) : {};
      await wake(engine, stored, progress.passed(request, step, learned, Date.now()));
      return true;
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const next = await giveUp(engine, declared(engine, request), stored, storedError(error), false);
    // A recovery that begins here needs a worker.
    if (next && progress.runnable(next.request)) await wake(engine, next, next.request);
    return true;
  }
  return impatient(engine, stored);
}

/** Seen or not: somebody wants it to stop, or it has taken too long. */
async function impatient(engine: Engine, stored: Stored): Promise<boolean> {
  const { request } = stored;
  const step = waitingStep(engine, request);
  if (!step || !request.wait) return false;
  if (
    request.cancel &&
    request.track === 'steps' &&
    !progress.irreversible(declared(engine, request), request)
  ) {
    await wake(engine, stored, { ...request, phase: 'ready', wait: undefined });
    return true;
  }
  const now = Date.now();
  return now - request.wait.since > step.within ? late(engine, stored, step, now) : false;
}

async function late(
  engine: Engine,
  stored: Stored,
  step: UntilStep<unknown, unknown>,
  now: number,
): Promise<boolean> {
  const { request } = stored;
  if (step.orElse === 'skip') await wake(engine, stored, progress.skipped(request, step, now));
  else {
    const slow = new UserError('error.step.slow', { minutes: Math.round(step.within / 60_000) });
    await giveUp(engine, declared(engine, request), stored, storedError(slow), true);
  }
  return true;
}

/** Hands it to a worker, changed. */
export async function wake(engine: Engine, stored: Stored, next: Request): Promise<void> {
  const written = await write(engine, stored, next, { ready: true });
  if (written) await engine.dispatch.ready([written]);
}

function waitingStep(engine: Engine, request: Request): UntilStep<unknown, unknown> | undefined {
  const step = progress.currentStep(declared(engine, request), request);
  return step && 'until' in step && request.wait ? step : undefined;
}

/**
 * The longer it has waited the more slowly it is looked at. Looks of one pace fall on the same moments, so that a
 * hundred of them fit into one call.
 */
async function postpone(engine: Engine, shard: string, waiting: Stored[]): Promise<void> {
  const now = Date.now();
  const dues = waiting.flatMap(({ request }) => {
    const step = waitingStep(engine, request);
    const since = request.wait?.since ?? now;
    return step ? { id: request.id, due: nextLook(now, since, step.every, engine.pollMs) } : [];
  });
  await engine.store.waits.defer(shard, dues);
}

function nextLook(
  now: number,
  since: number,
  [first, slowest]: readonly [number, number],
  pollMs: number,
): number {
  const slower = first * Math.floor((now - since) / (10 * first * pollMs));
  const pace = Math.min(slowest, Math.max(first, slower)) * pollMs;
  return (Math.floor(now / pace) + 1) * pace;
}
