import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

export type ListStore = ReturnType<typeof listStore>;

/** Lists that cost the cloud many calls, packed, for all processes; and the right to fetch one, which one process has. */
export function listStore(redis: Redis) {
  return {
    async get(name: string): Promise<Buffer | undefined> {
      return (await redis.getBuffer(keys.list(name))) ?? undefined;
    },
    async put(name: string, packed: Buffer, keepMs: number): Promise<void> {
      await redis.set(keys.list(name), packed, 'PX', keepMs);
    },

    /** True for one process at a time. It ends by itself, so that a killed one keeps nobody waiting. */
    async claim(name: string, forMs: number): Promise<boolean> {
      return (await redis.set(keys.flight(name), '1', 'PX', forMs, 'NX')) === 'OK';
    },
    /** A claim that ran out meanwhile may be another's by now: then the cloud is asked once more, and no harm is done. */
    async release(name: string): Promise<void> {
      await redis.del(keys.flight(name));
    },
  };
}
