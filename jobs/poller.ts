import { expire, type Request } from '../src/domain/request.ts';
import { EcsError } from '../src/ecs/errors.ts';
import type { LookKind, Seen } from '../src/ecs/look.ts';
import { storedError, UserError } from '../src/errors.ts';
import type { Effects, Stored } from '../src/store/requests.ts';
import { shardOf } from '../src/store/requests.ts';
import { cardLetters, noteLetters } from './letters.ts';
import type { UntilStep } from './operation.ts';
import * as progress from './progress.ts';
import { passing } from './retry.ts';
import { askPerson, declared, type Engine, giveUp, reason } from './runner.ts';

/** One call asks about at most so many (the limit of the API's id lists). */
const batch = 100;
/** A poller that dies gives its claims back after so long. */
const claimMs = 15_000;
const claimLimit = 1000;

/**
 * Looks after everything that waits, whatever the number of operations: one pass per kind and region at a time,
 * a hundred to a call. Several pollers at once share the work by claiming what is due.
 */
export function createPoller(engine: Engine) {
  const busy = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;

  async function tick(): Promise<void> {
    for (const shard of await engine.store.waits.shards()) {
      if (busy.has(shard)) continue;
      const pass = look(engine, shard)
        .catch((error) => engine.log.error({ shard, err: String(error) }, 'looking failed'))
        .finally(() => busy.delete(shard));
      busy.set(shard, pass);
    }
  }

  return {
    start(): void {
      const beat = Math.min(engine.pollMs, 1000);
      const again = () => {
        timer = setTimeout(() => {
          tick()
            .catch((error) => engine.log.warn({ err: String(error) }, 'poller tick failed'))
            .finally(() => timer && again());
        }, beat);
      };
      again();
    },
    async stop(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      await Promise.allSettled(busy.values());
    },
  };
}

async function look(engine: Engine, shard: string): Promise<void> {
  const now = Date.now();
  const ids = await engine.store.waits.claim(shard, now, claimMs, claimLimit);
  if (ids.length === 0) return;
  const stored = await engine.store.requests.loadMany(ids);
  const waiting = stored.filter(({ request }) => request.wait && shardOf(request.wait) === shard);
  const gone = ids.filter((id) => !waiting.some(({ request }) => request.id === id));
  await engine.store.waits.drop(shard, gone);
  if (shard.startsWith('timer|')) await Promise.all(waiting.map((it) => ring(engine, it, now)));
  else
    for (let i = 0; i < waiting.length; i += batch) await lookAt(engine, shard, waiting.slice(i, i + batch));
}

/** An approval runs out, or a step is tried again. */
async function ring(engine: Engine, stored: Stored, now: number): Promise<void> {
  const { request } = stored;
  if (request.status === 'pending') {
    const expired = expire(request, now);
    if (expired)
      await change(engine, stored, expired, {
        out: noteLetters(expired, 'decided', stored.seq),
        audit: { ended: 'expired' },
      });
    return;
  }
  await wake(engine, stored, { ...request, phase: 'intent', wait: undefined });
}

async function lookAt(engine: Engine, shard: string, waiting: Stored[]): Promise<void> {
  const [kind, region] = shard.split('|') as [LookKind, string];
  const ids = waiting.flatMap(({ request }) => request.wait?.id ?? []);
  let seen: Map<string, Seen> | EcsError;
  try {
    seen = await engine.ecs.look(region, kind, ids);
  } catch (error) {
    if (!(error instanceof EcsError)) throw error;
    engine.log.warn({ shard, code: error.code }, 'ECS did not answer, looking again');
    seen = error;
  }
  const still: Stored[] = [];
  for (const stored of waiting) if (!(await settles(engine, stored, seen))) still.push(stored);
  await postpone(engine, shard, still);
}

/** True when it waits no longer. Whatever is wrong with one of a batch, the others are looked after. */
async function settles(engine: Engine, stored: Stored, seen: Map<string, Seen> | EcsError): Promise<boolean> {
  try {
    if (!(seen instanceof EcsError))
      return await judge(engine, stored, seen.get(stored.request.wait?.id ?? ''));
    if (!passing(seen)) return !!(await askPerson(engine, stored, reason(engine, stored.request, seen)));
    return await impatient(engine, stored);
  } catch (error) {
    return !!(await askPerson(engine, stored, reason(engine, stored.request, error)));
  }
}

/** True when it waits no longer. */
async function judge(engine: Engine, stored: Stored, seen: Seen | undefined): Promise<boolean> {
  const { request } = stored;
  const operation = declared(engine, request);
  const step = progress.currentStep(operation, request);
  if (!step || !('until' in step) || !request.wait) return false;
  const now = Date.now();
  try {
    if (step.test(seen, progress.context(request))) {
      const learned = seen ? (step.keep?.(seen) ?? {}) : {};
      await wake(engine, stored, progress.passed(request, step, learned, now));
      return true;
    }
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await giveUp(engine, operation, stored, storedError(error), false).then((next) => handOn(engine, next));
    return true;
  }
  return impatient(engine, stored);
}

/** Seen or not: somebody wants it to stop, or it has taken too long. */
async function impatient(engine: Engine, stored: Stored): Promise<boolean> {
  const { request } = stored;
  const operation = declared(engine, request);
  const step = progress.currentStep(operation, request);
  if (!step || !('until' in step) || !request.wait) return false;
  const now = Date.now();
  if (request.cancel && request.track === 'steps' && !progress.irreversible(operation, request)) {
    await wake(engine, stored, { ...request, phase: 'ready', wait: undefined });
    return true;
  }
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

async function wake(engine: Engine, stored: Stored, next: Request): Promise<void> {
  const written = await change(engine, stored, next, { ready: true });
  if (written) await engine.dispatch.ready([written]);
}

/** A recovery that begins here needs a worker. */
async function handOn(engine: Engine, stored: Stored | undefined): Promise<void> {
  if (stored && progress.runnable(stored.request)) await wake(engine, stored, stored.request);
}

async function change(
  engine: Engine,
  stored: Stored,
  next: Request,
  effects: Effects,
): Promise<Stored | undefined> {
  const out = effects.out ?? cardLetters(next);
  const written = await engine.store.requests.change(stored, next, { ...effects, out });
  if (typeof written === 'string') return undefined;
  await engine.dispatch.tell(out);
  return written;
}

/**
 * The longer it has waited the more slowly it is looked at. Looks of one pace fall on the same moments, so that a
 * hundred of them fit into one call.
 */
async function postpone(engine: Engine, shard: string, waiting: Stored[]): Promise<void> {
  const now = Date.now();
  const dues = waiting.flatMap(({ request }) => {
    const step = progress.currentStep(declared(engine, request), request);
    if (!step || !('until' in step) || !request.wait) return [];
    return { id: request.id, due: nextLook(now, request.wait.since, step.every, engine.pollMs) };
  });
  await engine.store.waits.defer(shard, dues);
}

function nextLook(
  now: number,
  since: number,
  [first, slowest]: readonly [number, number],
  pollMs: number,
): number {
  const pace =
    Math.min(slowest, Math.max(first, first * Math.floor((now - since) / (10 * first * pollMs)))) * pollMs;
  return (Math.floor(now / pace) + 1) * pace;
}
