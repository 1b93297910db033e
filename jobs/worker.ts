import { pathToFileURL } from 'node:url';
import { Worker } from 'bullmq';
import { createApp } from '../src/app.ts';
import { steadiness } from '../src/chat/inbox.ts';
import { type Config, readConfig } from '../src/config.ts';
import { type Health, healthCheck, healthServer, portOf, scheduleBeats } from '../src/health.ts';
import type { Log } from '../src/log.ts';
import { runProcess } from '../src/process.ts';
import { patientRedis, queuePrefix } from '../src/store/redis.ts';
import { operations } from './index.ts';
import type { Operation } from './operation.ts';
import { createPoller } from './poller.ts';
import { reportingOf, reportWorker, scheduleReports } from './reports/index.ts';
import { advance, type Engine } from './runner.ts';
import { dispatcher } from './start.ts';
import { createTidy } from './tidy.ts';

const concurrency = 30;
const closingMs = 10_000;

/** Performs operations. Any number of these may run; being killed is a normal case for each. */
export async function startWorker(config: Config, declared: Operation[] = operations) {
  const app = createApp(config, 'worker');
  const { log, redis, store, ecs } = app;
  const dispatch = dispatcher(redis, store, log);
  const settings = { backupKeepMs: config.backupKeepMs };
  const engine: Engine = { store, ecs, operations: declared, dispatch, settings, pollMs: config.pollMs, log };
  const blocking = patientRedis(config.redisUrl ?? '', log);
  const worker = new Worker<{ id: string }, void, string>(
    'ops',
    (job) => (job.name === 'beat' ? store.shared.beat('ops', Date.now()) : advance(engine, job.data.id)),
    { connection: blocking, prefix: queuePrefix, concurrency, ...steadiness },
  );
  worker.on('error', (err) => log.warn({ err: err.message }, 'worker'));
  worker.on('failed', (job, err) => log.error({ id: job?.data.id, err: err.message }, 'advancing failed'));
  const reporting = reportingOf(app, dispatch);
  const reporter = reportWorker(blocking, reporting, () => store.shared.beat('reports', Date.now()));
  const poller = createPoller(engine);
  const tidy = createTidy(engine);
  // Before anything that waits for Redis: health has to tell that it is away.
  const health = await healthOn(config.port, healthCheck(store, []), log);
  for (const scheduled of [scheduleBeats(redis), scheduleReports(redis, reporting)])
    scheduled.catch((error) => log.warn({ err: String(error) }, 'not scheduled'));
  poller.start();
  tidy.start();
  log.info({ operations: declared.length }, 'worker is up');

  return {
    engine,
    port: health && portOf(health),
    async stop(): Promise<void> {
      tidy.stop();
      health?.close();
      await Promise.race([
        Promise.all([worker.close(), reporter.close(), poller.stop()]),
        new Promise((late) => setTimeout(late, closingMs).unref()),
      ]);
      await dispatch.close();
      blocking.disconnect();
      redis.disconnect();
    },
  };
}

/** Both processes may have been given the same PORT: it is the bot's then, and work goes on without. */
async function healthOn(port: number | undefined, health: Health, log: Log) {
  if (port === undefined) return undefined;
  return healthServer(port, health).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    log.warn({ port }, 'PORT is taken, so this worker answers no health checks');
    return undefined;
  });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runProcess(() => startWorker(readConfig(process.env)));
