/**
 * What a person reads, as spans. Values put into a sentence become spans of their own, so nothing that
 * comes from the cloud or from people is ever parsed for markup, and each platform renders spans its own way.
 */
export type Span =
  | { text: string; style?: 'code' | 'bold' }
  /** `account` is an account key such as `slack:T0001:U0001`. */
  | { mention: string; name: string }
  /** Milliseconds since the epoch; shown in the reader's zone where the platform can. */
  | { at: number; form: 'date' | 'time' }
  | { link: string; text: string };

export type Text = Span[];

/** Plain strings are shown as they are, letter by letter. */
export type Words = string | Text;

export const code = (text: string): Text => [{ text, style: 'code' }];
export const bold = (text: string): Text => [{ text, style: 'bold' }];
export const link = (url: string, text: string): Text => [{ link: url, text }];
export const mention = (account: string, name: string): Text => [{ mention: account, name }];
/** A moment; dates are shown without the hour. */
export const at = (ms: number, form: 'date' | 'time' = 'time'): Text => [{ at: ms, form }];

export function spans(words: Words): Text {
  return typeof words === 'string' ? [{ text: words }] : words;
}

/** The same words without markup, for headers, buttons, notifications and logs. */
export function plain(words: Words): string {
  return spans(words).map(plainSpan).join('');
}

function plainSpan(span: Span): string {
  if ('mention' in span) return `@${span.name}`;
  if ('at' in span) return isoMoment(span);
  return span.text;
}

/** `2026-11-24` or `2026-11-24 09:30 UTC`: the same on every host, whatever its zone. */
export function isoMoment({ at: ms, form }: { at: number; form: 'date' | 'time' }): string {
  const iso = new Date(ms).toISOString();
  return form === 'date' ? iso.slice(0, 10) : `${iso.slice(0, 16).replace('T', ' ')} UTC`;
}
