import { setTimeout as pause } from 'node:timers/promises';
import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import type { Log } from '../log.ts';
import { queuePrefix } from '../store/redis.ts';
import type { Incoming } from './platform.ts';

/** A delivery is remembered for so long: the latest repeat known comes five minutes after the first. */
const rememberedSeconds = 3600;

/** So many deliveries in so short a time are a rush. */
const rush = { deliveries: 25, withinMs: 100 };
const longestWaitMs = 500;

export type InboxWork = {
  handle(incoming: Incoming): Promise<void>;
  beat(): Promise<void>;
  rushed(): boolean;
  log: Log;
};

/**
 * The durable way in: a delivery is a BullMQ job whose id is the delivery's own, so a repeat is swallowed.
 * `connection` must fail at once when Redis is away, for the chat waits three seconds at most.
 */
export function createInbox(connection: ConnectionOptions, log: Log) {
  const queue = new Queue<Incoming, void, string>('inbox', { connection, prefix: queuePrefix });
  queue.on('error', (err) => log.warn({ err: err.message }, 'inbox is away'));
  const latest = new Array<number>(rush.deliveries).fill(0);
  return {
    async receive(incoming: Incoming): Promise<void> {
      latest.push(Date.now());
      latest.shift();
      await queue.add(incoming.kind, incoming, {
        jobId: incoming.id,
        attempts: 10,
        backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
        removeOnComplete: { age: rememberedSeconds },
        removeOnFail: { age: rememberedSeconds },
      });
    },
    /** Deliveries come in so fast that answering them would delay their acknowledgements. */
    rushed: () => Date.now() - (latest[0] ?? 0) < rush.withinMs,
    close: () => queue.close(),
  };
}

/**
 * Takes deliveries from the inbox, in any bot process. In a rush an answer waits a little: the chat gives three
 * seconds to acknowledge, and to answer as long as it takes.
 */
export function inboxWorker(connection: ConnectionOptions, { handle, beat, rushed, log }: InboxWork) {
  const worker = new Worker<Incoming, void, string>(
    'inbox',
    async (job) => {
      if (job.name === 'beat') return beat();
      for (const end = Date.now() + longestWaitMs; rushed() && Date.now() < end; ) await pause(rush.withinMs);
      return handle(job.data);
    },
    { connection, prefix: queuePrefix, concurrency: 50, ...steadiness },
  );
  worker.on('error', (err) => log.warn({ err: err.message }, 'inbox worker'));
  worker.on('failed', (job, err) =>
    log.error({ id: job?.id, err: err.message }, 'a delivery could not be handled'),
  );
  return worker;
}

/** A killed process gives its jobs back within some ten seconds, however often that happens to one job. */
export const steadiness = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 1000 };
