import { expire } from '../src/domain/request.ts';
import type { Stored } from '../src/store/requests.ts';
import { shardOf } from '../src/store/requests.ts';
import { noteLetters } from './letters.ts';
import { lookAt, type Refusals, wake } from './looking.ts';
import { type Engine, write } from './runner.ts';

/** One call asks about at most so many (the limit of the API's id lists). */
const batch = 100;
/** A poller that dies gives its claims back after so long. */
const claimMs = 15_000;
const claimLimit = 1000;

/**
 * Looks after everything that waits, whatever the number of operations: one pass per kind and region at a time,
 * a hundred to a call. Several pollers at once share the work by claiming what is due.
 */
export function createPoller(engine: Engine) {
  const busy = new Map<string, Promise<void>>();
  const refusals: Refusals = new Map();
  let timer: NodeJS.Timeout | undefined;

  async function tick(): Promise<void> {
    for (const shard of await engine.store.waits.shards()) {
      if (busy.has(shard)) continue;
      const pass = look(engine, shard, refusals)
        .catch((error) => engine.log.error({ shard, err: String(error) }, 'looking failed'))
        .finally(() => busy.delete(shard));
      busy.set(shard, pass);
    }
  }

  return {
    start(): void {
      const beat = Math.min(engine.pollMs, 1000);
      const again = () => {
        timer = setTimeout(() => {
          tick()
            .catch((error) => engine.log.warn({ err: String(error) }, 'poller tick failed'))
            .finally(() => timer && again());
        }, beat);
      };
      again();
    },
    async stop(): Promise<void> {
      clearTimeout(timer);
      timer = undefined;
      await Promise.allSettled(busy.values());
    },
  };
}

async function look(engine: Engine, shard: string, refusals: Refusals): Promise<void> {
  const now = Date.now();
  const ids = await engine.store.waits.claim(shard, now, claimMs, claimLimit);
  if (ids.length === 0) return;
  const { found, missing } = await engine.store.requests.read(ids);
  const waiting = found.filter(({ request }) => request.wait && shardOf(request.wait) === shard);
  const moved = found.filter((it) => !waiting.includes(it)).map(({ request }) => request.id);
  await engine.store.waits.drop(shard, [...missing, ...moved]);
  if (shard.startsWith('timer|')) await Promise.all(waiting.map((it) => ring(engine, it, now)));
  else
    for (let i = 0; i < waiting.length; i += batch)
      await lookAt(engine, shard, waiting.slice(i, i + batch), refusals);
}

/** An approval runs out, or a step is tried again. */
async function ring(engine: Engine, stored: Stored, now: number): Promise<void> {
  const { request } = stored;
  if (request.status !== 'pending')
    return wake(engine, stored, { ...request, phase: 'intent', wait: undefined });
  const expired = expire(request, now);
  if (!expired) return;
  const out = noteLetters(expired, 'decided', stored.seq);
  await write(engine, stored, expired, { out, audit: { ended: 'expired' } });
}
