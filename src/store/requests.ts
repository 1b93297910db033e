import type { Redis } from 'ioredis';
import type { Message, Place } from '../chat/platform.ts';
import { placeKey } from '../chat/platform.ts';
import { ended, Request, type Wait } from '../domain/request.ts';
import { keys } from './keys.ts';
import type { Letter } from './outbox.ts';
import { letterBody } from './outbox.ts';
import { script } from './script.ts';
import { transitionScript } from './transition.lua.ts';

/** A request as it was read: `seq` is what a change is compared against. */
export type Stored = { seq: number; request: Request /** When it last changed. */; at: number };

/** What becomes visible together with a change of a request. */
export type Effects = {
  /** Journal line: what happened, English. */
  log?: Record<string, unknown>;
  /** When to look at what it waits for, in milliseconds since the epoch. */
  due?: number;
  /** Hand it to a worker. */
  ready?: boolean;
  out?: Letter[];
  /** Refused by Redis' own clock at or after this moment. */
  notAfter?: number;
  audit?: Record<string, unknown>;
};

export type Made =
  | { outcome: 'made'; stored: Stored }
  | { outcome: 'known'; id: string }
  | { outcome: 'held'; what: string; id: string }
  | { outcome: 'taken' };

/** Only if it is still held by whom it was seen with: somebody may have taken it meanwhile. */
const freeScript = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
redis.call('DEL', KEYS[1])
return redis.call('SREM', KEYS[2], ARGV[2])`;

const keepDays = 90;

export type RequestStore = ReturnType<typeof requestStore>;

export function requestStore(redis: Redis) {
  const transit = script(redis, 'transit', transitionScript);
  const run = async (transition: object): Promise<string[]> =>
    ((await transit([], [JSON.stringify(transition)])) as (string | number)[]).map(String);

  const write = (
    expect: number,
    before: Wait | undefined,
    request: Request,
    effects: Effects,
    incoming?: string,
  ) =>
    run({
      id: request.id,
      expect,
      at: Date.now(),
      record: JSON.stringify(request),
      status: request.status,
      log: effects.log ? [JSON.stringify({ at: Date.now(), ...effects.log })] : [],
      // A change beside the waiting (a cancel asked for) leaves the wait where it is.
      unwait:
        before && (effects.due !== undefined || !sameWait(before, request.wait))
          ? shardOf(before)
          : undefined,
      wait:
        request.wait && effects.due !== undefined
          ? { shard: shardOf(request.wait), due: effects.due }
          : undefined,
      ready: effects.ready ?? false,
      out: (effects.out ?? []).map((letter) => ({
        thread: letter.thread,
        key: letter.key,
        body: letterBody(letter),
      })),
      take: request.holds,
      free: request.holds,
      ends: ended(request),
      keepSeconds: keepDays * 86_400,
      notAfter: effects.notAfter,
      audit: effects.audit && JSON.stringify(effects.audit),
      incoming,
    });

  return {
    /** Takes the holds, reserves the id and writes the first letters. The same delivery never makes two. */
    async create(request: Request, effects: Effects, incoming?: string): Promise<Made> {
      const [outcome, first, second] = await write(0, undefined, request, effects, incoming);
      if (outcome === 'made') return { outcome, stored: { seq: 1, request, at: Date.now() } };
      if (outcome === 'known') return { outcome, id: first ?? '' };
      if (outcome === 'held') return { outcome, what: first ?? '', id: second ?? '' };
      return { outcome: 'taken' };
    },

    /** `lost`: somebody else changed it since it was read; `late`: past `notAfter`. */
    async change(stored: Stored, next: Request, effects: Effects): Promise<Stored | 'lost' | 'late'> {
      const [outcome, seq] = await write(stored.seq, stored.request.wait, next, effects);
      if (outcome === 'made') return { seq: Number(seq), request: next, at: Date.now() };
      return outcome === 'late' ? 'late' : 'lost';
    },

    async load(id: string): Promise<Stored | undefined> {
      return whole(await redis.hmget(keys.request(id), 'seq', 'record', 'at'));
    },

    /** What cannot be read (another release wrote it) is in neither list: it must not stop what can. */
    async read(ids: string[]): Promise<{ found: Stored[]; missing: string[] }> {
      const reads = redis.pipeline();
      for (const id of ids) reads.hmget(keys.request(id), 'seq', 'record', 'at');
      const answers = ((await reads.exec()) ?? []).map(([, answer]) => (answer ?? []) as (string | null)[]);
      return {
        found: answers.flatMap((answer) => readable(answer) ?? []),
        missing: ids.filter((_, i) => !answers[i]?.[1]),
      };
    },

    async loadMany(ids: string[]): Promise<Stored[]> {
      return (await this.read(ids)).found;
    },

    /** Newest first. */
    async recent(limit: number): Promise<Stored[]> {
      return this.loadMany(await redis.zrevrange(keys.recent, 0, limit - 1));
    },

    async active(): Promise<Stored[]> {
      return this.loadMany(await redis.smembers(keys.active));
    },

    async holder(what: string): Promise<string | undefined> {
      return (await redis.get(keys.hold(what))) ?? undefined;
    },

    /** Where the request's card stands in this place, once it was posted. */
    async message(id: string, place: Place): Promise<Message | undefined> {
      const known = await redis.hget(keys.messages(id), placeKey(place));
      return known ? (JSON.parse(known) as Message) : undefined;
    },

    async noteMessage(id: string, place: Place, message: Message): Promise<void> {
      const key = keys.messages(id);
      // Kept as long as its record, also when that has ended before the card first stood anywhere.
      await redis
        .multi()
        .hset(key, placeKey(place), JSON.stringify(message))
        .expire(key, keepDays * 86_400 * 2)
        .exec();
    },

    /** Holds whose request has ended or is gone; freed and counted. A hold is never freed by time. */
    async freeOrphans(): Promise<number> {
      let freed = 0;
      for (const what of await redis.smembers(keys.holds)) {
        const holder = await redis.get(keys.hold(what));
        const stored = holder ? await this.load(holder) : undefined;
        if (stored && !ended(stored.request)) continue;
        freed += Number(await redis.eval(freeScript, 2, keys.hold(what), keys.holds, holder ?? '', what));
      }
      return freed;
    },
  };
}

/** Throws when it is there and cannot be read: nothing is decided on half a record. */
function whole([seq, record, at]: (string | null)[]): Stored | undefined {
  return seq && record
    ? { seq: Number(seq), request: Request.parse(JSON.parse(record)), at: Number(at) }
    : undefined;
}

function readable(answer: (string | null)[]): Stored | undefined {
  try {
    return whole(answer);
  } catch {
    return undefined;
  }
}

function sameWait(before: Wait, after: Wait | undefined): boolean {
  return !!after && shardOf(before) === shardOf(after) && before.id === after.id;
}

export function shardOf({ kind, region }: Pick<Wait, 'kind' | 'region'>): string {
  return `${kind}|${region}`;
}
