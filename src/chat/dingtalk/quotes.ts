import type { Quote } from './parse.ts';
import { answerOf, requestIn } from './typed.ts';

/** Which request a message of ours asks about, by the key its send call was given. Kept as long as requests are. */
export type PromptStore = {
  put(key: string, request: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
};

/**
 * The command that an answer to a quoted prompt stands for: `同意` → `approve rq_7f3a2k`. Undefined for other words.
 * Without a known request the command is left bare, and its error says what is missing.
 */
export async function answering(
  text: string,
  quote: Quote | undefined,
  prompts: PromptStore,
): Promise<string | undefined> {
  const answer = quote && answerOf(text);
  if (!answer) return undefined;
  const request = (quote.key && (await prompts.get(quote.key))) || requestIn(quote.words);
  return [answer.verb, request, answer.rest].filter(Boolean).join(' ');
}
