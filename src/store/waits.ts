import type { Redis } from 'ioredis';
import { keys } from './keys.ts';

/** Due entries are pushed ahead while they are being looked at: pollers share them, and a killed poller's come back. */
const claimScript = `
local ids = redis.call('ZRANGEBYSCORE', KEYS[1], 0, ARGV[1], 'LIMIT', 0, ARGV[3])
for _, id in ipairs(ids) do redis.call('ZADD', KEYS[1], 'XX', ARGV[2], id) end
return ids`;

export function waitStore(redis: Redis) {
  return {
    async shards(): Promise<string[]> {
      return redis.smembers(keys.shards);
    },

    async claim(shard: string, now: number, claimMs: number, limit: number): Promise<string[]> {
      return (await redis.eval(claimScript, 1, keys.waits(shard), now, now + claimMs, limit)) as string[];
    },

    /** Sets when to look again; a wait that has ended meanwhile stays ended. */
    async defer(shard: string, dues: { id: string; due: number }[]): Promise<void> {
      if (dues.length) await redis.zadd(keys.waits(shard), 'XX', ...dues.flatMap(({ id, due }) => [due, id]));
    },

    /** A backstop for an entry that got lost; one that is there stays as it is. */
    async restore(shard: string, id: string, due: number): Promise<void> {
      await redis.multi().zadd(keys.waits(shard), 'NX', due, id).sadd(keys.shards, shard).exec();
    },

    /** Drops entries whose request no longer waits here. */
    async drop(shard: string, ids: string[]): Promise<void> {
      if (ids.length) await redis.zrem(keys.waits(shard), ...ids);
    },

    /** `<id>.<seq>` of operations that were to be handed to BullMQ before this moment and may not have been. */
    async readyBefore(before: number): Promise<string[]> {
      return redis.zrangebyscore(keys.ready, 0, before, 'LIMIT', 0, 500);
    },

    async handed(members: string[]): Promise<void> {
      if (members.length) await redis.zrem(keys.ready, ...members);
    },
  };
}
