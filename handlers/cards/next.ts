import type { Button } from '../../src/chat/card.ts';
import type { Words } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';

/** A button that asks another question, for which one could as well type it. */
export function next(label: Words, question: string): Button {
  return { action: 'ask', record: question, label, typed: `${prefix} ${question}` };
}
