import { type ConnectionOptions, Queue, Worker } from 'bullmq';
import type { Log } from '../log.ts';
import { queuePrefix } from '../store/redis.ts';
import type { Incoming } from './platform.ts';

/** A delivery is remembered for so long: the latest repeat known comes five minutes after the first. */
const rememberedSeconds = 3600;

/**
 * The durable way in: a delivery is a BullMQ job whose id is the delivery's own, so a repeat is swallowed.
 * `connection` must fail at once when Redis is away, for the chat waits three seconds at most.
 */
export function createInbox(connection: ConnectionOptions, log: Log) {
  const queue = new Queue<Incoming, void, string>('inbox', { connection, prefix: queuePrefix });
  queue.on('error', (err) => log.warn({ err: err.message }, 'inbox is away'));
  return {
    async receive(incoming: Incoming): Promise<void> {
      await queue.add(incoming.kind, incoming, {
        jobId: incoming.id,
        attempts: 10,
        backoff: { type: 'exponential', delay: 500, jitter: 0.5 },
        removeOnComplete: { age: rememberedSeconds },
        removeOnFail: { age: rememberedSeconds },
      });
    },
    close: () => queue.close(),
  };
}

/** Takes deliveries from the inbox, in any bot process. */
export function inboxWorker(
  connection: ConnectionOptions,
  handle: (incoming: Incoming) => Promise<void>,
  beat: () => Promise<void>,
  log: Log,
) {
  const worker = new Worker<Incoming, void, string>(
    'inbox',
    (job) => (job.name === 'beat' ? beat() : handle(job.data)),
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
