import { createHash } from 'node:crypto';
import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { AppMentionEvent, MessageEvent } from '@slack/types';
import type { Account, Incoming, Message } from '../platform.ts';
import { actionName } from './buttons.ts';
import { answers, Carried } from './form.ts';
import { accountId, type Identity, momentOf, slackPlace } from './places.ts';
import { typedText, withoutMention } from './typed.ts';

type Of<K extends Incoming['kind']> = Extract<Incoming, { kind: K }>;

/** `/ecs-image …`. Slack tells no message and no thread with it. */
export function commandOf(command: SlashCommand, us: Identity, now: number): Of<'command'> {
  return {
    kind: 'command',
    id: deliveryId('slash', command.team_id, command.trigger_id),
    ...from(us, command.team_id, command.user_id, command.user_name),
    place: slackPlace(us.team, command.channel_id),
    at: now,
    text: typedText(command.text ?? '').trim(),
  };
}

/** A button of a message; undefined for links, which only open a page, and for what is not ours. */
export function clickOf(body: BlockAction, us: Identity, now: number): Of<'click'> | undefined {
  const [action] = body.actions;
  const channel = body.channel?.id ?? body.container.channel_id;
  const name = action && actionName(action.action_id);
  if (action?.type !== 'button' || !name || !channel) return undefined;
  const message = messageOf(body, us, channel);
  const ref: string = body.container.message_ts;
  return {
    kind: 'click',
    id: deliveryId('click', teamOf(body, us), body.user.id, action.action_id, ref, action.action_ts),
    ...from(us, teamOf(body, us), body.user.id, body.user.username),
    place: slackPlace(us.team, channel, message ? (message.place.thread ?? ref) : body.container.thread_ts),
    at: now,
    action: name,
    record: action.value ?? '',
    ...(message ? { message } : {}),
  };
}

/** A filled-in form; undefined when the view is not one of ours. A form is the same one until it is accepted. */
export function submissionOf(body: ViewSubmitAction, us: Identity, now: number): Of<'form'> | undefined {
  const carried = carriedBy(body.view.private_metadata);
  if (!carried) return undefined;
  const team = body.user.team_id ?? body.team?.id ?? us.team;
  return {
    kind: 'form',
    id: formId(carried.nonce),
    ...from(us, team, body.user.id, body.user.name),
    place: carried.place,
    at: now,
    form: carried.form,
    values: answers(body.view.state.values),
  };
}

/** The delivery id a form with this nonce will have once it is sent. */
export function formId(nonce: string): string {
  return deliveryId('form', nonce);
}

/** Words for the bot: a mention in a channel, or a message in its direct chat. All other messages are none. */
export function wordsOf(event: AppMentionEvent | MessageEvent, us: Identity): Of<'command'> | undefined {
  if (!spokenToUs(event)) return undefined;
  const { user, channel, ts, thread_ts } = event;
  const direct = event.type === 'message';
  const text = typedText(withoutMention(event.text ?? '', us.botUserId));
  if (!user || user === us.botUserId) return undefined;
  return {
    kind: 'command',
    id: deliveryId('words', channel, ts),
    ...from(us, authorTeam(event) ?? us.team, user, user),
    place: slackPlace(us.team, channel, direct ? thread_ts : (thread_ts ?? ts)),
    at: momentOf(ts),
    text,
  };
}

type Spoken = {
  type: 'app_mention' | 'message';
  user?: string;
  channel: string;
  ts: string;
  thread_ts?: string;
  text?: string;
  team?: string;
};

/** No bots, no edits, no joins: paths that skip the sender's check have been holes elsewhere. */
function spokenToUs(
  event: AppMentionEvent | MessageEvent,
): event is (AppMentionEvent | MessageEvent) & Spoken {
  if ('bot_id' in event && event.bot_id) return false;
  if ('edited' in event && event.edited) return false;
  if (event.subtype && event.subtype !== 'file_share') return false;
  return event.type === 'app_mention' || event.channel_type === 'im';
}

/** In a shared channel the author may be of another organisation than the one the event was sent to. */
function authorTeam(event: object): string | undefined {
  for (const name of ['user_team', 'source_team', 'team']) {
    const team: unknown = Reflect.get(event, name);
    if (typeof team === 'string' && team) return team;
  }
  return undefined;
}

function from(us: Identity, team: string, user: string, name: string): { account: Account; outsider?: true } {
  const account = { platform: 'slack', id: accountId(team, user), name };
  return team === us.team ? { account } : { account, outsider: true };
}

function teamOf(body: BlockAction, us: Identity): string {
  return body.user.team_id ?? body.team?.id ?? us.team;
}

/** An ephemeral message has no life of its own: it can neither be edited nor answered in a thread. */
function messageOf({ container, message }: BlockAction, us: Identity, channel: string): Message | undefined {
  if (container.is_ephemeral || !container.message_ts) return undefined;
  const thread: string | undefined = container.thread_ts ?? message?.thread_ts;
  const inThread = thread && thread !== container.message_ts ? thread : undefined;
  return { place: slackPlace(us.team, channel, inThread), ref: container.message_ts };
}

function carriedBy(metadata: string): Carried | undefined {
  try {
    return Carried.parse(JSON.parse(metadata));
  } catch {
    return undefined;
  }
}

/** The same for every repetition, fit for a job id, and without the trigger that is in it. */
function deliveryId(kind: string, ...parts: string[]): string {
  return `${kind}-${createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32)}`;
}
