import { type ConnectionOptions, type Job, Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { App } from '../../src/app.ts';
import { steadiness } from '../../src/chat/inbox.ts';
import { queuePrefix } from '../../src/store/redis.ts';
import type { Dispatch } from '../start.ts';
import { type Reporting, send } from './send.ts';
import { watch } from './watch.ts';

/** In the mornings of the account's site; a week begins on Monday. */
const schedule = { digest: '0 9 * * 1', watch: '0 9 * * *' };
const jobOptions = {
  attempts: 5,
  backoff: { type: 'exponential', delay: 60_000 },
  removeOnComplete: true,
  removeOnFail: { age: 7 * 86_400 },
};

type ReportJob = keyof typeof schedule;

/** What each job does. `now` is when it was due. */
const reports: Record<ReportJob, (reporting: Reporting, now: number) => Promise<void>> = {
  async digest(reporting, now) {
    const name = `digest.${now}`;
    if ((await reporting.store.outbox.told([name])).has(name)) return;
    await send(reporting, { name: 'digest' }, now, [name]);
  },
  watch,
};

/** Reports go to the places of the settings, on the platforms that are connected. */
export function reportingOf({ config, store, catalog, log }: App, dispatch: Dispatch): Reporting {
  const { regions, reports, site, slack, dingtalk } = config;
  const connected = { slack, dingtalk };
  const places = (['slack', 'dingtalk'] as const).flatMap((platform) => {
    const id = reports.place[platform];
    return id && connected[platform] ? [{ platform, id }] : [];
  });
  const home =
    site === 'cn'
      ? { locale: 'zh' as const, timeZone: 'Asia/Shanghai' }
      : { locale: 'en' as const, timeZone: 'UTC' };
  return { store, catalog, dispatch, log, regions, families: reports.families, places, ...home };
}

/** Takes report jobs; any worker does. */
export function reportWorker(
  connection: ConnectionOptions,
  reporting: Reporting,
  beat: () => Promise<void>,
): Worker {
  const worker = new Worker<object, void, string>(
    'reports',
    (job) => (job.name === 'beat' ? beat() : reports[job.name as ReportJob](reporting, dueAt(job))),
    { connection, prefix: queuePrefix, ...steadiness },
  );
  worker.on('error', ({ message }) => reporting.log.warn({ err: message }, 'report worker'));
  worker.on('failed', (job, { message }) =>
    reporting.log.error({ report: job?.name, err: message }, 'a report could not be made'),
  );
  return worker;
}

/** At every start: schedules have been seen to stop, and a place may have been taken out of the settings. */
export async function scheduleReports(connection: Redis, { places, timeZone: tz }: Reporting): Promise<void> {
  const queue = new Queue('reports', { connection, prefix: queuePrefix });
  for (const [name, pattern] of Object.entries(schedule)) {
    if (places.length) await queue.upsertJobScheduler(name, { pattern, tz }, { name, opts: jobOptions });
    else await queue.removeJobScheduler(name);
  }
  await queue.close();
}

/** The same when a killed worker's job is done again; `job.delay` itself is set back when its time has come. */
function dueAt({ timestamp, opts }: Job): number {
  return timestamp + (opts.delay ?? 0);
}
