import type { Request } from '../src/domain/request.ts';
import { EcsError } from '../src/ecs/errors.ts';
import { UserError } from '../src/errors.ts';
import { hours, minutes } from './operation.ts';

export type Verdict = { what: 'again'; inMs: number } | { what: 'fail' } | { what: 'ask' };

/** How long each kind of trouble may last before somebody is asked, or told. */
const patience: Partial<Record<EcsError['kind'], number>> = {
  throttle: 2 * hours,
  transient: 1 * hours,
  transport: 1 * hours,
  clock: 5 * minutes,
  busy: 10 * minutes,
};
const bugTries = 3;
/** What can be left out is not waited for long. */
const optionalPolls = 24;

/** True for what goes away by itself. */
export function passing({ kind }: EcsError): boolean {
  return patience[kind] !== undefined;
}

/** What to do about a step that threw. Waits grow from a fifth of the polling time to twelve times it. */
export function verdict(
  error: unknown,
  request: Request,
  now: number,
  pollMs: number,
  optional = false,
): Verdict {
  if (error instanceof UserError) return { what: 'fail' };
  const backoff = Math.min((pollMs / 5) * 2 ** request.tries, pollMs * 12) * (0.75 + Math.random() / 2);
  if (!(error instanceof EcsError))
    return request.tries < bugTries ? { what: 'again', inMs: backoff } : { what: 'ask' };
  // What ECS meant is not known, so neither is what it did.
  if (error.kind === 'unknown') return { what: 'ask' };
  const borne = patience[error.kind];
  if (borne === undefined) return { what: 'fail' };
  const longest = optional ? Math.min(borne, optionalPolls * pollMs) : borne;
  if (now - (request.troubledSince ?? now) < longest)
    return { what: 'again', inMs: Math.max(backoff, error.retryAfterMs ?? 0) };
  return error.kind === 'busy' ? { what: 'fail' } : { what: 'ask' };
}
