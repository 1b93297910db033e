import type { PlainTextElement } from '@slack/types';
import { plain, type Words } from '../../i18n/text.ts';
import { cut } from './limits.ts';

/** Shown letter by letter, `:smile:` too; Slack refuses an empty one. */
export function plainText(words: Words, limit: number): PlainTextElement {
  return { type: 'plain_text', text: cut(plain(words), limit) || ' ', emoji: false };
}
