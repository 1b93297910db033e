import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { z } from 'zod';
import { operation } from '../jobs/operation.ts';
import { startWorker } from '../jobs/worker.ts';
import { readConfig } from '../src/config.ts';
import { keys } from '../src/store/keys.ts';
import { patientRedis, queuePrefix } from '../src/store/redis.ts';
import { aRequest } from '../test/support/requests.ts';
import { operationsPerRound, stepsPerOperation } from './step-sizes.ts';

/** Steps without an effect, so that what is measured is the engine: the real worker, records, journal and cards. */
const walk = operation<object, Record<string, unknown>>({
  name: 'walk',
  version: 1,
  approval: 'none',
  input: z.object({}),
  state: z.looseObject({}),
  holds: () => [],
  steps: Array.from({ length: stepsPerOperation }, (_, i) => ({
    name: `step-${i}`,
    run: async () => ({ [`learned${i}`]: i }),
  })),
  summary: () => 'walk',
  brief: () => [],
  result: () => ({ title: 'walked' }),
});

const config = readConfig(process.env);
const { engine } = await startWorker(config, [walk]);
const redis = patientRedis(config.redisUrl ?? '', engine.log);
const ops = new Queue('ops', { connection: redis, prefix: queuePrefix });
let born = 0;

process.on('message', async () => {
  await ops.pause();
  const waiting = await Promise.all(Array.from({ length: operationsPerRound }, () => create(born++)));
  await engine.dispatch.ready(waiting);
  const begun = performance.now();
  await ops.resume();
  while ((await redis.scard(keys.active)) > 0) await sleep(5);
  process.send?.(performance.now() - begun);
});

async function create(number: number) {
  const id = `rq_${number.toString(32).padStart(6, '0')}`;
  const holds = [`walk/${id}`];
  const request = aRequest({
    id,
    operation: walk.name,
    status: 'queued',
    phase: 'ready',
    wait: undefined,
    holds,
  });
  const made = await engine.store.requests.create(request, { ready: true });
  if (made.outcome !== 'made') throw new Error(`${id} is ${made.outcome}`);
  return made.stored;
}
