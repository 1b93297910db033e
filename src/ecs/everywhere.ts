import { EcsError } from './errors.ts';

export type Everywhere<T> = {
  found: { region: string; answer: T }[];
  /** Regions that gave no answer, and why. */
  failed: { region: string; error: EcsError }[];
};

/** Asks all regions at once: one that fails is named, and the others still answer. */
export async function everywhere<T>(
  regions: string[],
  ask: (region: string) => Promise<T>,
): Promise<Everywhere<T>> {
  const all: Everywhere<T> = { found: [], failed: [] };
  const asked = await Promise.allSettled(regions.map((region) => ask(region)));
  for (const [i, region] of regions.entries()) {
    const settled = asked[i];
    if (settled?.status === 'fulfilled') all.found.push({ region, answer: settled.value });
    else if (settled?.reason instanceof EcsError) all.failed.push({ region, error: settled.reason });
    else throw settled?.reason;
  }
  return all;
}
