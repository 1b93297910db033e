import type { Block, Card } from '../src/chat/card.ts';
import type { Rendered } from '../src/chat/outbox.ts';
import type { ChatPlatform } from '../src/chat/platform.ts';
import type { News } from '../src/domain/news.ts';
import { EcsError, explain } from '../src/ecs/errors.ts';
import { type Translate, translator } from '../src/i18n/index.ts';
import { at, code, type Text } from '../src/i18n/text.ts';
import type { Store } from '../src/store/index.ts';
import type { Letter } from '../src/store/outbox.ts';
import { keep } from './enclosures.ts';
import { fleetCard } from './fleet/card.ts';
import { fleetFiles } from './fleet/files.ts';
import { type Surveying, surveyed } from './fleet/survey.ts';
import { told } from './request-card.ts';

export type Reporting = Surveying & {
  files: Store['files'];
  regions: string[];
  platforms: ReadonlyMap<string, ChatPlatform>;
};

/** Draws what is said unasked. A digest surveys the fleet when it is sent, so that it is not old when it is read. */
export function reportRenderer(reporting: Reporting) {
  return async ({ report, place, thread, key }: Letter & { kind: 'report' }): Promise<Rendered> => {
    const t = translator(reporting.platforms.get(place.platform)?.language?.(place) ?? report.locale);
    if (report.name === 'news') return { card: newsCard(report.news, t) };
    const survey = await surveyed(reporting, reporting.regions, report.at).catch(unanswered);
    if (survey instanceof EcsError) return { card: failedCard(survey, t) };
    const title = t('fleet.digest', { count: survey.machines.length });
    const files = await fleetFiles(survey, t);
    return {
      card: { locale: t.locale, ...fleetCard(survey, title, t) },
      files: await keep(reporting.files, `${thread}.${key}`, files, t),
    };
  };
}

/** After the patience of its reads: that nothing is known this week is news too, and told once. */
function unanswered(error: unknown): EcsError {
  if (error instanceof EcsError) return error;
  throw error;
}

function failedCard(error: EcsError, t: Translate): Card {
  return {
    tone: 'bad',
    title: t('fleet.digest.failed'),
    locale: t.locale,
    body: [{ kind: 'text', text: told(explain(error), t) }],
  };
}

/** What is new, each thing in one line. */
export function newsCard(news: News[], t: Translate): Card {
  const items = news.map((one) => newsLine(one, t));
  const body: Block[] = [{ kind: 'list', items }];
  const ending = news.some(({ kind }) => kind === 'ending');
  return {
    tone: ending ? 'warn' : 'plain',
    title: t('news.title'),
    locale: t.locale,
    body: ending ? [...body, { kind: 'text', text: t('news.hint') }] : body,
  };
}

function newsLine(one: News, t: Translate): Text {
  if (one.kind === 'build')
    return t('news.build', {
      family: one.family,
      built: one.builtAt === undefined ? t('value.unknown') : at(one.builtAt, 'date'),
      id: code(one.imageId),
      regions: { list: one.regions },
    });
  return t('news.ending', {
    system: one.system,
    end: at(one.endsAt, 'date'),
    days: one.daysLeft,
    count: one.machines,
    names: { list: one.names },
  });
}
