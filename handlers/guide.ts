import type { Card } from '../src/chat/card.ts';
import { guideFacts } from '../src/domain/guide/facts.ts';
import type { Topic } from '../src/domain/guide/topic.ts';
import { moreCard, topicCard } from './cards/guide.ts';
import type { Ctx } from './command.ts';
import { listImages } from './lookups.ts';

/** One topic of the guide as of now, in the home region; `more` is what the short answer left out. */
export async function tell(topic: Topic, more: boolean, ctx: Ctx): Promise<Card> {
  const { region, site } = ctx.home;
  const images = await listImages(ctx, region);
  const facts = guideFacts({
    now: ctx.now,
    site,
    region,
    images,
    language: ctx.t.locale,
    vmdk: ctx.config.importVmdk,
  });
  return more ? moreCard(topic, facts, ctx.t) : topicCard(topic, facts, ctx.t);
}
