import { setTimeout as pause } from 'node:timers/promises';

/** A promise to be kept from outside. */
export function latch(): { opened: Promise<void>; open: () => void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Whether the task was done in time and before `signal`; its error is thrown. The task itself goes on. */
export async function within(task: Promise<unknown>, ms: number, signal?: AbortSignal): Promise<boolean> {
  const settled = new AbortController();
  const signals = signal ? [settled.signal, signal] : [settled.signal];
  const late = pause(ms, false, { signal: AbortSignal.any(signals) }).catch(() => false);
  try {
    return await Promise.race([task.then(() => true), late]);
  } finally {
    settled.abort();
  }
}

/**
 * At once after a good life, then `firstMs` (0.2 s), doubling up to `mostMs` (30 s); up to a half less, so that
 * processes spread.
 */
export function backoffMs(
  failures: number,
  { firstMs = 200, mostMs = 30_000, random = Math.random } = {},
): number {
  return failures ? Math.min(mostMs, firstMs * 2 ** (failures - 1)) * (0.5 + random() / 2) : 0;
}
