import pRetry from 'p-retry';
import { EcsError } from './errors.ts';

/** How patient a read is. Writes are never repeated here: the runner does that with the same token. */
export type Patience = {
  /** Repeats after the first try; default 7 when throttled, 4 otherwise. 0 turns repeating off. */
  retries?: number;
  /** Longest time a read may spend waiting, over all its tries; default two minutes. */
  patienceMs?: number;
};

/**
 * The pause that all processes share once ECS throttles an action, which it does per account, region and action.
 * `until` gives the end of the pause in milliseconds since the epoch, 0 when there is none.
 */
export type Pause = {
  until(key: string): Promise<number>;
  set(key: string, untilMs: number): Promise<void>;
};

const second = 1000;
const minute = 60 * second;
const defaultPatienceMs = 2 * minute;
const mostRetries = { throttle: 7, transient: 4, transport: 4 } as const;

/** Kinds that a read is repeated for. */
function repeatable(kind: EcsError['kind']): kind is keyof typeof mostRetries {
  return kind in mostRetries;
}

/**
 * Milliseconds before the next try; `attempt` counts from 1. Throttling without a hint from ECS ends with the
 * running minute, so from the second time on the wait reaches into the next one.
 */
export function delayMs(
  error: { kind: EcsError['kind']; retryAfterMs?: number | undefined },
  attempt: number,
  now: number,
  random: () => number = Math.random,
): number {
  const step = second * 2 ** (attempt - 1);
  if (error.kind !== 'throttle') return Math.round(step * random());
  const backoff = Math.min(Math.max(error.retryAfterMs ?? 0, step + second * random()), minute);
  if (error.retryAfterMs !== undefined || attempt < 2) return Math.round(backoff);
  const nextMinute = minute - (now % minute) + second * random();
  return Math.round(Math.max(backoff, nextMinute));
}

/** Runs a read until it works, the error is one that repeating cannot mend, or patience ends. */
export async function repeated<T>(
  read: () => Promise<T>,
  { retries, patienceMs = defaultPatienceMs }: Patience,
): Promise<T> {
  const giveUpAt = Date.now() + patienceMs;
  return pRetry(read, {
    retries: retries ?? mostRetries.throttle,
    minTimeout: 0,
    shouldRetry: async ({ error, attemptNumber }) => {
      if (!(error instanceof EcsError) || !repeatable(error.kind)) return false;
      if (retries === undefined && attemptNumber > mostRetries[error.kind]) return false;
      const wait = delayMs(error, attemptNumber, Date.now());
      if (Date.now() + wait > giveUpAt) return false;
      await sleep(wait);
      return true;
    },
  });
}

/** Waits out a shared pause, or throws EcsError `throttle` when it is longer than the caller may wait. */
export async function pauseOver(
  pause: Pause,
  key: string,
  action: string,
  { retries, patienceMs = defaultPatienceMs }: Patience,
): Promise<void> {
  const left = (await pause.until(key)) - Date.now();
  if (left <= 0) return;
  if (left > (retries === 0 ? 0 : patienceMs))
    throw new EcsError({
      kind: 'throttle',
      code: 'Throttling',
      action,
      retryAfterMs: left,
      message: `${action} is paused because ECS throttles it`,
    });
  await sleep(left);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
