import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurn, median } from './measure.ts';
import { privateRedis } from './stage.ts';
import { operationsPerRound, stepsPerOperation } from './step-sizes.ts';
import type { Line } from './table.ts';

const rounds = 5;

/**
 * Moves from step to step: ours through the whole worker, each written down with its journal and the edit of its
 * card; bare as BullMQ's own step job. One Redis, one fsync setting, the same number of both, warmed up.
 */
export async function stepsLine(dir: string): Promise<Line> {
  const own = join(dir, 'steps');
  mkdirSync(own);
  const redis = await privateRedis(own);
  const log = openSync(join(own, 'steps.log'), 'a');
  const [ours, bare] = [start('our-steps.js'), start('bare-steps.js')];
  for (const side of [ours, bare]) await side.round();
  const taken = await inTurn(rounds, { ours: ours.round, bare: bare.round });
  for (const side of [ours, bare]) await side.stop();
  await redis.stop();
  const moves = operationsPerRound * stepsPerOperation;
  return {
    what: "operations' steps",
    unit: '/s',
    ours: (moves * 1000) / median(taken.ours),
    bare: (moves * 1000) / median(taken.bare),
    reach: { of: 'ratio', atLeast: 0.4 },
  };

  /** Told to, it walks all operations of a round and answers in how many milliseconds. */
  function start(script: string) {
    const child = fork(fileURLToPath(new URL(script, import.meta.url)), {
      env: { PATH: process.env.PATH ?? '', REDIS_URL: redis.url },
      stdio: ['ignore', log, 'inherit', 'ipc'],
    });
    return {
      async round(): Promise<number> {
        child.send('round');
        const [ms] = await once(child, 'message');
        return ms;
      },
      async stop(): Promise<void> {
        child.kill('SIGKILL');
        await once(child, 'exit');
      },
    };
  }
}
