import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { z } from 'zod';
import type { ListStore } from '../store/lists.ts';

/** What ECS said, and when it was asked, in milliseconds since the epoch. */
export type Dated<T> = { at: number; items: T[] };

export type SharedListsOptions<T> = {
  /** What the lists are of; part of their keys. */
  name: string;
  item: z.ZodType<T>;
  freshMs: number;
  /** Asks ECS. Throws EcsError. */
  ask(region: string): Promise<T[]>;
  store: ListStore;
};

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** Longer than ECS takes unless it throttles: then another process asks too, and is made to wait like the first. */
const claimMs = 15_000;
const lookAgainMs = 50;

/**
 * One list per region in memory and, packed, in Redis. However many processes want it, one asks ECS and the others
 * take what it got. A list in use is fetched again before it is old, so that nobody waits for it.
 */
export function sharedLists<T>({ name, item, freshMs, ask, store }: SharedListsOptions<T>) {
  const Stored = z.object({ at: z.number(), items: z.array(item) });
  const known = new Map<string, Dated<T>>();
  const flights = new Map<string, Promise<Dated<T>>>();

  function renewed(region: string): Promise<Dated<T>> {
    const flying = flights.get(region);
    if (flying) return flying;
    const flight = renew(region).finally(() => flights.delete(region));
    flights.set(region, flight);
    return flight;
  }

  async function renew(region: string): Promise<Dated<T>> {
    const key = `${name}.${region}`;
    for (;;) {
      const claimed = await store.claim(key, claimMs);
      // Read after claiming: whoever had the claim before may just have written what it got.
      const shared = await read(key);
      if (shared && age(shared) < freshMs / 2) {
        if (claimed) await store.release(key);
        known.set(region, shared);
        return shared;
      }
      if (claimed) return fetch(region, key);
      await sleep(lookAgainMs);
    }
  }

  async function fetch(region: string, key: string): Promise<Dated<T>> {
    try {
      const list = { at: Date.now(), items: await ask(region) };
      known.set(region, list);
      void share(key, list);
      return list;
    } catch (error) {
      await store.release(key);
      throw error;
    }
  }

  /** Nobody waits for this. Where it fails the claim runs out, and the others ask for themselves. */
  async function share(key: string, list: Dated<T>): Promise<void> {
    try {
      await store.put(key, await pack(JSON.stringify(list)), freshMs);
      await store.release(key);
    } catch {
      // The connection was closed: this process ends.
    }
  }

  /** A list of another version's form counts as none. */
  async function read(key: string): Promise<Dated<T> | undefined> {
    const packed = await store.get(key);
    return packed && Stored.safeParse(JSON.parse((await unpack(packed)).toString())).data;
  }

  return {
    /** Throws EcsError. */
    of(region: string): Dated<T> | Promise<Dated<T>> {
      const list = known.get(region);
      if (!list || age(list) > freshMs) return renewed(region);
      // What fails ahead of need is asked again when it is needed, and told then.
      if (age(list) > freshMs / 2) renewed(region).catch(() => undefined);
      return list;
    },
  };
}

function age({ at }: { at: number }): number {
  return Date.now() - at;
}
