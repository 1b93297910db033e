import type { z } from 'zod';
import { type Locale, translator } from '../../i18n/index.ts';
import { plain } from '../../i18n/text.ts';
import type { Log } from '../../log.ts';
import type { Card } from '../card.ts';
import type { Incoming, Intake, Message, Place } from '../platform.ts';
import { within } from '../waiting.ts';
import { CardCallback, RobotMessage } from './frame.ts';
import { lanes } from './pace.ts';
import { clickOf, quotaSpent, quoteOf, saidIn } from './parse.ts';
import type { NoteStore } from './progress.ts';
import { keyOf, questions } from './questions.ts';
import { answering, type PromptStore } from './quotes.ts';
import { render } from './render.ts';
import type { Sessions } from './session.ts';
import type { Delivered } from './stream-link.ts';

export type ListenConfig = {
  intake: Intake;
  sessions: Sessions;
  prompts: PromptStore;
  notes: NoteStore;
  language(place: Place): Locale;
  say(place: Place, card: Card): Promise<Message>;
  log: Log;
};

/** DingTalk delivers again what is not acknowledged, and a card's button shows a failure after two seconds. */
const patienceMs = 1500;
/** A tap comes again within some seventy seconds. */
const repeatedMs = 120_000;
/** Where our organisation's id lies between processes. */
const CORP = 'corp';
/** Noted again before the store forgets it. */
const corpNotedMs = 24 * 3_600_000;

/** Stores what came, then acknowledges it; acknowledges it even if that failed, and tells the person so. */
export function listener(config: ListenConfig) {
  const { intake, sessions, prompts, notes, language, say, log } = config;
  const asking = questions(notes, intake);
  let corp: string | undefined;
  let corpKnownUntil = 0;
  const names = recentNames();

  async function handle({ topic, data }: Delivered, acknowledge: (answer: unknown) => void) {
    const work = topic === 'robot' ? words(data) : button(data);
    const answer = topic === 'robot' ? null : {};
    try {
      // What is slow may still succeed, so its outcome is awaited after the acknowledgement.
      await within(work, patienceMs);
    } finally {
      acknowledge(answer);
    }
    await work.then((after) => after?.());
  }

  /** Answers what is left to do once it is acknowledged. */
  type After = (() => Promise<unknown>) | undefined;

  async function words(data: string): Promise<After> {
    const message = read(RobotMessage, data);
    if (quotaSpent(message))
      return void log.error({ robot: message.robotCode }, 'the DingTalk quota of this month is used up');
    const said = saidIn(message, Date.now());
    if (!said) return undefined;
    const url = sessions.accepts(message.sessionWebhook) ? message.sessionWebhook : undefined;
    try {
      await noteCorp(message);
      if (url) await sessions.remember(said.place, url, message);
      names.set(said.account.id, said.account.name);
      const answer = said.kind === 'command' && (await answering(said.text, quoteOf(message), prompts));
      await (answer ? intake.receive({ ...said, text: answer }) : take(keyOf(said), said));
      return undefined;
    } catch (error) {
      log.error({ reason: reason(error) }, 'a message could not be stored');
      return () => sorry(said.place, url);
    }
  }

  /** One thing after another of each person in each place, for an answer goes by what was asked before. */
  const take = lanes<Incoming, void>({
    turn: async () => false,
    mergeable: () => false,
    async send([incoming]) {
      const heard = await asking.hear(incoming, language(incoming.place));
      if (heard === 'nothing') return;
      if ('say' in heard) await say(incoming.place, heard.say);
      else await intake.receive(heard.pass);
      await heard.after?.();
    },
  });

  async function button(data: string): Promise<After> {
    const callback = read(CardCallback, data);
    corp ??= await prompts.get(CORP);
    const click = clickOf(callback, corp, Date.now());
    if (!click) return void log.warn('a tap on something that is no card of ours, or not about its request');
    try {
      const { account } = click;
      const id = `${click.id}.${await firstTap(click)}`;
      const name = names.get(account.id) ?? account.name;
      await take(keyOf(click), { ...click, id, account: { ...account, name } });
      return undefined;
    } catch (error) {
      log.error({ reason: reason(error) }, 'a click could not be stored');
      return () => say(click.place, unsaved(click.place));
    }
  }

  /** When it was tapped first in the last minutes: nothing in a frame tells a repeated delivery from another tap. */
  async function firstTap({ id, at }: Pick<Incoming, 'id' | 'at'>): Promise<string> {
    const first = await notes.get(id);
    if (!first) await notes.put(id, `${at}`, repeatedMs);
    return first ?? `${at}`;
  }

  /** The organisation whose robot we are; a card's button tells only the one of whoever tapped it. */
  async function noteCorp({ chatbotCorpId }: RobotMessage): Promise<void> {
    if (!chatbotCorpId || (chatbotCorpId === corp && Date.now() < corpKnownUntil)) return;
    await prompts.put(CORP, chatbotCorpId);
    corp = chatbotCorpId;
    corpKnownUntil = Date.now() + corpNotedMs;
  }

  async function sorry(place: Place, url: string | undefined): Promise<void> {
    const [said] = render(unsaved(place));
    if (url && said) await sessions.say(url, said);
  }

  function unsaved(place: Place): Card {
    const t = translator(language(place));
    return { tone: 'warn', title: plain(t('chat.unsaved')), locale: t.locale };
  }

  return handle;
}

const keptNames = 10_000;

/** What people are called, by account id: a card's button tells the id alone. */
function recentNames() {
  const names = new Map<string, string>();
  return {
    get: (id: string) => names.get(id),
    set(id: string, name: string): void {
      if (names.size >= keptNames) names.clear();
      names.set(id, name);
    },
  };
}

/** Throws without a word of what was in it: a frame holds an address to write to. */
function read<T extends z.ZodType>(shape: T, data: string): z.infer<T> {
  try {
    return shape.parse(JSON.parse(data));
  } catch {
    throw new Error('a frame with something else in it');
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : typeof error;
}
