import { randomUUID } from 'node:crypto';
import type {
  App,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackViewMiddlewareArgs,
} from '@slack/bolt';
import { type Locale, translator } from '../../i18n/index.ts';
import { plain } from '../../i18n/text.ts';
import type { Log } from '../../log.ts';
import type { Form } from '../card.ts';
import type { Account, Incoming, Intake } from '../platform.ts';
import { type Clients, call, RefusedError } from './calls.ts';
import { type Carried, FORM, renderForm } from './form.ts';
import { clickOf, commandOf, formId, submissionOf, wordsOf } from './parse.ts';
import type { People } from './people.ts';
import { accountId, channelOf, type Identity, seenThread, userOf } from './places.ts';
import { type Content, render } from './render.ts';
import { answer, type ReplyStore, replyMs } from './replies.ts';

export type ListenConfig = {
  intake: Intake;
  clients: Clients;
  people: People;
  replies: ReplyStore;
  log: Log;
  who(): Identity | undefined;
};

/** Slack sends an event up to three times more: at once, after 1 min, after 5 min. */
const lastRetry = 3;

/**
 * One middleware that tells the kinds apart: Bolt would start every listener for every payload. Each kind is stored
 * before it is acknowledged, and acknowledged whatever happens; events are acknowledged by `settled`.
 */
export function listen(app: App, { intake, clients, people, replies, log, who }: ListenConfig): void {
  const us = (): Identity => {
    const identity = who();
    if (!identity) throw new Error('a delivery before auth.test');
    return identity;
  };

  /** Slack's language setting once we have read it, else the language that was typed. */
  function locale(account: Account, typed = ''): Locale {
    return people.known(account)?.locale ?? (/\p{Script=Han}/u.test(typed) ? 'zh' : 'en');
  }

  async function take(incoming: Incoming, replyUrl?: string): Promise<void> {
    const name = people.known(incoming.account)?.name ?? incoming.account.name;
    // Both at once: each may take its time when Redis is slow, and Slack waits for three seconds in all.
    await Promise.all([
      replyUrl && replies.put(incoming.id, replyUrl, replyMs),
      intake.receive({ ...incoming, account: { ...incoming.account, name } }),
    ]);
  }

  /** Three seconds after the gesture the trigger is spent, so nothing is waited for before this. */
  async function open(form: Form, { place }: Incoming, trigger: string, replyUrl: string): Promise<void> {
    const nonce = randomUUID();
    const carried: Carried = { form: form.name, nonce, place: { ...place, platform: 'slack' } };
    const opened = call(clients.forms.views.open({ trigger_id: trigger, view: renderForm(form, carried) }));
    await Promise.all([opened.catch(ifNew), replies.put(formId(nonce), replyUrl, replyMs)]);
  }

  function lost(what: string, error: unknown): void {
    log.error({ what, reason: error instanceof Error ? error.message : typeof error }, 'delivery not taken');
  }

  app.use(async (args) => {
    if ('command' in args) return typed(args);
    if ('action' in args) return clicked(args);
    if ('view' in args) return sent(args);
    if ('options' in args) return args.ack({ options: [] });
    if (!('event' in args)) return;
    const { event, context } = args;
    if (event.type === 'app_mention' || event.type === 'message') await words(event, context.retryNum);
  });

  async function typed({ command, ack }: SlackCommandMiddlewareArgs): Promise<void> {
    let sorry: 'chat.unsaved' | 'chat.form.unopened' = 'chat.unsaved';
    try {
      const incoming = commandOf(command, us(), Date.now());
      const form = intake.form(incoming, locale(incoming.account, incoming.text));
      if (form) sorry = 'chat.form.unopened';
      await (form
        ? open(form, incoming, command.trigger_id, command.response_url)
        : take(incoming, command.response_url));
    } catch (error) {
      lost('command', error);
      const language = locale(accountOf(command.team_id, command.user_id), command.text);
      return ack({ response_type: 'ephemeral', text: plain(translator(language)(sorry)) });
    }
    await ack();
  }

  async function clicked({ body, ack }: SlackActionMiddlewareArgs): Promise<void> {
    if (body.type !== 'block_actions') return ack();
    let sorry: Content | undefined;
    try {
      const incoming = clickOf(body, us(), Date.now());
      const form = incoming && intake.form(incoming, locale(incoming.account));
      if (form) await open(form, incoming, body.trigger_id, body.response_url);
      else if (incoming) await take(incoming, body.response_url);
    } catch (error) {
      lost('click', error);
      const language = locale(accountOf(body.user.team_id ?? body.team?.id, body.user.id));
      sorry = render({ tone: 'warn', title: translator(language)('chat.unsaved') });
    }
    await ack();
    // A click's acknowledgement has no body: the words go to its own address.
    if (sorry && body.response_url) await answer(body.response_url, sorry);
  }

  async function sent({ body, ack }: SlackViewMiddlewareArgs): Promise<void> {
    if (body.type !== 'view_submission' || body.view.callback_id !== FORM) return ack();
    const language = locale(accountOf(body.user.team_id ?? body.team?.id, body.user.id));
    let errors: Record<string, string>;
    try {
      const incoming = submissionOf(body, us(), Date.now());
      const wrong = (incoming && intake.judge(incoming, language)) ?? {};
      errors = Object.fromEntries(Object.entries(wrong).map(([field, words]) => [field, plain(words)]));
      if (incoming && !Object.keys(errors).length) await take(incoming);
    } catch (error) {
      lost('form', error);
      const field = body.view.blocks.find(({ type }) => type === 'input')?.block_id ?? '';
      errors = { [field]: plain(translator(language)('chat.unsaved')) };
    }
    await (Object.keys(errors).length ? ack({ response_action: 'errors', errors }) : ack());
  }

  /** A throw leaves the event without an answer, and Slack sends it again; after the last time its author is told. */
  async function words(event: Parameters<typeof wordsOf>[0], retry = 0): Promise<void> {
    const incoming = wordsOf(event, us());
    if (!incoming) return;
    try {
      await take(incoming);
    } catch (error) {
      lost('words', error);
      if (retry < lastRetry) throw error;
      const text = plain(translator(locale(incoming.account, incoming.text))('chat.unsaved'));
      const [channel, user, thread] = [
        channelOf(incoming.place),
        userOf(incoming.account),
        seenThread(incoming),
      ];
      await call(
        clients.posts.chat.postEphemeral({ channel, user, text, ...(thread ? { thread_ts: thread } : {}) }),
      );
    }
  }
}

/** The same gesture delivered twice: its form is open already. */
function ifNew(error: unknown): void {
  if (!(error instanceof RefusedError && error.code === 'exchanged_trigger_id')) throw error;
}

function accountOf(team: string | undefined, user: string): Account {
  return { platform: 'slack', id: accountId(team ?? '', user), name: user };
}
