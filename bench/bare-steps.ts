import { DelayedError, Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { concurrency, operationsPerRound, stepsPerOperation } from './step-sizes.ts';

/** BullMQ alone: a job that remembers its step and moves itself on, without an effect, a journal or a card. */
const socket = (process.env.REDIS_URL ?? '').replace(/^unix:\/\//, '');
const connect = () => new Redis(socket, { maxRetriesPerRequest: null });
const options = { prefix: '{bare}q' };
const queue = new Queue<{ step: number }>('steps', { ...options, connection: connect() });
let ended = 0;

const worker = new Worker<{ step: number }>(
  'steps',
  async (job, token) => {
    const step = job.data.step + 1;
    if (step > stepsPerOperation) return;
    await job.updateData({ step });
    await job.moveToDelayed(Date.now(), token);
    throw new DelayedError();
  },
  { ...options, connection: connect(), concurrency },
);

process.on('message', async () => {
  ended = 0;
  await queue.pause();
  await queue.addBulk(
    Array.from({ length: operationsPerRound }, () => ({
      name: 'walk',
      data: { step: 0 },
      opts: { removeOnComplete: true },
    })),
  );
  const allEnded = new Promise<void>((done) => {
    worker.removeAllListeners('completed').on('completed', () => {
      ended += 1;
      if (ended === operationsPerRound) done();
    });
  });
  const begun = performance.now();
  await queue.resume();
  await allEnded;
  process.send?.(performance.now() - begun);
});
