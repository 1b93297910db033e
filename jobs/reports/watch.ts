import { survey } from '../../src/domain/fleet.ts';
import { builds, endings, type News, unheard } from '../../src/domain/news.ts';
import { everywhere } from '../../src/ecs/everywhere.ts';
import { type Reporting, send } from './send.ts';

/**
 * What has changed since the last look: new builds of the chosen families, and systems in use that have come near
 * their end. Each is told once. A region that gives no answer is looked at again the next day.
 */
export async function watch(reporting: Reporting, now: number): Promise<void> {
  const { catalog, store, regions, families, log } = reporting;
  const [fleet, images, snoozes] = await Promise.all([
    catalog.fleet(regions),
    everywhere(regions, (region) => catalog.images(region)),
    store.snoozes.all(now),
  ]);
  for (const { region, error } of [...fleet.failed, ...images.failed])
    log.warn({ region, err: error.message }, 'a region was not watched');
  const seen: News[] = [
    ...endings(survey(fleet.instances, snoozes, now)),
    ...builds(
      images.found.flatMap(({ answer }) => answer),
      families,
    ),
  ];
  const names = seen.flatMap(({ told }) => told);
  const news = unheard(seen, await store.outbox.told(names));
  await send(reporting, news.length ? { name: 'news', news } : undefined, now, names);
}
