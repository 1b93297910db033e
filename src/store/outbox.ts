import { createHash } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Card } from '../chat/card.ts';
import type { Account, Place } from '../chat/platform.ts';
import { placeKey } from '../chat/platform.ts';
import type { News } from '../domain/news.ts';
import type { Locale } from '../i18n/index.ts';
import type { Words } from '../i18n/text.ts';
import { keys } from './keys.ts';

/**
 * Something to say in one thread. Letters about a request hold its id only and are rendered from the record when
 * they are sent, so the newest state is shown and one unsent edit replaces another (`key`).
 */
export type Letter = { thread: string; key: string; place: Place } & (
  | { kind: 'card'; request: string; urgent: boolean }
  | { kind: 'note'; request: string; note: Note; data: Record<string, unknown> }
  | { kind: 'answer'; incoming: string; asker: Account; card: Card; files: StoredFile[] }
  | { kind: 'report'; report: Report }
  | { kind: 'file'; file: StoredFile }
);

/** Goes into the thread of its answer. `id` is where its bytes lie; `otherwise` is said where it cannot be sent. */
export type StoredFile = { id: string; name: string; title: Words; otherwise: Card };

/** What we say unasked. `at` is the moment it was due; what it says is read when it is sent. */
export type Report = { locale: Locale; at: number } & ({ name: 'digest' } | { name: 'news'; news: News[] });

/** What a person wants to read in the thread; everything else is an edit of the card. */
export type Note = 'decided' | 'outcome' | 'attention' | 'changed';

const pushScript = `
if ARGV[5] ~= '' and not redis.call('SET', KEYS[4], '1', 'NX', 'EX', 86400) then return 0 end
if redis.call('HSET', KEYS[2], ARGV[1], ARGV[2]) == 1 then redis.call('RPUSH', KEYS[1], ARGV[1]) end
redis.call('ZADD', KEYS[3], 'NX', ARGV[3], ARGV[4])
return 1`;

const ackScript = `
if redis.call('LINDEX', KEYS[1], 0) ~= ARGV[1] then return -1 end
redis.call('LPOP', KEYS[1])
redis.call('HDEL', KEYS[2], ARGV[1] .. '!')
if redis.call('HGET', KEYS[2], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[2], ARGV[1])
else redis.call('RPUSH', KEYS[1], ARGV[1]) end
local left = redis.call('LLEN', KEYS[1])
if left == 0 then redis.call('ZREM', KEYS[3], ARGV[3]) else redis.call('ZADD', KEYS[3], ARGV[4], ARGV[3]) end
return left`;

/** A short name without `:` for everything said about one root in one place. */
export function threadId(root: string, place: Place): string {
  return createHash('sha256')
    .update(`${root}|${placeKey(place)}`)
    .digest('hex')
    .slice(0, 24);
}

export function letterBody({ thread: _thread, ...body }: Letter): string {
  return JSON.stringify(body);
}

function pushed(letter: Letter, once = ''): (string | number)[] {
  const { thread, key } = letter;
  const said = keys.incoming(`said.${once}`);
  return [
    keys.outbox(thread),
    keys.letters(thread),
    keys.threads,
    said,
    key,
    letterBody(letter),
    Date.now(),
    thread,
    once,
  ];
}

export function outboxStore(redis: Redis) {
  return {
    /** With `once`, a repeat of the same delivery's answer is swallowed. */
    async push(letter: Letter, once?: string): Promise<void> {
      await redis.eval(pushScript, 4, ...pushed(letter, once));
    },

    /** Which of these names have been told. */
    async told(names: string[]): Promise<Set<string>> {
      if (names.length === 0) return new Set();
      const flags = await redis.smismember(keys.told, ...names);
      return new Set(names.filter((_, i) => flags[i]));
    },

    /** Letters, and the names by which it is remembered that they were written: both or neither. */
    async tell(letters: Letter[], names: string[]): Promise<void> {
      if (letters.length + names.length === 0) return;
      const writes = redis.multi();
      if (names.length) writes.sadd(keys.told, ...names);
      for (const letter of letters) writes.eval(pushScript, 4, ...pushed(letter));
      await writes.exec();
    },

    /** The next letter of a thread, as it was written, and how many wait behind it. */
    async head(thread: string): Promise<{ letter: Letter; body: string; behind: number } | undefined> {
      const key = await redis.lindex(keys.outbox(thread), 0);
      if (!key) return undefined;
      const [body, length] = await Promise.all([
        redis.hget(keys.letters(thread), key),
        redis.llen(keys.outbox(thread)),
      ]);
      if (!body) return undefined;
      return { letter: { ...JSON.parse(body), thread }, body, behind: length - 1 };
    },

    /** Takes the head away; when its words changed while it was sent it goes to the end instead. Answers how many are left. */
    async acknowledge(letter: Letter, body: string): Promise<number> {
      const left = await redis.eval(
        ackScript,
        3,
        keys.outbox(letter.thread),
        keys.letters(letter.thread),
        keys.threads,
        letter.key,
        body,
        letter.thread,
        Date.now(),
      );
      return Number(left);
    },

    /** How often this letter may or may not have arrived, this time included. */
    async doubt({ thread, key }: Letter): Promise<number> {
      return redis.hincrby(keys.letters(thread), `${key}!`, 1);
    },

    /** Since when the thread's next letter has been waiting. */
    async since(thread: string): Promise<number> {
      return Number((await redis.zscore(keys.threads, thread)) ?? Date.now());
    },

    /** Threads that have had something to say since before this moment. */
    async waitingSince(before: number): Promise<string[]> {
      return redis.zrangebyscore(keys.threads, 0, before, 'LIMIT', 0, 1000);
    },

    /** True at most once in `ms` for this name; else how long to wait. */
    async pace(name: string, ms: number): Promise<true | number> {
      if (await redis.set(keys.pause(name), '1', 'PX', ms, 'NX')) return true;
      return Math.max(await redis.pttl(keys.pause(name)), 1);
    },
  };
}
