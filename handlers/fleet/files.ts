import type { Translate } from '../../src/i18n/index.ts';
import type { Attachment } from '../command.ts';
import { fleetPicture } from './picture.ts';
import { fleetSheet } from './sheet.ts';
import type { Survey } from './survey.ts';

/** The picture and the whole table. */
export async function fleetFiles({ machines, at }: Survey, t: Translate): Promise<Attachment[]> {
  if (machines.length === 0) return [];
  const name = `fleet-${new Date(at).toISOString().slice(0, 10)}`;
  return [
    { name: `${name}.png`, title: t('fleet.picture'), content: await fleetPicture(machines, t) },
    { name: `${name}.csv`, title: t('fleet.csv'), content: fleetSheet(machines) },
  ];
}
