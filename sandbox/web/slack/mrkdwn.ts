import type { Json } from '../../slack/api.ts';

type Style = Record<string, true>;

/**
 * Slack's mrkdwn as a `rich_text` block, so that it is drawn as Slack reads it: the drawing library takes
 * `verbatim` for "no formatting" and finds mentions in text that was escaped.
 */
export function richText(text: string): Json {
  const parts = text.split(/```\n?([\s\S]+?)```/);
  const elements = parts.flatMap((part, index) => {
    if (part === '') return [];
    if (index % 2) return [{ type: 'rich_text_preformatted', elements: [plain(part)] }];
    return [{ type: 'rich_text_section', elements: spans(part) }];
  });
  return { type: 'rich_text', elements };
}

/** Words without any markup. */
export const plainText = (text: string): Json => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text }] }],
});

/** A text object: markup only where Slack reads it. */
export const richTextOf = ({ type, text }: Json): Json =>
  type === 'mrkdwn' ? richText(String(text)) : plainText(String(text));

const styled = (sign: string) =>
  `(?<![\\p{L}\\p{N}${sign}])[${sign}](?=\\S)([^${sign}\\n]+?)(?<=\\S)[${sign}](?![\\p{L}\\p{N}${sign}])`;

const token = new RegExp(
  ['`([^`\\n]+)`', '<([^<>\\n]+)>', ':([a-z0-9_+-]+):', styled('*'), styled('_'), styled('~')].join('|'),
  'u',
);

function spans(text: string, style: Style = {}): Json[] {
  const match = token.exec(text);
  if (!match) return text ? [plain(text, style)] : [];
  const [whole, code, angle, emoji, bold, italic, strike] = match;
  const before = text.slice(0, match.index);
  return [
    ...(before ? [plain(before, style)] : []),
    ...(code ? [plain(code, { ...style, code: true })] : []),
    ...(angle ? [reference(angle, style)] : []),
    ...(emoji ? [{ type: 'emoji', name: emoji }] : []),
    ...(bold ? spans(bold, { ...style, bold: true }) : []),
    ...(italic ? spans(italic, { ...style, italic: true }) : []),
    ...(strike ? spans(strike, { ...style, strike: true }) : []),
    ...spans(text.slice(match.index + whole.length), style),
  ];
}

/** What stands between angle brackets: a person, a channel, a broadcast, a date, a link. */
function reference(inside: string, style: Style): Json {
  const [target = '', label] = inside.split('|', 2);
  const name = target.slice(1);
  if (target.startsWith('@')) return { type: 'user', user_id: name, style };
  if (target.startsWith('#')) return { type: 'channel', channel_id: name, style };
  if (target.startsWith('!date^')) {
    const [, timestamp, format] = target.split('^');
    return { type: 'date', timestamp: Number(timestamp), format, fallback: label };
  }
  if (target.startsWith('!')) return { type: 'broadcast', range: name };
  return { type: 'link', url: unescaped(target), text: unescaped(label ?? target), style };
}

const plain = (text: string, style: Style = {}): Json => ({ type: 'text', text: unescaped(text), style });

const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
