import { describe, expect, it } from '@jest/globals';
import { fleetCard } from '../../handlers/fleet/card.ts';
import { newsCard } from '../../handlers/reports.ts';
import { fleet } from '../../sandbox/fleet.ts';
import { blockErrors } from '../../sandbox/slack/blocks/validate.ts';
import type { Card } from '../../src/chat/card.ts';
import { render as drawDingtalk } from '../../src/chat/dingtalk/render.ts';
import { render as drawSlack } from '../../src/chat/slack/render.ts';
import { renderSimply } from '../../src/chat/slack/simple.ts';
import { survey } from '../../src/domain/fleet.ts';
import { builds, endings } from '../../src/domain/news.ts';
import { EcsError } from '../../src/ecs/errors.ts';
import { type Locale, translator } from '../../src/i18n/index.ts';
import { golden } from '../support/golden.ts';
import { running } from '../support/instances.ts';
import { publicImages } from '../support/public-images.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const regions = ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1'];
const instances = fleet.map(({ id, name, region, imageId }) => running('', { id, name, region, imageId }));
const snooze = {
  what: 'centos 7',
  until: Date.parse('2027-03-31'),
  reason: '*move* <!channel> in spring',
  by: 'Maya',
};
const refused = new EcsError({
  kind: 'forbidden',
  code: 'Forbidden.RAM',
  action: 'DescribeInstances',
  message: 'not authorized',
  authAction: 'ecs:DescribeInstances',
});

const cards = (['en', 'zh'] satisfies Locale[]).flatMap((locale): [name: string, card: Card][] => {
  const t = translator(locale);
  const title = t('fleet.title', { count: instances.length, regions: regions.length });
  const whole = { machines: survey(instances, [], now), at: now, failed: [], regions };
  const partly = {
    ...whole,
    machines: survey(instances, [snooze], now).filter(({ instance }) => instance.region !== 'cn-shanghai'),
    failed: [{ region: 'cn-shanghai', error: refused }],
  };
  const fine = { ...whole, machines: survey([running('Ubuntu 24.04 64位')], [], now) };
  const news = [...endings(whole.machines), ...builds(publicImages(), ['ubuntu_24_04_x64'])];
  const drawn: [string, Card][] = [
    ['fleet', fleetCard(whole, title, t)],
    ['fleet-partly', fleetCard(partly, title, t)],
    ['fleet-fine', fleetCard(fine, title, t)],
    ['news', newsCard(news, t)],
  ];
  return drawn.map(([name, card]) => [`${name}-${locale}`, { ...card, locale }]);
});

const wire = <T>(value: T): T => JSON.parse(JSON.stringify(value));

describe('a card of the fleet', () => {
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
