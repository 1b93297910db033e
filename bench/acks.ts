import { setTimeout as sleep } from 'node:timers/promises';
import { inTurn, median, type Pair, percentile } from './measure.ts';
import type { Stage } from './stage.ts';
import type { Line } from './table.ts';

const perSecond = 100;
const latencySeconds = 8;
const latencyRounds = 3;
const inFlight = 50;
const burst = 6000;
const throughputRounds = 5;

/** A command that is answered to the asker alone: taken in, deduplicated, read, drawn and sent like every other. */
const typed = { user: 'U0001', channel: 'C0001', text: 'help' };

/** From the gesture to the acknowledgement, through all of Bolt and, on our side, Redis. */
export async function ackLines(stages: Pair<Stage>): Promise<Line[]> {
  for (const stage of [stages.ours, stages.bare]) await throughput(stage);
  const p99 = await inTurn(latencyRounds, both(stages, latency));
  const rate = await inTurn(throughputRounds, both(stages, throughput));
  return [
    {
      what: `slash command to ack, ${perSecond}/s, p99`,
      unit: 'ms',
      ours: median(p99.ours),
      bare: median(p99.bare),
      reach: { of: 'ours', atMost: 25 },
    },
    {
      what: `acks, ${inFlight} in flight`,
      unit: '/s',
      ours: median(rate.ours),
      bare: median(rate.bare),
      reach: { of: 'ratio', atLeast: 0.4 },
    },
  ];
}

function both(stages: Pair<Stage>, measure: (stage: Stage) => Promise<number>): Pair<() => Promise<number>> {
  return { ours: () => measure(stages.ours), bare: () => measure(stages.bare) };
}

/** At a steady pace whether or not earlier ones are acknowledged yet. */
async function latency(stage: Stage): Promise<number> {
  const started = performance.now();
  const sent: Promise<number>[] = [];
  for (let i = 0; i < perSecond * latencySeconds; i++) {
    await sleep(Math.max(0, started + (i * 1000) / perSecond - performance.now()));
    sent.push(acknowledged(stage));
  }
  const waited = await Promise.all(sent);
  await stage.quiet();
  return percentile(waited, 99);
}

/** A burst: answers that wait for the end of it do not count, acknowledgements that fail do. */
async function throughput(stage: Stage): Promise<number> {
  const started = performance.now();
  let sent = 0;
  const sender = async () => {
    while (sent++ < burst) await acknowledged(stage);
  };
  await Promise.all(Array.from({ length: inFlight }, sender));
  const ms = performance.now() - started;
  await stage.quiet();
  return (burst * 1000) / ms;
}

async function acknowledged({ slack }: Stage): Promise<number> {
  const { outcome, latencyMs, ack } = await slack.gestures.slash(typed);
  const sorry = (ack as { text?: string } | null)?.text;
  if (outcome !== 'acked' || sorry) throw new Error(`not taken: ${sorry ?? outcome}`);
  return latencyMs ?? Number.NaN;
}
