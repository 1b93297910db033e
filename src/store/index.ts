import type { Redis } from 'ioredis';
import { outboxStore } from './outbox.ts';
import { requestStore } from './requests.ts';
import { sharedStore } from './shared.ts';
import { waitStore } from './waits.ts';

export type Store = ReturnType<typeof createStore>;

/** Everything that is remembered, over one connection. */
export function createStore(redis: Redis) {
  return {
    requests: requestStore(redis),
    outbox: outboxStore(redis),
    waits: waitStore(redis),
    shared: sharedStore(redis),
  };
}
