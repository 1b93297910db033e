import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

/** Small things that all processes share: reply addresses, pauses, heartbeats. */
export function sharedStore(redis: Redis) {
  return {
    /** A response_url or sessionWebhook lies here alone and goes with its own expiry. */
    replies: shelf(redis, 'reply'),
    /** Which request a prompt was about, for answers that quote it. */
    prompts: shelf(redis, 'prompt'),
    /** Where the questions stand that a platform without forms asks one by one. */
    questions: shelf(redis, 'question'),

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
  };
}

const weekMs = 7 * 86_400_000;

/** Small texts under names of their own, each gone with its expiry. */
function shelf(redis: Redis, kind: 'reply' | 'prompt' | 'question') {
  return {
    async put(id: string, text: string, ttlMs = weekMs): Promise<void> {
      await redis.set(keys.shelf(kind, id), text, 'PX', ttlMs);
    },
    async get(id: string): Promise<string | undefined> {
      return (await redis.get(keys.shelf(kind, id))) ?? undefined;
    },
  };
}
