import { setTimeout as pause } from 'node:timers/promises';

export type LaneConfig<T, R> = {
  /** Resolves when this may be said; to true when it had to wait for that. */
  turn(item: T): Promise<boolean>;
  /** Whether this may be said together with others that had to wait. */
  mergeable(item: T): boolean;
  send(items: [T, ...T[]]): Promise<R>;
};

type Waiting<T, R> = { item: T; resolve(result: R): void; reject(error: unknown): void };

/**
 * One thing after another in each lane, in the order they came, no faster than the lane allows. What piles up
 * while it has to wait, and may be merged, is said as one.
 */
export function lanes<T, R>({ turn, mergeable, send }: LaneConfig<T, R>) {
  const queues = new Map<string, Waiting<T, R>[]>();

  async function run(lane: string, queue: Waiting<T, R>[]): Promise<void> {
    for (let [head] = queue; head; [head] = queue) {
      let batch: [Waiting<T, R>, ...Waiting<T, R>[]] = [head];
      try {
        const waited = await turn(head.item);
        batch = waited ? together(head, queue) : [head];
        const [first, ...others] = batch;
        const result = await send([first.item, ...others.map(({ item }) => item)]);
        for (const { resolve } of batch) resolve(result);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
      queue.splice(0, batch.length);
    }
    queues.delete(lane);
  }

  function together(head: Waiting<T, R>, queue: Waiting<T, R>[]): [Waiting<T, R>, ...Waiting<T, R>[]] {
    if (!mergeable(head.item)) return [head];
    const end = queue.findIndex(({ item }) => !mergeable(item));
    return [head, ...queue.slice(1, end < 0 ? queue.length : end)];
  }

  return (lane: string, item: T): Promise<R> =>
    new Promise<R>((resolve, reject) => {
      const queue = queues.get(lane);
      if (queue) return void queue.push({ item, resolve, reject });
      const fresh = [{ item, resolve, reject }];
      queues.set(lane, fresh);
      void run(lane, fresh);
    });
}

/** Five in fifteen seconds are twenty a minute, with room for a burst. */
const slots = 5;
const slotMs = 15_000;

/** True at most once in `ms` for this name, in all processes; else how long to wait. */
export type Pace = (name: string, ms: number) => Promise<true | number>;

/**
 * Our own limit: the vendor mutes a robot that says more than twenty things a minute in one conversation. Resolves when
 * one more may be said in this lane; to true when it had to wait for that.
 */
export async function twentyAMinute(pace: Pace, lane: string, signal: AbortSignal): Promise<boolean> {
  for (let waited = false; ; waited = true) {
    const free = await slotIn(pace, lane);
    if (free === true) return waited;
    await pause(free, undefined, { signal });
  }
}

async function slotIn(pace: Pace, lane: string): Promise<true | number> {
  let soonest = slotMs;
  for (let slot = 0; slot < slots; slot++) {
    const free = await pace(`dingtalk.${lane}.${slot}`, slotMs);
    if (free === true) return true;
    soonest = Math.min(soonest, free);
  }
  return soonest;
}
