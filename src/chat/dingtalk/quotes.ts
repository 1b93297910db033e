import type { Quote } from './parse.ts';
import { answerOf, namedIn } from './typed.ts';

/**
 * What answers to a message of ours have to name (`namedBy`), by the key its send call was given. Kept as long as
 * requests are.
 */
export type PromptStore = {
  put(key: string, named: string): Promise<void>;
  get(key: string): Promise<string | undefined>;
};

/**
 * The command that an answer to a quoted prompt stands for: `同意` → `approve rq_7f3a2k`, with the mark of a plan that
 * was made anew. Undefined for other words.
 * Without a known request the command is left bare, and its error says what is missing.
 */
export async function answering(
  text: string,
  quote: Quote | undefined,
  prompts: PromptStore,
): Promise<string | undefined> {
  const answer = quote && answerOf(text);
  if (!answer) return undefined;
  const named = (quote.key && (await prompts.get(quote.key))) || namedIn(quote.words);
  const [request, plan] = named?.split(' ') ?? [];
  const rest = answer.rest || (answer.verb === 'approve' ? plan : undefined);
  return [answer.verb, request, rest].filter(Boolean).join(' ');
}
