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

/** True for what goes away by itself. */
export function passing({ kind }: EcsError): boolean {
  return patience[kind] !== undefined;
}

/** What to do about a step that threw. Waits grow from a fifth of the polling time to twelve times it. */
export function verdict(error: unknown, request: Request, now: number, pollMs: number): Verdict {
  if (error instanceof UserError) return { what: 'fail' };
  const backoff = Math.min((pollMs / 5) * 2 ** request.tries, pollMs * 12) * (0.75 + Math.random() / 2);
  if (!(error instanceof EcsError))
    return request.tries < bugTries ? { what: 'again', inMs: backoff } : { what: 'ask' };
  const longest = patience[error.kind];
  if (longest === undefined) return { what: 'fail' };
  if (now - (request.troubledSince ?? now) < longest)
    return { what: 'again', inMs: Math.max(backoff, error.retryAfterMs ?? 0) };
  return error.kind === 'busy' ? { what: 'fail' } : { what: 'ask' };
}
