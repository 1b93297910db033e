import type { Clock } from '../clock.ts';

/** Runs `then` later, once; returns how to call it off. */
type Later = (ms: number, then: () => void) => () => void;

export interface Timers {
  /** After so much sandbox time. */
  later: Later;
  /** After so much real time: for the robot's answers, which no leap of the clock makes late. */
  really: Later;
  stop(): void;
}

/** How soon to look again when a timer of the machine was a little ahead of the clock. */
const recheckMs = 5;

/**
 * DingTalk acts by itself (pings, redelivery), so somebody must look at the clock in time: a real timer does, and
 * whoever leaps ahead on the clock settles it.
 */
export function createTimers(clock: Clock): Timers {
  const real = new Set<NodeJS.Timeout>();

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

    really(ms, then) {
      const timer = setTimeout(() => {
        real.delete(timer);
        then();
      }, ms).unref();
      real.add(timer);
      return () => {
        clearTimeout(timer);
        real.delete(timer);
      };
    },

    stop() {
      for (const timer of real) clearTimeout(timer);
    },
  };
}
