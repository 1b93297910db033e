import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

/** Small things that all processes share: reply addresses, pauses, heartbeats, cached lists. */
export function sharedStore(redis: Redis) {
  return {
    /** A response_url lies here alone and goes with its own expiry. */
    replies: {
      async put(id: string, url: string, ttlMs: number): Promise<void> {
        await redis.set(keys.reply(id), url, 'PX', ttlMs);
      },
      async get(id: string): Promise<string | undefined> {
        return (await redis.get(keys.reply(id))) ?? undefined;
      },
    },

    /** One throttled worker makes all of them wait. Times are milliseconds since the epoch. */
    pauses: {
      async until(what: string): Promise<number> {
        return Number((await redis.get(keys.pause(what))) ?? 0);
      },
      async set(what: string, untilMs: number): Promise<void> {
        await redis.set(keys.pause(what), untilMs, 'PXAT', Math.ceil(untilMs));
      },
    },

    async beat(queue: string, now: number): Promise<void> {
      await redis.set(keys.beat(queue), now);
    },
    async lastBeat(queue: string): Promise<number> {
      return Number((await redis.get(keys.beat(queue))) ?? 0);
    },

    async cached(what: string): Promise<string | undefined> {
      return (await redis.get(keys.cache(what))) ?? undefined;
    },
    async cache(what: string, value: string, ttlMs: number): Promise<void> {
      await redis.set(keys.cache(what), value, 'PX', ttlMs);
    },

    async ping(): Promise<void> {
      await redis.ping();
    },
  };
}
