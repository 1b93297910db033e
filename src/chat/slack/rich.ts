import type { RichTextBlock, RichTextElement, RichTextSection } from '@slack/types';
import { isoMoment, plain, type Span, spans, type Words } from '../../i18n/text.ts';
import { cut, limits } from './limits.ts';
import { slackUser } from './places.ts';

type RichPart = RichTextBlock['elements'][number];

/** Rich text is structure, not markup: nothing in a span can turn into anything else. */
export function richText(...elements: RichPart[]): RichTextBlock {
  return { type: 'rich_text', elements };
}

export function section(words: Words): RichTextSection {
  return { type: 'rich_text_section', elements: richElements(words) };
}

export function richElements(words: Words): RichTextElement[] {
  const fitting = plain(words).length <= limits.richText ? words : cut(plain(words), limits.richText);
  const elements = spans(fitting).flatMap(element);
  return elements.length ? elements : [{ type: 'text', text: ' ' }];
}

export function boldText(text: string): RichTextElement {
  return { type: 'text', text, style: { bold: true } };
}

function element(span: Span): RichTextElement[] {
  if ('mention' in span) {
    const user = slackUser(span.mention);
    return [user ? { type: 'user', user_id: user } : boldText(`@${span.name}`)];
  }
  if ('at' in span) return [moment(span)];
  if ('link' in span) return [{ type: 'link', url: span.link, ...(span.text ? { text: span.text } : {}) }];
  if (!span.text) return [];
  return [{ type: 'text', text: span.text, ...(span.style ? { style: { [span.style]: true } } : {}) }];
}

/** A calendar date has no zone: Slack would show the end of support a day early in America. */
function moment(span: Extract<Span, { at: number }>): RichTextElement {
  if (span.form === 'date') return { type: 'text', text: isoMoment(span) };
  return {
    type: 'date',
    timestamp: Math.floor(span.at / 1000),
    format: '{date_num} {time}',
    fallback: isoMoment(span),
  };
}
