import type { Clock } from '../clock.ts';

export type Later = (ms: number, then: () => void) => () => void;

/** How soon to look again when a timer of the machine was a little ahead of the clock. */
const recheckMs = 5;

/**
 * DingTalk acts by itself (pings, redelivery), so somebody must look at the clock in time: a real timer does, and
 * whoever leaps ahead on the clock settles it.
 */
export function createTimers(clock: Clock) {
  const real = new Set<NodeJS.Timeout>();

  /** Runs `then` once `ms` of sandbox time have passed; returns how to call it off. */
  const later: Later = (ms, then) => {
    let timer: NodeJS.Timeout;
    let open = true;
    const wait = (realMs: number) => {
      timer = setTimeout(() => {
        real.delete(timer);
        clock.settle();
        if (open) wait(recheckMs);
      }, realMs);
      timer.unref();
      real.add(timer);
    };
    const end = () => {
      open = false;
      clearTimeout(timer);
      real.delete(timer);
    };
    const callOff = clock.after(ms, () => {
      end();
      then();
    });
    wait(ms / clock.speed);
    return () => {
      end();
      callOff();
    };
  };

  return {
    later,
    stop() {
      for (const timer of real) clearTimeout(timer);
    },
  };
}
