import { IntlMessageFormat } from 'intl-messageformat';
import type { Catalog, MessageKey } from './catalog.ts';
import { en } from './en/index.ts';
import type { Listed, SlotValue, Term } from './slots.ts';
import type { Span, Text, Words } from './text.ts';
import { zh } from './zh/index.ts';

export type { MessageKey } from './catalog.ts';
export type { Listed, SlotValue, Term } from './slots.ts';

export type Locale = 'en' | 'zh';

/** Names in `{…}`; the branches of a plural (`{# days}`) are not names. */
type SlotNames<S> = S extends `${string}{${infer Name}}${infer Rest}`
  ? SlotName<Name> | SlotNames<Rest>
  : never;
type SlotName<N> = N extends `${infer Name},${string}`
  ? SlotName<Name>
  : N extends `${string}${' ' | '#'}${string}`
    ? never
    : N;

type Slots<K extends MessageKey> = Record<SlotNames<(typeof en)[K]>, SlotValue>;
export type SlotArgs<K extends MessageKey> = [SlotNames<(typeof en)[K]>] extends [never]
  ? []
  : [slots: Slots<K>];

/** An error's sentence and its `.hint` are filled from the same slots. */
type ErrorSlotNames<K extends MessageKey> =
  | SlotNames<(typeof en)[K]>
  | (`${K}.hint` extends MessageKey ? SlotNames<(typeof en)[`${K}.hint`]> : never);
export type ErrorArgs<K extends MessageKey> = [ErrorSlotNames<K>] extends [never]
  ? []
  : [slots: Record<ErrorSlotNames<K>, SlotValue>];

export type Translate = {
  <K extends MessageKey>(key: K, ...slots: SlotArgs<K>): Text;
  locale: Locale;
  /** For keys that come out of a record (a stored error), where the compiler cannot know the slots. */
  stored(key: string, slots?: Record<string, SlotValue>): Text | undefined;
  /** A list, or a word of ECS's, where it stands alone and not in a sentence. */
  words(value: Listed | Term): string;
};

const catalogs: Record<Locale, Catalog> = { en, zh };
const languageTags: Record<Locale, string> = { en: 'en-US', zh: 'zh-CN' };
const lists: Record<Locale, Intl.ListFormat> = {
  en: new Intl.ListFormat('en-GB'),
  zh: new Intl.ListFormat('zh-CN', { style: 'narrow' }),
};
const formats = new Map<string, IntlMessageFormat>();

export function translator(locale: Locale): Translate {
  const catalog: Record<string, string> = catalogs[locale];
  const stored = (key: string, slots: Record<string, SlotValue> = {}) => {
    const message = catalog[key];
    return message === undefined ? undefined : fill(format(locale, key, message), apart(slots, words));
  };
  const words = (value: Listed | Term): string => {
    if ('list' in value)
      return lists[locale].format(value.list.map((one) => (typeof one === 'string' ? one : words(one))));
    return catalog[`${value.term}.${value.word}`] ?? value.word;
  };
  const translate = (key: string, slots?: Record<string, SlotValue>) => stored(key, slots) ?? [{ text: key }];
  return Object.assign(translate, { locale, stored, words }) as Translate;
}

/** Slack's `zh-CN`, `zh-TW`, … are Chinese; everything else reads English. */
export function localeOf(tag: string | undefined): Locale {
  return tag?.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

function format(locale: Locale, key: string, message: string): IntlMessageFormat {
  const id = `${locale} ${key}`;
  const known = formats.get(id);
  if (known) return known;
  const made = new IntlMessageFormat(message, languageTags[locale], undefined, { ignoreTag: true });
  formats.set(id, made);
  return made;
}

/** Literal parts may hold `code` and **bold**; slot values take the style they stand in and are never parsed. */
function fill(message: IntlMessageFormat, slots: Record<string, Text | number>): Text {
  const text: Text = [];
  let style: 'code' | 'bold' | undefined;
  for (const part of message.formatToParts<Text | number>(slots)) {
    if (part.type === 0) {
      for (const piece of part.value.split(/(`|\*\*)/)) {
        if (piece === '`') style = style === 'code' ? undefined : 'code';
        else if (piece === '**') style = style === 'bold' ? undefined : 'bold';
        else if (piece) text.push(styled(piece, style));
      }
    } else
      for (const span of valueSpans(part.value as Words | number))
        text.push('text' in span && !('link' in span) && style ? { ...span, style } : span);
  }
  return joined(text);
}

/** The formatter melts strings into the sentence, where they would be read for markup; spans it leaves alone. */
function apart(slots: Record<string, SlotValue>, words: Translate['words']): Record<string, Text | number> {
  return Object.fromEntries(
    Object.entries(slots).map(([name, value]) => {
      if (typeof value === 'number' || Array.isArray(value)) return [name, value];
      return [name, [{ text: typeof value === 'string' ? value : words(value) }]];
    }),
  );
}

function valueSpans(value: Words | number): Text {
  return typeof value === 'object' ? value : [{ text: String(value) }];
}

function styled(text: string, style: 'code' | 'bold' | undefined): Span {
  return style ? { text, style } : { text };
}

/** Neighbours of one style become one span: shorter cards, readable golden files. */
function joined(text: Text): Text {
  const out: Text = [];
  for (const span of text) {
    const last = out.at(-1);
    if (last && isText(last) && isText(span) && last.style === span.style) last.text += span.text;
    else out.push({ ...span });
  }
  return out;
}

function isText(span: Span): span is { text: string; style?: 'code' | 'bold' } {
  return 'text' in span && !('link' in span);
}
