/** Sandbox time: it can run faster than real time or be pushed ahead, and things are due on it. */
export interface Clock {
  /** Milliseconds since the epoch, in sandbox time. While something due runs, the moment it was due. */
  now(): number;
  /** Sandbox seconds per real second; setting it does not move the present. */
  speed: number;
  /** Pushes the present ahead. */
  advance(ms: number): void;
  /** Runs `then` once `ms` have passed; returns how to call it off. */
  after(ms: number, then: () => void): () => void;
  /** Runs all that has become due, in order. Nothing runs by itself: whoever looks at the state settles it first. */
  settle(): void;
}

/**
 * Deliberately without real timers: what is due happens when somebody looks, in the order and at the moments it was due,
 * so a test that leaps an hour ahead sees the same story as one that waits.
 */
export function createClock({
  speed = 1,
  start = Date.now(),
}: {
  speed?: number;
  start?: number;
} = {}): Clock {
  let pace = speed;
  let base = start;
  let since = performance.now();
  let running: number | undefined;
  /** Earliest first; of two due at once, first come. */
  let queue: { at: number; then: () => void }[] = [];

  const present = () => Math.floor(base + (performance.now() - since) * pace);
  const rebase = (at: number) => {
    base = at;
    since = performance.now();
  };

  return {
    now: () => running ?? present(),
    get speed() {
      return pace;
    },
    set speed(next: number) {
      rebase(present());
      pace = next;
    },
    advance: (ms) => rebase(present() + ms),
    after(ms, then) {
      const item = { at: (running ?? present()) + ms, then };
      queue.splice(queue.findLastIndex(({ at }) => at <= item.at) + 1, 0, item);
      return () => {
        queue = queue.filter((other) => other !== item);
      };
    },
    settle() {
      if (running !== undefined) return;
      const until = present();
      try {
        for (let next = queue[0]; next && next.at <= until; next = queue[0]) {
          queue.shift();
          running = next.at;
          next.then();
        }
      } finally {
        running = undefined;
      }
    },
  };
}
