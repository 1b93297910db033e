import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../src/log.ts';
import type { Store } from '../src/store/index.ts';
import type { Letter } from '../src/store/outbox.ts';
import { queuePrefix } from '../src/store/redis.ts';
import type { Stored } from '../src/store/requests.ts';

export type Dispatch = ReturnType<typeof dispatcher>;

const opsOptions = {
  attempts: 20,
  backoff: { type: 'exponential', delay: 1000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 86_400, count: 1000 },
};

const chatOptions = {
  attempts: 100,
  backoff: { type: 'chat' },
  removeOnComplete: true,
  removeOnFail: { age: 86_400, count: 1000 },
};

/** A ready entry or letter younger than this is still on its way by the short road. */
const graceMs = 3000;

/**
 * Hands to BullMQ what a transition made ready. A crash in between loses nothing: the entry stays in Redis and
 * `repair` hands it over; a job too many finds nothing to do.
 */
export function dispatcher(connection: Redis, store: Store, log: Log) {
  const ops = new Queue<{ id: string }, void, 'advance'>('ops', { connection, prefix: queuePrefix });
  const chat = new Queue<{ thread: string }, void, 'drain'>('chat', { connection, prefix: queuePrefix });
  for (const queue of [ops, chat])
    queue.on('error', (err) => log.warn({ err: err.message }, 'queue is away'));

  async function advance(members: string[]): Promise<void> {
    await ops.addBulk(
      members.map((jobId) => ({
        name: 'advance',
        data: { id: jobId.slice(0, jobId.lastIndexOf('.')) },
        opts: { ...opsOptions, jobId },
      })),
    );
    await store.waits.handed(members);
  }

  async function drain(threads: string[]): Promise<void> {
    const jobs = threads.map((thread) => ({
      name: 'drain' as const,
      data: { thread },
      opts: { ...chatOptions, deduplication: { id: thread, keepLastIfActive: true } },
    }));
    const [first] = jobs;
    // Nearly always one, and a bulk of one costs twice as much.
    if (first && jobs.length === 1) await chat.add(first.name, first.data, first.opts);
    else await chat.addBulk(jobs);
  }

  return {
    ready: (stored: Stored[]) =>
      stored.length ? advance(stored.map(({ seq, request }) => `${request.id}.${seq}`)) : undefined,
    tell: (letters: Pick<Letter, 'thread'>[]) =>
      letters.length ? drain([...new Set(letters.map(({ thread }) => thread))]) : undefined,

    /** What a crash left between the write and BullMQ. */
    async repair(now: number): Promise<void> {
      const members = await store.waits.readyBefore(now - graceMs);
      if (members.length) await advance(members);
      const threads = await store.outbox.waitingSince(now - graceMs);
      if (threads.length) await drain(threads);
    },

    async close(): Promise<void> {
      await Promise.all([ops.close(), chat.close()]);
    },
  };
}
