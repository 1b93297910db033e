import { bySystem, type FleetStage, fleetStages, type Machine } from '../../src/domain/fleet.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { translator } from '../../src/i18n/index.ts';
import { plain } from '../../src/i18n/text.ts';
import { type Bars, drawBars } from '../../src/picture/bars.ts';
import { chineseFont } from '../../src/picture/canvas.ts';
import { stageWord } from './card.ts';

const rowsShown = 16;
const colours: Record<FleetStage, string> = {
  ended: '#c5352b',
  ending: '#f0922b',
  extended: '#f3d04e',
  unknown: '#9aa5b1',
  supported: '#2f9e63',
};

/**
 * How many instances run each system, coloured by the stage of its support; those that most instances run, worst
 * first. In English where Chinese cannot be written.
 */
export async function fleetPicture(machines: Machine[], t: Translate): Promise<Buffer> {
  const words = (await chineseFont()) ? t : translator('en');
  return drawBars(bars(machines, words));
}

function bars(machines: Machine[], t: Translate): Bars {
  const all = bySystem(machines);
  const most = [...all].sort((a, b) => b.machines - a.machines);
  const shown = new Set(most.slice(0, all.length > rowsShown ? rowsShown - 1 : rowsShown));
  const rest = all.filter((system) => !shown.has(system));
  const stages = fleetStages.filter((stage) => machines.some((machine) => machine.stage === stage));
  const rows = all
    .filter((system) => shown.has(system))
    .map(({ system, stage, machines: count }) => ({
      label: system,
      values: stages.map((one) => (one === stage ? count : 0)),
    }));
  const others = stages.map((stage) =>
    rest.reduce((sum, one) => sum + (one.stage === stage ? one.machines : 0), 0),
  );
  const label = plain(t('fleet.systems.more', { count: rest.length }));
  return {
    title: plain(t('fleet.picture')),
    series: stages.map((stage) => ({ label: plain(stageWord(stage, t)), colour: colours[stage] })),
    rows: rest.length ? [...rows, { label, values: others }] : rows,
  };
}
