import type { MrkdwnElement } from '@slack/types';
import { isoMoment, plain, type Span, spans, type Words } from '../../i18n/text.ts';
import { slackUser } from './places.ts';

/**
 * Slack's markup, used only where Slack has nothing else: fields and small print. With `& < >` escaped nothing
 * that was typed can become a link, a mention or a `<!channel>`; `verbatim` keeps Slack from guessing.
 */
export function mrkdwn(words: Words, limit: number): MrkdwnElement {
  const full = spans(words).map(marked).join('');
  const text = full.length <= limit ? full : escapedWithin(plain(words), limit);
  return { type: 'mrkdwn', text: text || ' ', verbatim: true };
}

/** The same words for notifications and screen readers, without markup and without a way to make any. */
export function escapedWithin(text: string, limit: number): string {
  let out = '';
  for (const character of text) {
    const sign = escaped(character);
    if (out.length + sign.length >= limit) return `${out}…`;
    out += sign;
  }
  return out;
}

/** Plain words, except that a mention stays one: clients that draw no blocks notify by the text alone. */
export function withMentions(words: Words): string {
  return spans(words)
    .map((span) => {
      const user = 'mention' in span && slackUser(span.mention);
      return user ? `<@${user}>` : escaped(plain([span]));
    })
    .join('');
}

/** False when Slack would take some of the letters for markup and show others; rich text draws those. */
export function tame(words: Words): boolean {
  return spans(words).every((span) => {
    if (!('text' in span)) return true;
    return 'style' in span && span.style === 'code' ? !span.text.includes('`') : !/[*_~`]/.test(span.text);
  });
}

function marked(span: Span): string {
  if ('mention' in span) {
    const user = slackUser(span.mention);
    return user ? `<@${user}>` : strong(`@${span.name}`);
  }
  if ('at' in span) return span.form === 'date' ? isoMoment(span) : date(span);
  if ('link' in span)
    return `<${encodeURI(decoded(span.link)).replaceAll('|', '%7C')}|${escaped(span.text)}>`;
  if (span.style === 'code') return `\`${escaped(span.text).replaceAll('`', 'ˋ')}\``;
  return span.style === 'bold' ? strong(span.text) : escaped(span.text);
}

function date(span: Extract<Span, { at: number }>): string {
  return `<!date^${Math.floor(span.at / 1000)}^{date_num} {time}|${isoMoment(span)}>`;
}

const strong = (text: string) => `*${escaped(text)}*`;

function escaped(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;' })[sign] ?? '&gt;');
}

/** So that `%20` is not encoded twice; what is no address at all stays as it is. */
function decoded(url: string): string {
  try {
    return decodeURI(url);
  } catch {
    return url;
  }
}
