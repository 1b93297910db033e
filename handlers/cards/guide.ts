import type { Block, Button, Card } from '../../src/chat/card.ts';
import type { GuideFacts } from '../../src/domain/guide/facts.ts';
import type { Cell, Part, Said, Slot, Topic } from '../../src/domain/guide/topic.ts';
import { topics } from '../../src/domain/guide/topics.ts';
import { checkedOn } from '../../src/domain/lifecycle.ts';
import type { MessageKey, SlotValue, Translate } from '../../src/i18n/index.ts';
import { plain, type Text, type Words } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';
import { supportText } from './facts.ts';
import { next } from './next.ts';

/** All topics, each with what it answers and a button. */
export function contents(region: string, t: Translate): Card {
  return {
    title: t('guide.title'),
    body: [
      { kind: 'text', text: t('guide.intro', { region }) },
      {
        kind: 'list',
        items: topics.map(({ name, words }) =>
          t('guide.line', { word: words[t.locale][0], about: t(`guide.${name}.about`) }),
        ),
      },
    ],
    buttons: topics.map((topic) => topicButton(topic, t)),
    footer: t('guide.typed', { prefix: `${prefix} guide` }),
  };
}

/** What the guide once said and is wrong today: read before anything else. */
const warnings: ReadonlySet<MessageKey> = new Set(['guide.expired.all', 'guide.centos.over']);

/** The short answer; old advice that has expired stands above it. */
export function topicCard(topic: Topic, facts: GuideFacts, t: Translate): Card {
  const word = topic.words[t.locale][0];
  const claims = topic.short(facts);
  const warned = claims.filter(({ key }) => warnings.has(key));
  const items = claims.filter(({ key }) => !warnings.has(key)).map((said) => sentence(said, t));
  return {
    title: t(`guide.${topic.name}.title`),
    body: [
      ...warned.map((said) => ({ kind: 'text' as const, text: sentence(said, t) })),
      { kind: 'list', items },
    ],
    buttons: [
      {
        action: 'guide',
        record: `${topic.name}/more`,
        label: t('guide.more'),
        style: 'primary',
        typed: `${prefix} guide ${word} --more`,
      },
      ...onward(topic, facts, t),
    ],
    footer: footer(facts, t),
  };
}

/** The rest of the answer, under its own headings. */
export function moreCard(topic: Topic, facts: GuideFacts, t: Translate): Card {
  return {
    title: t('guide.more.title', { title: plain(t(`guide.${topic.name}.title`)) }),
    body: topic.more(facts).flatMap((part) => blocks(part, t)),
    buttons: onward(topic, facts, t),
    footer: footer(facts, t),
  };
}

function blocks({ heading, lines, table }: Part, t: Translate): Block[] {
  return [
    { kind: 'heading', text: sentence(heading, t) },
    ...(table
      ? [
          {
            kind: 'table' as const,
            columns: table.columns.map((key) => t.stored(key) ?? []),
            rows: table.rows.map((row) => row.map((cell) => words(cell, t))),
          },
        ]
      : []),
    ...(lines?.length ? [{ kind: 'list' as const, items: lines.map((said) => sentence(said, t)) }] : []),
  ];
}

function onward(topic: Topic, facts: GuideFacts, t: Translate): Button[] {
  const { question } = topic;
  return [
    ...(question ? [next(t.stored(question.label) ?? [], question.typed)] : []),
    ...topic.pages(facts).map(({ label, url }) => ({ link: url, label: t.stored(label) ?? [] })),
    ...topics.filter(({ name }) => topic.next.includes(name)).map((one) => topicButton(one, t)),
  ];
}

function topicButton({ name, words: called }: Topic, t: Translate): Button {
  return {
    action: 'guide',
    record: name,
    label: t(`guide.${name}.name`),
    typed: `${prefix} guide ${called[t.locale][0]}`,
  };
}

function footer({ region }: GuideFacts, t: Translate): Text {
  return t('guide.footer', { region, checked: checkedOn });
}

function words(cell: Cell, t: Translate): Words {
  return typeof cell === 'object' && 'key' in cell ? sentence(cell, t) : cell;
}

/** Words one sentence in the reader's language, with its lists and dates. */
export function sentence({ key, slots }: Said, t: Translate): Text {
  const filled = Object.entries(slots).map(([name, slot]) => [name, value(slot, t)] as const);
  return t.stored(key, Object.fromEntries(filled)) ?? [];
}

function value(slot: Slot, t: Translate): SlotValue {
  if (typeof slot !== 'object') return slot;
  if ('support' in slot) return supportText(slot.support, t);
  return 'key' in slot ? sentence(slot, t) : slot;
}
