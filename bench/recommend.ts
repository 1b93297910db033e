import type { SandboxEvent } from '../sandbox/slack/api.ts';
import { percentile } from './measure.ts';
import type { Stage } from './stage.ts';
import type { Line } from './table.ts';

const warmUps = 10;
const questions = 150;
const typed = { user: 'U0001', channel: 'C0001', text: 'recommend ubuntu' };

/** From the acknowledgement to the answer in the channel, with the region's images already at hand. */
export async function recommendLine(stage: Stage): Promise<Line> {
  for (let i = 0; i < warmUps; i++) await answered(stage);
  const waited: number[] = [];
  for (let i = 0; i < questions; i++) waited.push(await answered(stage));
  return {
    what: '`recommend` answered after its ack, warm, p95',
    unit: 'ms',
    ours: percentile(waited, 95),
    reach: { of: 'ours', atMost: 100 },
  };
}

async function answered({ slack: { state, gestures } }: Stage): Promise<number> {
  let [acked, posted] = [0, 0];
  const answer = new Promise<void>((done) => {
    const hear = (event: SandboxEvent) => {
      if (event.type === 'delivery' && event.delivery.outcome === 'acked') acked = performance.now();
      if (event.type === 'message' && event.change === 'posted') posted = performance.now();
      if (!acked || !posted) return;
      state.listeners.delete(hear);
      done();
    };
    state.listeners.add(hear);
  });
  await gestures.slash(typed);
  await answer;
  return Math.max(0, posted - acked);
}
