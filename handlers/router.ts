import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Operation } from '../jobs/operation.ts';
import type { Card, Form } from '../src/chat/card.ts';
import {
  accountKey,
  type ChatPlatform,
  type Incoming,
  type Intake,
  PaceError,
} from '../src/chat/platform.ts';
import { allows, person } from '../src/domain/access.ts';
import type { Request } from '../src/domain/request.ts';
import { type Locale, type Translate, translator } from '../src/i18n/index.ts';
import { mention, spans, type Text, type Words } from '../src/i18n/text.ts';
import type { Log } from '../src/log.ts';
import type { Action } from './action.ts';
import { type Answer, type Asked, type Attachment, argumentsOf, type Ctx, type Parts } from './command.ts';
import type { Choice, Said } from './decide.ts';
import { bugCard, errorCard, forPeople } from './error-card.ts';
import { absent, read, type Typed, typed, wrong } from './parse.ts';
import { mustBe } from './rights.ts';
import { commandLine, formOf } from './usage.ts';
import { normalise } from './words.ts';

export type RouterDeps = {
  platforms: ReadonlyMap<string, ChatPlatform>;
  parts: Parts;
  actions: Action[];
  /** Posts an answer for all, durably; a repeated delivery posts it once. */
  answer(incoming: Incoming, card: Card, files: Attachment[], t: Translate): Promise<void>;
  submit(asked: Asked, operation: Operation, plan: Record<string, unknown>): Promise<Answer>;
  decide(asked: Asked, id: string, choice: Choice, said?: Said): Promise<Request>;
  log: Log;
  now(): number;
};

export type Router = Pick<Intake, 'form' | 'judge'> & { handle(incoming: Incoming): Promise<void> };

/**
 * From what somebody did to what they read. The only place that catches what commands throw: people get a card about what they can act
 * on, or a reference to the log. What cannot be delivered is thrown, so that the inbox tries again.
 */
export function createRouter(deps: RouterDeps): Router {
  const { parts, actions, log } = deps;
  const { commands } = parts;

  async function handle(delivered: Incoming): Promise<void> {
    const platform = deps.platforms.get(delivered.account.platform);
    if (!platform) throw new Error(`no platform ${delivered.account.platform}`);
    const { account, place } = delivered;
    const t = translator(await platform.locale(account, place));
    const outsider = delivered.outsider || (await platform.outsider?.(account)) || false;
    const name = (await platform.called?.(account)) ?? account.name;
    const incoming = { ...delivered, account: { ...account, name } };
    const ctx = context({ incoming, who: who(incoming, outsider), t, now: deps.now() });
    const answer = await answered(ctx);
    if (answer === 'silent') return;
    if ('whisper' in answer) await whispered(platform, incoming, { locale: t.locale, ...answer.whisper });
    else {
      const { card, files } = 'files' in answer ? answer : { card: answer, files: [] };
      await deps.answer(incoming, signed(card, ctx), files, t);
    }
  }

  async function answered(ctx: Ctx): Promise<Answer> {
    try {
      return await answerTo(ctx);
    } catch (error) {
      const known = forPeople(error);
      if (known) return { whisper: errorCard(known, ctx.t) };
      const ref = randomBytes(4).toString('hex');
      log.error({ ref, incoming: ctx.incoming.id, err: error }, 'a command failed');
      return { whisper: bugCard(ref, ctx.t) };
    }
  }

  function answerTo(ctx: Ctx): Promise<Answer> | Answer {
    const { incoming, who: actor, t } = ctx;
    if (incoming.kind === 'click') {
      const clicked = actions.find(({ name }) => name === incoming.action);
      if (!clicked) return { whisper: { tone: 'warn', title: t('click.unknown') } };
      mustBe(clicked.role, actor, clicked.name, parts.config);
      return clicked.run(incoming.record, ctx);
    }
    const what = incoming.kind === 'form' ? filledIn(incoming) : read(incoming.text, commands, t);
    mustBe(what.command.role, actor, what.command.name, parts.config);
    return what.command.run(typed(what, t), ctx);
  }

  function filledIn({ form, values }: Incoming & { kind: 'form' }): Typed {
    const command = commands.find(({ name }) => name === form);
    if (!command) throw new Error(`no command ${form} for a form`);
    return { command, values: given(values) };
  }

  function form(incoming: Incoming, locale: Locale): Form | undefined {
    const t = translator(locale);
    const what = wanted(incoming, t);
    if (!what?.command.asks || !allows(who(incoming), what.command.role)) return undefined;
    return absent(what).length > 0 ? formOf(what, t) : undefined;
  }

  /** Undefined when it cannot be read: the errors are told when it is handled. */
  function wanted(incoming: Incoming, t: Translate): Typed | undefined {
    if (incoming.kind === 'click') {
      const opened = actions.find(({ name }) => name === incoming.action)?.opens?.(incoming.record);
      const command = commands.find(({ name }) => name === opened?.command);
      return command && opened && { command, values: opened.values };
    }
    if (incoming.kind !== 'command') return undefined;
    try {
      return read(incoming.text, commands, t);
    } catch {
      return undefined;
    }
  }

  function judge(incoming: Incoming & { kind: 'form' }, locale: Locale): Record<string, Text> | undefined {
    const t = translator(locale);
    const what = filledIn(incoming);
    const missing = absent(what).map(({ key }) => [key, t('form.missing')] as const);
    const mistaken = argumentsOf(what.command).flatMap((argument) => {
      const error = wrong(what, argument, t);
      return error ? [[argument.key, t.stored(error.key, error.slots) ?? []] as const] : [];
    });
    const all = Object.fromEntries([...missing, ...mistaken]);
    return Object.keys(all).length > 0 ? all : undefined;
  }

  function who({ account, outsider: told }: Incoming, outsider = told ?? false) {
    return person(parts.config.directory, { key: accountKey(account), name: account.name, outsider });
  }

  function context(asked: Asked): Ctx {
    return {
      ...asked,
      ...parts,
      submit: (operation, plan) => deps.submit(asked, operation, plan),
      decide: (id, choice, said) => deps.decide(asked, id, choice, said),
      patiently: (words, work) => patiently(() => tellBusy(asked, words), work),
    };
  }

  /** What is told to one person alone is not worth doing the whole command again. */
  async function whispered(platform: ChatPlatform, incoming: Incoming, card: Card): Promise<void> {
    try {
      await platform.whisper(incoming, card);
    } catch (error) {
      if (!(error instanceof PaceError)) return untold(incoming, error);
      await pause(Math.min(error.retryAfterMs, longestPauseMs));
      await platform.whisper(incoming, card).catch((again) => untold(incoming, again));
    }
  }

  function untold({ id }: Incoming, error: unknown): void {
    log.error({ incoming: id, reason: String(error) }, 'an answer for one person could not be told');
  }

  async function tellBusy({ incoming, t }: Asked, title: Words): Promise<void> {
    const platform = deps.platforms.get(incoming.account.platform);
    await platform?.whisper(incoming, { tone: 'busy', title, locale: t.locale });
  }

  /** An answer that all can read names who asked for what. */
  function signed(card: Card, { incoming, t }: Ctx): Card {
    const name = mention(accountKey(incoming.account), incoming.account.name);
    const text = saidBy(incoming);
    const asked = text ? t('answer.asked', { who: name, text }) : t('answer.clicked', { who: name });
    const footer: Text = card.footer ? [...asked, { text: ' · ' }, ...spans(card.footer)] : asked;
    return { locale: t.locale, ...card, footer };
  }

  function saidBy(incoming: Incoming): string {
    if (incoming.kind === 'command') return cut(normalise(incoming.text));
    return incoming.kind === 'form' ? cut(commandLine(filledIn(incoming))) : '';
  }

  return { handle, form, judge };
}

const silenceMs = 1000;
const longestPauseMs = 30_000;

/** A word in between that cannot be said changes nothing about the answer. */
async function patiently<T>(say: () => Promise<void>, work: Promise<T>): Promise<T> {
  const timer = setTimeout(() => say().catch(() => undefined), silenceMs);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

/** A field left empty is a field not given. */
function given(values: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''));
}

const longestQuote = 150;

function cut(text: string): string {
  return text.length > longestQuote ? `${text.slice(0, longestQuote - 1)}…` : text;
}
