import { describe, expect, it } from '@jest/globals';
import { contents, moreCard, topicCard } from '../../handlers/cards/guide.ts';
import { blockErrors } from '../../sandbox/slack/blocks/validate.ts';
import type { Card } from '../../src/chat/card.ts';
import { render as drawDingtalk } from '../../src/chat/dingtalk/render.ts';
import { render as drawSlack } from '../../src/chat/slack/render.ts';
import { renderSimply } from '../../src/chat/slack/simple.ts';
import { topics } from '../../src/domain/guide/topics.ts';
import { type Locale, translator } from '../../src/i18n/index.ts';
import { golden } from '../support/golden.ts';
import { factsOf } from '../support/guide.ts';

const cards = (['en', 'zh'] satisfies Locale[]).flatMap((locale): [name: string, card: Card][] => {
  const t = translator(locale);
  const facts = factsOf({ language: locale });
  const drawn: [string, Card][] = [
    ['contents', contents(facts.region, t)],
    ...topics.flatMap((topic): [string, Card][] => [
      [topic.name, topicCard(topic, facts, t)],
      [`${topic.name}-more`, moreCard(topic, facts, t)],
    ]),
  ];
  return drawn.map(([name, card]) => [`guide-${name}-${locale}`, { ...card, locale }]);
});

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('a card of the guide', () => {
  it.each(cards)('%s is drawn on Slack as in its golden file, and Slack takes it', (name, card) => {
    const drawn = wire(drawSlack(card));

    expect(blockErrors(drawn.blocks, 'message')).toEqual([]);
    expect(blockErrors(wire(renderSimply(card).blocks), 'message')).toEqual([]);
    expect(drawn).toEqual(golden(`slack/${name}`, drawn));
  });

  it.each(cards)('%s is drawn on DingTalk as in its golden file', (name, card) => {
    const drawn = wire(drawDingtalk(card, { at: true, quotable: true }));

    expect(drawn).toEqual(golden(`dingtalk/${name}`, drawn));
  });
});
