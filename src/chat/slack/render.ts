import type { KnownBlock } from '@slack/types';
import { translator } from '../../i18n/index.ts';
import { plain, spans, type Text, type Words } from '../../i18n/text.ts';
import { type Card, toneSigns } from '../card.ts';
import { drawBlocks } from './blocks.ts';
import { buttonRow } from './buttons.ts';
import { limits } from './limits.ts';
import { escapedWithin, mrkdwn, withMentions } from './mrkdwn.ts';
import { plainText } from './plain-text.ts';
import { richText, section } from './rich.ts';

/** What `chat.postMessage`, `chat.update` and a response address take. */
export type Content = { text: string; blocks: KnownBlock[] };

/** A card as Block Kit; `text` is what notifications and screen readers say. */
export function render(card: Card): Content {
  const t = translator(card.locale ?? 'en');
  const end = [...buttonRow(card.buttons ?? []), ...footer(card)];
  const body = drawBlocks(card.body ?? [], t).slice(0, limits.blocks - 1 - end.length);
  return { text: fallbackText(card), blocks: [heading(card), ...body, ...end] };
}

export function titleText({ tone, title }: Card): string {
  return `${toneSigns[tone ?? 'plain']}${plain(title)}`;
}

/** A card gets a headline. A sentence alone stays one, and so does a mention: a headline notifies nobody. */
function heading(card: Card): KnownBlock {
  const title = spans(card.title);
  const alone = !card.body?.length && !card.buttons?.length;
  if (!alone && !title.some((span) => 'mention' in span))
    return { type: 'header', text: plainText(titleText(card), limits.header) };
  return richText(section([{ text: toneSigns[card.tone ?? 'plain'] }, ...title]));
}

function footer({ footer }: Card): KnownBlock[] {
  return footer ? [{ type: 'context', elements: [mrkdwn(footer, limits.text)] }] : [];
}

/** Title, first text and facts: enough to act on from a notification. */
export function fallbackText(card: Card): string {
  const body = card.body ?? [];
  const text = body.find((block) => block.kind === 'text');
  const facts = body.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
  const title: Text = [{ text: toneSigns[card.tone ?? 'plain'] }, ...spans(card.title)];
  const lines: Words[] = [
    title,
    ...(text ? [text.text] : []),
    ...facts.map(({ label, value }) => [...spans(label), { text: ': ' }, ...spans(value)]),
  ];
  const whole = lines.map(withMentions).join('\n');
  return whole.length < limits.fallback ? whole : escapedWithin(lines.map(plain).join('\n'), limits.fallback);
}
