import { shardOf } from '../src/store/requests.ts';
import * as progress from './progress.ts';
import type { Engine } from './runner.ts';

const repairEveryMs = 2000;
const tidyEveryMs = 60_000;
/** An operation that a worker should be advancing but that has stood still so long has lost its job. */
const stuckMs = 60_000;

/** What crashes leave behind, put right from the records. Every worker does it; doing it twice is harmless. */
export function createTidy(engine: Engine) {
  const timers: NodeJS.Timeout[] = [];
  const guarded = (what: string, work: () => Promise<unknown>) => () => {
    work().catch((error) => engine.log.warn({ what, err: String(error) }, 'tidying failed'));
  };
  return {
    start(): void {
      timers.push(
        setInterval(
          guarded('repair', () => engine.dispatch.repair(Date.now())),
          repairEveryMs,
        ),
      );
      timers.push(
        setInterval(
          guarded('tidy', () => tidy(engine)),
          tidyEveryMs,
        ),
      );
    },
    stop(): void {
      for (const timer of timers) clearInterval(timer);
    },
  };
}

async function tidy(engine: Engine, now = Date.now()): Promise<void> {
  const freed = await engine.store.requests.freeOrphans();
  if (freed) engine.log.warn({ freed }, 'holds of ended requests freed');
  for (const stored of await engine.store.requests.active()) {
    const { wait } = stored.request;
    if (wait) await engine.store.waits.restore(shardOf(wait), stored.request.id, now);
    if (!progress.runnable(stored.request) || now - stored.at < stuckMs) continue;
    const again = await engine.store.requests.change(stored, stored.request, {
      ready: true,
      log: { stuck: true },
    });
    if (typeof again !== 'string') await engine.dispatch.ready([again]);
  }
}
