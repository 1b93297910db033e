import { randomBytes } from 'node:crypto';
import { clientToken, ended, planHash, type Request } from '../src/domain/request.ts';
import { EcsError, explain } from '../src/ecs/errors.ts';
import type { Ecs } from '../src/ecs/index.ts';
import { type StoredError, storedError, UserError } from '../src/errors.ts';
import type { Log } from '../src/log.ts';
import type { Store } from '../src/store/index.ts';
import type { Effects, Stored } from '../src/store/requests.ts';
import { cardLetters, noteLetters } from './letters.ts';
import {
  type Operation,
  type OperationSettings,
  PlanChanged,
  type RunStep,
  type UntilStep,
} from './operation.ts';
import * as progress from './progress.ts';
import { verdict } from './retry.ts';
import type { Dispatch } from './start.ts';

export type Engine = {
  store: Store;
  ecs: Ecs;
  operations: Operation[];
  dispatch: Dispatch;
  settings: OperationSettings;
  /** Shortest time between two looks, in milliseconds. */
  pollMs: number;
  log: Log;
};

/** Advances one operation until it waits or ends. Whoever loses a compare-and-set stops: another worker has it. */
export async function advance(engine: Engine, id: string): Promise<void> {
  let stored = await engine.store.requests.load(id);
  if (stored && progress.runnable(stored.request) && !known(engine, stored.request)) {
    await askPerson(engine, stored, storedError(gone(stored.request)));
    return;
  }
  while (stored && progress.runnable(stored.request)) stored = await advanceOnce(engine, stored);
}

/**
 * One step. What a step learned is written together with what comes next (the next intent, a wait, the end), so a
 * crash in between repeats that step with the same token, or after reading the state first.
 */
async function advanceOnce(engine: Engine, stored: Stored): Promise<Stored | undefined> {
  const operation = declared(engine, stored.request);
  const now = Date.now();
  const request = progress.skipNeedless(operation, { ...stored.request, status: 'running' }, now);
  if (request.cancel && request.track === 'steps' && !progress.irreversible(operation, request))
    return settle(engine, stored, progress.fall(operation, request, undefined, now));
  const step = progress.currentStep(operation, request);
  if (!step) return settle(engine, stored, progress.finish(request, now));
  if ('until' in step) return wait(engine, stored, request, step, now);
  return act(engine, operation, stored, request, step);
}

async function act(
  engine: Engine,
  operation: Operation,
  stored: Stored,
  request: Request,
  step: RunStep<unknown, unknown>,
): Promise<Stored | undefined> {
  const intended =
    stored.request.phase === 'intent' && stored.request.step === request.step
      ? stored
      : await write(engine, stored, { ...request, phase: 'intent' }, { log: { intent: step.name } });
  if (!intended) return undefined;
  // Asked to stop just now: not tried yet, so there is still time.
  if (intended.request.cancel && !request.cancel)
    return { ...intended, request: { ...intended.request, phase: 'ready' } };
  try {
    const learned = await perform(engine, intended.request, step);
    engine.log.info({ id: request.id, step: step.name }, 'step done');
    return { ...intended, request: progress.passed(intended.request, step, learned, Date.now()) };
  } catch (error) {
    return failed(engine, operation, intended, step, error);
  }
}

async function perform(engine: Engine, request: Request, step: RunStep<unknown, unknown>): Promise<object> {
  const context = {
    ...progress.context(request),
    ecs: engine.ecs,
    id: request.id,
    token: clientToken(request, step.name),
    now: Date.now(),
    settings: engine.settings,
  };
  return (await step.already?.(context)) ?? (await step.run(context)) ?? {};
}

function wait(
  engine: Engine,
  stored: Stored,
  request: Request,
  step: UntilStep<unknown, unknown>,
  now: number,
): Promise<Stored | undefined> {
  const watch = { ...step.until(progress.context(request)), since: now };
  const due = now + step.every[0] * engine.pollMs;
  return write(
    engine,
    stored,
    { ...request, phase: 'waiting', wait: watch },
    { due, log: { waits: step.name } },
  );
}

/** Throttling and passing faults come back to the same step; a reason for people ends it; a bug asks a person. */
async function failed(
  engine: Engine,
  operation: Operation,
  stored: Stored,
  step: RunStep<unknown, unknown>,
  error: unknown,
): Promise<Stored | undefined> {
  const { request } = stored;
  const now = Date.now();
  if (error instanceof PlanChanged) return reopen(engine, stored, error.plan, now);
  const optional = step.orElse === 'skip';
  const decision = verdict(error, request, now, engine.pollMs, optional);
  engine.log.warn(
    { id: request.id, step: step.name, verdict: decision.what, err: described(error) },
    'step failed',
  );
  if (decision.what === 'again') {
    const wait = { kind: 'timer', region: '-', id: step.name, since: now };
    const troubled = { ...request, phase: 'waiting' as const, wait, tries: request.tries + 1 };
    const since = request.troubledSince ?? now;
    return write(
      engine,
      stored,
      { ...troubled, troubledSince: since },
      { due: now + decision.inMs, log: { again: step.name } },
    );
  }
  if (optional) return { ...stored, request: progress.skipped(request, step, now) };
  return giveUp(engine, operation, stored, reason(engine, request, error), decision.what === 'ask');
}

/**
 * A failure ends the request by way of its recovery. In the recovery itself, or after the step of no return,
 * ending would leave a server half done: a person is asked.
 */
export async function giveUp(
  engine: Engine,
  operation: Operation,
  stored: Stored,
  error: StoredError,
  ask: boolean,
): Promise<Stored | undefined> {
  const { request } = stored;
  if (ask || request.track === 'recovery' || progress.pastReturn(operation, request))
    return askPerson(engine, stored, error);
  return settle(engine, stored, progress.fall(operation, request, error, Date.now()));
}

/** Nothing more happens until somebody chooses what to do. */
export function askPerson(engine: Engine, stored: Stored, error: StoredError): Promise<Stored | undefined> {
  const asking = progress.needsAttention(stored.request, error);
  const out = noteLetters(asking, 'attention', stored.seq);
  return write(engine, stored, asking, { out, log: { attention: error.key } });
}

/** The plan made again is another one: the approvals no longer say anything. */
function reopen(
  engine: Engine,
  stored: Stored,
  plan: Record<string, unknown>,
  now: number,
): Promise<Stored | undefined> {
  const pending: Request = {
    ...stored.request,
    plan,
    hash: planHash(plan),
    status: 'pending',
    approvals: [],
    decision: undefined,
    previous: stored.request.plan,
    tries: 0,
    troubledSince: undefined,
    step: 0,
    done: [],
    state: {},
    phase: 'waiting',
    expiresAt: now + stored.request.expiresMs,
    wait: { kind: 'timer', region: '-', id: 'expiry', since: now },
  };
  const out = noteLetters(pending, 'changed', stored.seq);
  const what = { changed: pending.hash };
  return write(engine, stored, pending, { due: pending.expiresAt, out, log: what, audit: what });
}

/** Writes an end, or the turn into recovery. */
function settle(engine: Engine, stored: Stored, next: Request): Promise<Stored | undefined> {
  if (next.phase !== 'ended')
    return write(engine, stored, next, { log: { recovery: next.error?.key ?? 'cancelled' } });
  engine.log.info({ id: next.id, status: next.status, error: next.error?.key }, 'operation ended');
  const out = noteLetters(next, 'outcome', stored.seq);
  return write(engine, stored, next, { out, log: { ended: next.status }, audit: { ended: next.status } });
}

/**
 * What was written in between can only be beside the work: somebody asked to stop it. Then this is written upon that,
 * for what a step has done must not be forgotten.
 */
async function changed(
  engine: Engine,
  stored: Stored,
  next: Request,
  effects: Effects,
): Promise<Stored | 'lost' | 'late'> {
  const written = await engine.store.requests.change(stored, next, effects);
  if (written !== 'lost' || stored.request.cancel) return written;
  const fresh = await engine.store.requests.load(stored.request.id);
  if (fresh?.seq !== stored.seq + 1 || !fresh.request.cancel || ended(fresh.request)) return 'lost';
  return engine.store.requests.change(fresh, { ...next, cancel: fresh.request.cancel }, effects);
}

/** Writes a change and lets the bot tell it; undefined when somebody else was faster. */
export async function write(
  engine: Engine,
  stored: Stored,
  next: Request,
  effects: Effects,
): Promise<Stored | undefined> {
  const out = effects.out ?? cardLetters(next);
  const written = await changed(engine, stored, next, { ...effects, out });
  if (typeof written === 'string') return undefined;
  await engine.dispatch.tell(out);
  return written;
}

export function declared(engine: Engine, request: Request): Operation {
  const found = known(engine, request);
  if (!found) throw gone(request);
  return found;
}

function gone({ operation, version }: Request): UserError {
  return new UserError('error.operation.gone', { operation, version });
}

function known({ operations }: Engine, { operation, version }: Request): Operation | undefined {
  return operations.find((it) => it.name === operation && it.version === version);
}

/** What people are told of an error; a bug goes to the log, and they get its reference. */
export function reason(engine: Engine, request: Request, error: unknown): StoredError {
  if (error instanceof UserError) return storedError(error);
  if (error instanceof EcsError) return storedError(explain(error));
  const ref = randomBytes(4).toString('hex');
  engine.log.error({ id: request.id, ref, err: error }, 'a step has a bug');
  return storedError(new UserError('error.bug', { ref }));
}

function described(error: unknown): string {
  if (error instanceof EcsError) return `${error.action}: ${error.code}`;
  return error instanceof UserError ? error.key : String(error);
}
