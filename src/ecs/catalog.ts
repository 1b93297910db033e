import type { Image } from '../domain/cloud.ts';
import type { Ecs } from './index.ts';

/** How many polling times a list stays fresh: a minute at the default. */
const freshPolls = 12;

export type Catalog = ReturnType<typeof createCatalog>;

/**
 * The images of a region, asked for once by however many want them at the same time. A list in use is fetched
 * again before it is old, so that nobody waits for it.
 */
export function createCatalog(ecs: Ecs, pollMs: number) {
  const freshMs = pollMs * freshPolls;
  const lists = new Map<string, { at: number; images: Promise<Image[]> }>();

  function fetch(region: string): Promise<Image[]> {
    const images = ecs.images.list(region, {});
    const entry = { at: Date.now(), images };
    lists.set(region, entry);
    // A failure is told to those who asked and forgotten, so that the next one asks again.
    images.catch(() => lists.get(region) === entry && lists.delete(region));
    return images;
  }

  return {
    /** All images one can use in this region, every page. Throws EcsError. */
    images(region: string): Promise<Image[]> {
      const known = lists.get(region);
      const age = known ? Date.now() - known.at : Number.POSITIVE_INFINITY;
      if (!known || age > freshMs) return fetch(region);
      if (age > freshMs / 2) fetch(region).catch(() => undefined);
      return known.images;
    },
  };
}
