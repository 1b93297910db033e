import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inTurn, median, type Pair } from './measure.ts';
import type { Stage } from './stage.ts';
import type { Line } from './table.ts';

const startRounds = 9;
const memoryRounds = 3;
const idleMs = 10_000;

/** From `spawn` until Slack says hello, every listener in place. Leaves nothing running. */
export async function startLine({ ours, bare }: Pair<Stage>): Promise<Line> {
  const started = await inTurn(startRounds, { ours: () => startOf(ours), bare: () => startOf(bare) });
  return {
    what: 'start of the bot process',
    unit: 'ms',
    ours: median(started.ours),
    bare: median(started.bare),
    reach: { of: 'ratio', atMost: 2.2 },
  };
}

/** Resident memory of a process that has done nothing since its start. Leaves both running. */
export async function memoryLine({ ours, bare }: Pair<Stage>): Promise<Line> {
  const seen: Pair<number[]> = { ours: [], bare: [] };
  for (let round = 0; round < memoryRounds; round++) {
    await Promise.all([ours.leave(), bare.leave()]);
    await Promise.all([ours.launch(), bare.launch()]);
    await sleep(idleMs);
    seen.ours.push(residentMB(ours.pid()));
    seen.bare.push(residentMB(bare.pid()));
  }
  return {
    what: `memory after ${idleMs / 1000} s idle`,
    unit: 'MB',
    ours: median(seen.ours),
    bare: median(seen.bare),
    reach: { of: 'ratio', atMost: 1.6 },
  };
}

async function startOf(stage: Stage): Promise<number> {
  const ms = await stage.launch();
  await stage.leave();
  return ms;
}

function residentMB(pid: number): number {
  const [, kB] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kB) / 1024;
}
