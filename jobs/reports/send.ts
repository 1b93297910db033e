import type { Place } from '../../src/chat/platform.ts';
import type { Catalog } from '../../src/ecs/catalog.ts';
import type { Locale } from '../../src/i18n/index.ts';
import type { Log } from '../../src/log.ts';
import type { Store } from '../../src/store/index.ts';
import { type Letter, type Report, threadId } from '../../src/store/outbox.ts';
import type { Dispatch } from '../start.ts';

export type Reporting = {
  store: Store;
  catalog: Catalog;
  dispatch: Dispatch;
  /** Where reports go; none are made without. */
  places: Place[];
  /** Where a place has no language of its own. */
  locale: Locale;
  timeZone: string;
  regions: string[];
  families: string[];
  log: Log;
};

type Content = Report extends infer R ? (R extends Report ? Omit<R, 'locale' | 'at'> : never) : never;

/**
 * Puts a report into every place, together with the names by which it is known later that it was told. A repeat of
 * the same run replaces what is still unsent.
 */
export async function send(
  { store, dispatch, places, locale }: Reporting,
  content: Content | undefined,
  now: number,
  told: string[] = [],
): Promise<void> {
  const letters = content
    ? places.map((place): Letter => {
        const key = `${content.name}.${now}`;
        return {
          kind: 'report',
          key,
          thread: threadId(key, place),
          place,
          report: { ...content, locale, at: now },
        };
      })
    : [];
  await store.outbox.tell(letters, told);
  await dispatch.tell(letters);
}
