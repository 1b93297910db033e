import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

/** An answer's files are uploaded within seconds as a rule; what could not be for so long is made anew by asking again. */
const keptMs = 60 * 60 * 1000;

/** Files on their way into a chat: their letters name them, their bytes lie here. */
export function fileStore(redis: Redis) {
  return {
    async put(id: string, content: Buffer): Promise<void> {
      await redis.set(keys.file(id), content, 'PX', keptMs);
    },
    async get(id: string): Promise<Buffer | undefined> {
      return (await redis.getBuffer(keys.file(id))) ?? undefined;
    },
    async drop(id: string): Promise<void> {
      await redis.del(keys.file(id));
    },
  };
}
