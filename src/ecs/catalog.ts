import { Image, Instance } from '../domain/cloud.ts';
import type { ListStore } from '../store/lists.ts';
import { type Everywhere, everywhere } from './everywhere.ts';
import type { Ecs } from './index.ts';
import { sharedLists } from './shared-lists.ts';

/** How many polling times a list stays fresh: a minute at the default. */
const freshPolls = 12;

export type Catalog = ReturnType<typeof createCatalog>;

export type Fleet = {
  instances: Instance[];
  /** When the oldest of the regions' lists was read. */
  at: number;
  failed: Everywhere<unknown>['failed'];
};

/** What a region holds, as ECS said it a minute ago at most, for as many as want it. */
export function createCatalog(ecs: Ecs, store: ListStore, pollMs: number) {
  const kept = { freshMs: pollMs * freshPolls, store };
  const images = sharedLists({
    ...kept,
    name: 'images',
    item: Image,
    ask: (region) => ecs.images.list(region, {}),
  });
  const instances = sharedLists({
    ...kept,
    name: 'instances',
    item: Instance,
    ask: (region) => ecs.instances.list(region, {}),
  });

  return {
    /** All images one can use in this region, every page. Throws EcsError. */
    async images(region: string): Promise<Image[]> {
      return (await images.of(region)).items;
    },

    /** All instances of these regions. */
    async fleet(regions: string[]): Promise<Fleet> {
      const { found, failed } = await everywhere(regions, async (region) => instances.of(region));
      return {
        instances: found.flatMap(({ answer }) => answer.items),
        at: Math.min(...found.map(({ answer }) => answer.at)),
        failed,
      };
    },
  };
}
