import type { Redis } from 'ioredis';

type Values = (string | number)[];

/** A Lua script under a name of its own. It is sent by its hash; a Redis that does not know it yet gets it whole. */
export function script(redis: Redis, name: string, lua: string) {
  redis.defineCommand(name, { lua });
  const commands = redis as unknown as Record<string, (...values: Values) => Promise<unknown>>;
  return (keys: string[], values: Values) => commands[name]?.(keys.length, ...keys, ...values);
}
