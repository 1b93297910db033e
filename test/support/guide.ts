import { moreCard, topicCard } from '../../handlers/cards/guide.ts';
import type { Block, Card } from '../../src/chat/card.ts';
import { type GuideFacts, guideFacts } from '../../src/domain/guide/facts.ts';
import { type Known, known } from '../../src/domain/guide/known.ts';
import type { Topic, TopicName } from '../../src/domain/guide/topic.ts';
import { topics } from '../../src/domain/guide/topics.ts';
import { newest } from '../../src/domain/image.ts';
import { type Locale, translator } from '../../src/i18n/index.ts';
import { plain } from '../../src/i18n/text.ts';
import { publicImages } from './public-images.ts';

/** The day on which these answers are given. */
export const today = Date.parse('2026-11-24T08:00:00Z');

/** The region lists the newest build of each, as ECS does. */
const listed = newest(publicImages());

/** What may be told differently to see a sentence change. */
export type Told = Partial<Parameters<typeof guideFacts>[0]>;

/** The facts of one day in the sandbox's home region. */
export function factsOf(told: Told = {}): GuideFacts {
  return guideFacts({
    now: today,
    site: 'cn',
    region: 'cn-hangzhou',
    images: listed,
    language: 'en',
    vmdk: false,
    ...told,
  });
}

/** The images with some of them told differently; those for which nothing is returned are withdrawn. */
export function imagesWith(change: (image: (typeof listed)[number]) => object | undefined) {
  return listed.flatMap((image) => {
    const changed = change(image);
    return changed ? [{ ...image, ...changed }] : [];
  });
}

/** The data file with one fact changed. */
export function knownWith<K extends keyof Known>(key: K, change: Partial<Known[K]> | Known[K]): Known {
  const value = known[key];
  const whole =
    typeof value === 'object' && !Array.isArray(value) ? { ...value, ...(change as object) } : change;
  return { ...known, [key]: whole };
}

export function topicOf(name: TopicName): Topic {
  const found = topics.find((topic) => topic.name === name);
  if (!found) throw new Error(`no topic ${name}`);
  return found;
}

/** Everything a topic says and links to, short answer and details, one line each. */
export function said(name: TopicName, told: Told, locale: Locale): string {
  const facts = factsOf({ language: locale, ...told });
  const t = translator(locale);
  return [topicCard(topicOf(name), facts, t), moreCard(topicOf(name), facts, t)].map(wordsOf).join('\n');
}

export function wordsOf({ title, body = [], buttons = [], footer = '' }: Card): string {
  const links = buttons.flatMap((button) => ('link' in button ? [button.link] : []));
  return [plain(title), ...body.flatMap(lines), ...links, plain(footer)].join('\n');
}

function lines(block: Block): string[] {
  if (block.kind === 'text' || block.kind === 'heading') return [plain(block.text)];
  if (block.kind === 'list') return block.items.map(plain);
  if (block.kind === 'table') return [block.columns, ...block.rows].map((row) => row.map(plain).join(' | '));
  return [];
}
