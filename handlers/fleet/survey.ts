import { type Machine, survey } from '../../src/domain/fleet.ts';
import type { Catalog, Fleet } from '../../src/ecs/catalog.ts';
import type { SnoozeStore } from '../../src/store/snoozes.ts';

export type Surveying = { catalog: Catalog; snoozes: SnoozeStore };

/** What all instances of some regions run, those to care for first. */
export type Survey = Pick<Fleet, 'at' | 'failed'> & { machines: Machine[]; regions: string[] };

/** Throws `EcsError` when no region answers. */
export async function surveyed(
  { catalog, snoozes }: Surveying,
  regions: string[],
  now: number,
): Promise<Survey> {
  const [{ instances, at, failed }, put] = await Promise.all([catalog.fleet(regions), snoozes.all(now)]);
  if (failed[0] && failed.length === regions.length) throw failed[0].error;
  return { machines: survey(instances, put, now), at, failed, regions };
}
