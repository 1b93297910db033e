import type { SandboxUser } from '../slack/api.ts';
import type { Lang } from './words.ts';

const tag = (lang: Lang) => (lang === 'zh' ? 'zh-CN' : 'en-GB');

export const dateOf = (ts: string): Date => new Date(Number(ts) * 1000);

export const clockTime = (at: Date | number, lang: Lang, seconds = false): string =>
  new Intl.DateTimeFormat(tag(lang), { timeStyle: seconds ? 'medium' : 'short' }).format(at);

export const fullTime = (at: Date, lang: Lang): string =>
  new Intl.DateTimeFormat(tag(lang), { dateStyle: 'full', timeStyle: 'short' }).format(at);

export const day = (at: Date, lang: Lang): string =>
  new Intl.DateTimeFormat(tag(lang), { weekday: 'long', month: 'long', day: 'numeric' }).format(at);

export const dayAndTime = (at: number, lang: Lang): string =>
  new Intl.DateTimeFormat(tag(lang), {
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(at);

export function fileSize(bytes: number): string {
  const unit = bytes < 1024 ? 0 : bytes < 1024 ** 2 ? 1 : 2;
  return `${(bytes / 1024 ** unit).toFixed(unit && 1)} ${['B', 'KB', 'MB'][unit]}`;
}

const dateParts: Record<string, Intl.DateTimeFormatOptions> = {
  date_num: { year: 'numeric', month: '2-digit', day: '2-digit' },
  date: { dateStyle: 'long' },
  date_short: { dateStyle: 'medium' },
  date_long: { dateStyle: 'full' },
  time: { timeStyle: 'short' },
  time_secs: { timeStyle: 'medium' },
};

/** A Slack date (`{date_short} {time}`) in the reader's own zone and language. */
export function slackDate(unix: string, format: string, reader: SandboxUser): string {
  const at = new Date(Number(unix) * 1000);
  return format.replace(/\{(\w+?)(_pretty)?\}/g, (whole, name: string) => {
    const options = dateParts[name];
    return options
      ? new Intl.DateTimeFormat(reader.locale, { ...options, timeZone: reader.tz }).format(at)
      : whole;
  });
}
