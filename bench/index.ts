import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ackLines } from './acks.ts';
import { fleetLines } from './fleet.ts';
import { memoryLine, startLine } from './idle.ts';
import { recommendLine } from './recommend.ts';
import { bareStage, ourStage } from './stage.ts';
import { stepsLine } from './steps.ts';
import { type Line, reached, table } from './table.ts';

/** `npm run bench`: every promise beside the bare library, in one run. Ends with 1 when one is not kept. */
const dir = mkdtempSync(join(tmpdir(), 'ei-bench-'));
const lines: Line[] = [];
note(await stepsLine(dir));
note(...(await fleetLines(dir)));
const stages = { ours: await ourStage(dir), bare: await bareStage(dir) };
try {
  note(await startLine(stages));
  note(await memoryLine(stages));
  note(...(await ackLines(stages)));
  note(await recommendLine(stages.ours));
} finally {
  for (const stage of [stages.ours, stages.bare]) {
    await stage.leave();
    await stage.stop();
  }
}
rmSync(dir, { recursive: true, force: true });
console.log(table(lines));
process.exit(lines.every(reached) ? 0 : 1);

/** A line a minute or so, for whoever waits. */
function note(...measured: Line[]): void {
  lines.push(...measured);
  for (const { what } of measured) console.error(`measured: ${what}`);
}
