import { end, type Request } from '../src/domain/request.ts';
import type { StoredError } from '../src/errors.ts';
import type { Operation, Step, Tried } from './operation.ts';

/** The pure half of the engine: what a request becomes. Writing it down is the runner's and the poller's part. */
type AnyStep = Step<unknown, unknown>;

export function trackSteps(operation: Operation, request: Pick<Request, 'track'>): AnyStep[] {
  return request.track === 'steps' ? operation.steps : (operation.recovery?.steps ?? []);
}

/** Undefined once all steps of its track are done. */
export function currentStep(operation: Operation, request: Request): AnyStep | undefined {
  return trackSteps(operation, request)[request.step];
}

/** Something a worker has to do now; the rest waits, or has ended. */
export function runnable({ status, phase }: Request): boolean {
  return (status === 'queued' || status === 'running') && (phase === 'ready' || phase === 'intent');
}

/** Moves on past the current step, remembering what it learned. */
export function passed(request: Request, step: AnyStep, learned: object, now: number): Request {
  return {
    ...request,
    step: request.step + 1,
    phase: 'ready',
    wait: undefined,
    tries: 0,
    troubledSince: undefined,
    state: { ...request.state, ...learned },
    done: [...request.done, { name: step.name, at: now }],
  };
}

/** Leaves out the steps this plan does not need. */
export function skipNeedless(operation: Operation, request: Request, now: number): Request {
  let next = request;
  for (
    let step = currentStep(operation, next);
    step?.skip?.(context(next));
    step = currentStep(operation, next)
  )
    next = skipped(next, step, now);
  return next;
}

export function skipped(request: Request, step: AnyStep, now: number): Request {
  const done = { name: step.name, at: now, skipped: true };
  return { ...passed(request, step, {}, now), done: [...request.done, done] };
}

/** True from the moment the step of no return is tried: what follows can only be finished. */
export function irreversible(operation: Operation, request: Request): boolean {
  if (request.track !== 'steps') return false;
  const tried = request.phase === 'ready' ? request.step : request.step + 1;
  return operation.steps.slice(0, tried).some((step) => 'run' in step && step.irreversible);
}

/** True once the step of no return is done: a failure after it cannot be undone by ending. */
export function pastReturn(operation: Operation, request: Request): boolean {
  if (request.track !== 'steps') return false;
  return operation.steps.slice(0, request.step).some((step) => 'run' in step && step.irreversible);
}

/** Ends it, by way of the recovery steps where something has to be put back first. Without an error it was cancelled. */
export function fall(
  operation: Operation,
  request: Request,
  error: StoredError | undefined,
  now: number,
): Request {
  const fallen = {
    ...request,
    error,
    wait: undefined,
    attention: undefined,
    tries: 0,
    troubledSince: undefined,
  };
  const { recovery } = operation;
  const needed = request.track === 'steps' && recovery?.needed(tried(operation, request));
  return needed ? { ...fallen, track: 'recovery', step: 0, phase: 'ready' } : ending(fallen, now);
}

function tried(operation: Operation, request: Request): Tried<unknown, unknown> {
  const begun = operation.steps.slice(0, request.phase === 'ready' ? request.step : request.step + 1);
  const done = new Set(request.done.filter(({ skipped: left }) => left).map(({ name }) => name));
  return { ...context(request), steps: begun.map(({ name }) => name).filter((name) => !done.has(name)) };
}

/** All steps of the track are done. */
export function finish(request: Request, now: number): Request {
  return request.track === 'recovery' ? ending(request, now) : end({ ...request, status: 'succeeded' }, now);
}

function ending(request: Request, now: number): Request {
  if (request.error || !request.cancel) return end({ ...request, status: 'failed' }, now);
  return end({ ...request, status: 'cancelled', decision: { ...request.cancel, kind: 'cancelled' } }, now);
}

/** Stops and asks a person: nothing more happens until somebody chooses. */
export function needsAttention(request: Request, reason: StoredError): Request {
  return { ...request, status: 'running', phase: 'waiting', wait: undefined, attention: reason };
}

/** The current step is tried again, with the same token. */
export function retried(request: Request): Request {
  return {
    ...request,
    attention: undefined,
    phase: 'intent',
    wait: undefined,
    tries: 0,
    troubledSince: undefined,
  };
}

/** Back to an earlier step, as its declaration offers it. */
export function forced(operation: Operation, request: Request): Request | undefined {
  const step = currentStep(operation, request);
  if (!step || !('until' in step) || !step.force) return undefined;
  const { to, state } = step.force as { to: string; state: object };
  const back = trackSteps(operation, request).findIndex(({ name }) => name === to);
  if (back < 0) return undefined;
  const done = request.done.slice(0, -(request.step - back));
  return { ...retried(request), step: back, phase: 'ready', state: { ...request.state, ...state }, done };
}

export function context({ plan, state }: Request): { input: unknown; state: unknown } {
  return { input: plan, state };
}
