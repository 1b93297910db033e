import { type Span, spans, type Words } from '../../i18n/text.ts';
import { staffOf } from './places.ts';

/** How words become the markdown that every client of DingTalk reads (`facts/dingtalk.md` §4.4). */
export type Pen = {
  words(words: Words): string;
  bold(words: Words): string;
  /** Staff ids named with @ so far; the message must name them again beside its text. */
  mentioned: ReadonlySet<string>;
};

/**
 * `at`: whether people can be named with @ in this message. Code is drawn as plain text: backticks show on some
 * phones. Signs that could become markup, an address or @all become their full-width likes, which our parser reads
 * as the same when they are copied.
 */
export function pen({ at }: { at: boolean }): Pen {
  const mentioned = new Set<string>();

  function drawn(span: Span): string {
    if ('mention' in span) {
      const staff = at ? staffOf(span.mention) : undefined;
      if (!staff || !/^[\w.-]+$/.test(staff)) return strong(span.name);
      mentioned.add(staff);
      return `@${staff} `;
    }
    if ('at' in span) return moment(span);
    if ('link' in span) return linked(span.link, span.text);
    return span.style === 'bold' ? strong(span.text) : tame(span.text);
  }

  return {
    words: (words) => spans(words).map(drawn).join(''),
    bold: (words) =>
      spans(words)
        .map((span) => ('text' in span && !('link' in span) ? strong(span.text) : drawn(span)))
        .join(''),
    mentioned,
  };
}

/** A link that stays one whatever is in it. Only web pages: a `dtmd` address would speak for whoever taps it. */
function linked(url: string, text: string): string {
  return /^https?:\/\//.test(url) && URL.canParse(url) ? `[${tame(text)}](${plainAddress(url)})` : tame(text);
}

function plainAddress(url: string): string {
  return new URL(url).href.replace(/[()<>\s]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

/** Words that lead nowhere: no address but of a file in OSS, and nothing that turns the direction of reading. */
export function harmless(text: string): string {
  return text
    .replace(/\p{Bidi_Control}/gu, '')
    .replace(/(?<!(?<![a-z\d+.-])oss):\/\//gi, ':／／')
    .replace(/(?<![a-z\d])www\./gi, (start) => start.replace('.', '．'));
}

/** Letters that are only letters, on each line. */
export function tame(text: string): string {
  return harmless(text)
    .replace(/[*`[\]<>@\\]|~~|&(?=#?\w+;)/g, wide)
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, wide)
    .replace(
      /^(\s*)(#|[-+](?=\s|[-+\s]*$)|=(?==)|\d+[.)](?=\s))/gm,
      (_, space: string, sign: string) => space + wide(sign),
    );
}

function strong(text: string): string {
  const [, before = '', inner = '', after = ''] = /^(\s*)(.*?)(\s*)$/s.exec(tame(text)) ?? [];
  return inner ? `${before}**${inner}**${after}` : text;
}

function wide(signs: string): string {
  return signs.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}

const chinaMs = 8 * 3_600_000;

/** DingTalk tells no reader's zone; its readers are in China. A calendar date has no zone. */
function moment({ at, form }: Extract<Span, { at: number }>): string {
  const iso = new Date(form === 'date' ? at : at + chinaMs).toISOString();
  return form === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 16).replace('T', ' ')} UTC+8`;
}
