import type { Redis } from 'ioredis';
import { Snooze } from '../domain/snooze.ts';
import { keys } from './keys.ts';

export type SnoozeStore = ReturnType<typeof snoozeStore>;

/** What people have put off, by what it is about. */
export function snoozeStore(redis: Redis) {
  return {
    async set(snooze: Snooze): Promise<void> {
      await redis.hset(keys.snoozes, snooze.what, JSON.stringify(snooze));
    },
    /** False when it was not put off. */
    async end(what: string): Promise<boolean> {
      return (await redis.hdel(keys.snoozes, what)) === 1;
    },
    /** Those that are over are taken away. */
    async all(now: number): Promise<Snooze[]> {
      const kept = Object.values(await redis.hgetall(keys.snoozes)).map((body) =>
        Snooze.parse(JSON.parse(body)),
      );
      const over = kept.filter(({ until }) => until <= now).map(({ what }) => what);
      if (over.length) await redis.hdel(keys.snoozes, ...over);
      return kept.filter(({ until }) => until > now);
    },
  };
}
