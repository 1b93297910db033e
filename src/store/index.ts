import type { Redis } from 'ioredis';
import { fileStore } from './files.ts';
import { listStore } from './lists.ts';
import { outboxStore } from './outbox.ts';
import { requestStore } from './requests.ts';
import { sharedStore } from './shared.ts';
import { snoozeStore } from './snoozes.ts';
import { waitStore } from './waits.ts';

export type Store = ReturnType<typeof createStore>;

/** Everything that is remembered, over one connection. */
export function createStore(redis: Redis) {
  return {
    requests: requestStore(redis),
    outbox: outboxStore(redis),
    waits: waitStore(redis),
    shared: sharedStore(redis),
    lists: listStore(redis),
    files: fileStore(redis),
    snoozes: snoozeStore(redis),
  };
}
