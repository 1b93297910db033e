import { type Translate, translator } from '../../i18n/index.ts';
import { plain } from '../../i18n/text.ts';
import { type Button, type Card, toneSigns } from '../card.ts';
import { blockLines } from './blocks.ts';
import { harmless, type Pen, pen, tame } from './markdown.ts';
import { sending, shownOf, tapOf } from './typed.ts';

/** One message as all of DingTalk's ways to send take it; with buttons it is an action card. */
export type Said = {
  /** What the list of conversations and the notification show. */
  title: string;
  text: string;
  buttons: { title: string; url: string }[];
  /** Staff ids named with @ in the text. */
  mentions: string[];
};

export type Drawing = {
  /** People can be named with @: only in markdown by `sessionWebhook`, in a group. */
  at?: boolean;
  /** In a direct chat the bot hears everything; in a group it must be named. */
  direct?: boolean;
  /** It can be quoted so that we know it again. */
  quotable?: boolean;
  /** Buttons of their own stand below; the text names only what to type. */
  template?: boolean;
  /** The request it is about. There are no threads, so each message names it. */
  request?: string;
};

const titleCharacters = 64;
const textCharacters = 3500;
const mostParts = 3;
const mostButtons = 5;
const buttonCharacters = 20;

/** A card as one message, or up to three when it is long; the last one has the buttons. */
export function render(card: Card, drawing: Drawing = {}): Said[] {
  const t = translator(card.locale ?? 'zh');
  // An action card names nobody with @.
  const draw = pen({ at: !!drawing.at && !card.buttons?.length });
  const body = (card.body ?? []).flatMap((block) => ['', ...blockLines(block, draw, t)]);
  const head = heading(card, draw);
  const buttons = (card.buttons ?? []).filter((button) => 'link' in button || tapOf(button));
  const tail = [...typedLines(card.buttons ?? [], drawing, draw, t), ...footer(card, drawing, draw)];
  // A template draws the title itself.
  const texts = parts(drawing.template ? body : [head, ...body], tail, t);
  return texts.map((text, i) => {
    const count = texts.length > 1 ? ` (${i + 1}/${texts.length})` : '';
    const last = i === texts.length - 1;
    return {
      title: `${cut(titleText(card), titleCharacters - count.length)}${count}`,
      text,
      buttons: last ? buttons.slice(0, mostButtons).map(button) : [],
      mentions: [...draw.mentioned].filter((staff) => text.includes(`@${staff} `)),
    };
  });
}

/** Several cards without buttons as one message. */
export function digest(cards: { card: Card; drawing: Drawing }[]): Said[] {
  const [first] = cards;
  if (!first || cards.length === 1) return first ? render(first.card, first.drawing) : [];
  const t = translator(first.card.locale ?? 'zh');
  const all = cards.flatMap(({ card, drawing }) => render(card, drawing));
  const title = plain(t('dingtalk.digest', { count: cards.length }));
  const lines = all.flatMap(({ text }) => ['', ...text.split('\n')]).slice(1);
  return parts(lines, [], t).map((text) => ({
    title,
    text,
    buttons: [],
    mentions: [...new Set(all.flatMap(({ mentions }) => mentions))].filter((staff) =>
      text.includes(`@${staff} `),
    ),
  }));
}

export function titleText({ tone, title }: Card): string {
  return `${toneSigns[tone ?? 'plain']}${harmless(plain(title))}`;
}

function heading(card: Card, draw: Pen): string {
  const words = `${toneSigns[card.tone ?? 'plain']}${draw.words(card.title)}`.replaceAll('\n', ' ');
  return card.body?.length || card.buttons?.length ? `### ${words}` : words;
}

function button(button: Button): Said['buttons'][number] {
  const title = cut(harmless(plain(button.label)), buttonCharacters);
  if ('link' in button) return { title, url: inBrowser(button.link) };
  return { title, url: sending(tapOf(button) ?? '') };
}

/** Else it opens in a side bar, where nobody is signed in. */
function inBrowser(url: string): string {
  return `dingtalk://dingtalkclient/page/link?url=${encodeURIComponent(url)}&pc_slide=false`;
}

/** Buttons do nothing in some clients: beside each stand a link that does the same, and the words to type. */
function typedLines(
  all: Button[],
  { direct, quotable, template }: Drawing,
  draw: Pen,
  t: Translate,
): string[] {
  const typed = all.flatMap((one) => {
    if ('link' in one) return [];
    const tap = template ? undefined : tapOf(one);
    const label = tap ? `[${tame(plain(one.label))}](${sending(tap)})` : draw.bold(one.label);
    return [`- ${label} ${draw.words(shownOf(one))}`];
  });
  if (!typed.length) return [];
  const asks = all.some((one) => 'action' in one && one.action === 'approve');
  return [
    '',
    draw.words(t(direct ? 'dingtalk.typed.direct' : 'dingtalk.typed')),
    ...typed,
    ...(asks && quotable ? ['', draw.words(t('dingtalk.quote'))] : []),
  ];
}

function footer(card: Card, { request }: Drawing, draw: Pen): string[] {
  const words = card.footer ? draw.words(card.footer) : '';
  const named = !request || words.includes(request) || plain(card.title).includes(request);
  const line = [words, ...(named ? [] : [request])].filter(Boolean).join(' · ');
  return line ? ['', `> ${line.replaceAll('\n', ' ')}`] : [];
}

/** Lines as texts of a length that every client shows; what is too much for three is counted. */
function parts(lines: string[], tail: string[], t: Translate): string[] {
  const tailLength = tail.join('\n').length;
  const budget = mostParts * (textCharacters - 100) - tailLength;
  let [used, shown] = [0, 0];
  const cutLines = lines.map((line) => cut(line, textCharacters - 100));
  for (const line of cutLines) {
    if (used + line.length + 1 > budget) break;
    used += line.length + 1;
    shown += 1;
  }
  const left = cutLines.slice(shown).filter(Boolean).length;
  const more = left ? ['', plain(t('dingtalk.cut', { left }))] : [];
  return packed([...cutLines.slice(0, shown), ...more, ...tail]);
}

function packed(lines: string[]): string[] {
  const texts: string[] = [];
  for (const line of lines) {
    const last = texts.at(-1);
    if (last !== undefined && last.length + line.length + 1 <= textCharacters)
      texts[texts.length - 1] = `${last}\n${line}`;
    else texts.push(line);
  }
  return texts.map((text) => text.trim()).filter(Boolean);
}

function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
