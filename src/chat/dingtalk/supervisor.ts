import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { backoffMs, within } from '../waiting.ts';
import { type Delivered, type LinkConfig, NotOpenedError, StreamLink } from './stream-link.ts';

/** Milliseconds; `facts/dingtalk.md` §1.5 has the reasons. */
export type StreamTiming = {
  /** Between two pings of ours. */
  ping: number;
  /** Without any sign of life for so long a link is dead. */
  dead: number;
  /** Pongs but no frames for so long: perhaps half dead. DingTalk's own pings are frames. */
  silent: number;
  /** A link that was told to go still gets late frames. */
  drain: number;
};

export const streamTiming: StreamTiming = { ping: 30_000, dead: 75_000, silent: 600_000, drain: 12_000 };

export type StreamConfig = LinkConfig & {
  log: Log;
  timing: StreamTiming;
  /** May throw: it is logged, and the frame stays without an answer. */
  handle(frame: Delivered, acknowledge: (answer: unknown) => void): Promise<void>;
};

export type Stream = {
  /** Resolves when the link is up or has failed once; trying goes on until `stop`. */
  start(): Promise<void>;
  /** Nothing is dialled after it; what runs has ended. */
  stop(): Promise<void>;
  /** Why nothing can come in, or undefined. */
  trouble(): string | undefined;
};

const firstMs = 500;
const mostMs = 60_000;
const lastingMostMs = 300_000;
const briefLifeMs = 10_000;
const stoppingMs = 5000;

/**
 * Keeps one connection up for good: a single loop dials, a leaving link is replaced before it is gone, and a link
 * that only looks alive is replaced too.
 */
export function supervised({ log, timing, handle, ...link }: StreamConfig): Stream {
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort');
  const links = new Set<StreamLink>();
  const running = new Set<Promise<void>>();
  let problem = 'connecting to DingTalk';
  let keeper: Promise<void> | undefined;

  function delivered(frame: Delivered, acknowledge: (answer: unknown) => void): void {
    const work: Promise<void> = Promise.resolve()
      .then(() => handle(frame, acknowledge))
      .catch((error: unknown) => log.error({ topic: frame.topic, reason: why(error) }, 'delivery not taken'))
      .finally(() => running.delete(work));
    running.add(work);
  }

  async function dial(): Promise<StreamLink> {
    const fresh = new StreamLink(link, {
      delivered,
      odd: (what) => log.warn({ frame: what }, 'odd frame from DingTalk ignored'),
    });
    links.add(fresh);
    try {
      await fresh.connect();
      if (stopping.signal.aborted) throw new Error('stopping');
      return fresh;
    } catch (error) {
      fresh.kill();
      links.delete(fresh);
      throw error;
    }
  }

  async function keep(decided: () => void): Promise<void> {
    for (let failures = 0, most = mostMs; !stopping.signal.aborted; ) {
      try {
        const waitMs = backoffMs(failures, { firstMs, mostMs: most });
        await pause(waitMs, undefined, { signal: stopping.signal });
        const fresh = await dial();
        const born = Date.now();
        for (const old of links) if (old !== fresh) void retire(old);
        most = mostMs;
        decided();
        await Promise.race([fresh.leaving, watched(fresh), stopped]);
        problem = 'DingTalk closed the connection';
        failures = Date.now() - born < briefLifeMs ? failures + 1 : 0;
      } catch (error) {
        if (stopping.signal.aborted) break;
        failures += 1;
        if (error instanceof NotOpenedError && error.lasting) most = lastingMostMs;
        problem = why(error);
        log.warn({ reason: problem, failures }, 'no connection to DingTalk');
      }
      decided();
    }
    decided();
  }

  /** Resolves when a link shows no life, or has brought nothing for so long that it may be half dead. */
  async function watched(fresh: StreamLink): Promise<void> {
    while (fresh.up && !stopping.signal.aborted) {
      fresh.ping();
      await pause(timing.ping, undefined, { signal: stopping.signal }).catch(() => {});
      const { anything, frames } = fresh.quiet(Date.now());
      if (anything <= timing.dead && frames <= timing.silent) continue;
      if (fresh.up) log.warn({ anything, frames }, 'the link to DingTalk went quiet');
      return;
    }
  }

  async function retire(old: StreamLink): Promise<void> {
    await pause(timing.drain, undefined, { signal: stopping.signal }).catch(() => {});
    old.kill();
    links.delete(old);
  }

  return {
    async start() {
      await new Promise<void>((resolve) => {
        keeper = keep(resolve);
      });
    },
    async stop() {
      stopping.abort();
      await within(Promise.allSettled(running), stoppingMs);
      for (const link of links) link.kill();
      await keeper;
    },
    trouble: () => ([...links].some(({ up }) => up) ? undefined : problem),
  };
}

/** The system's code (`ECONNREFUSED`) where fetch says only that it failed. */
function why(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? `no answer: ${String(cause.code)}` : error.message;
}
