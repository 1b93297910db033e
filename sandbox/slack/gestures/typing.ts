import { randomUUID } from 'node:crypto';
import { answerCommand } from '../answers.ts';
import type { Gestures, Json, SandboxMessage } from '../api.ts';
import { directMessage, find, mayRead, notify, post, wire } from '../messages.ts';
import { newId, type State, setChannel } from '../state.ts';
import { newResponseUrl, newTrigger } from '../tickets.ts';
import { wireView } from '../views.ts';
import {
  channelName,
  channelOf,
  type Desk,
  GestureRefused,
  result,
  tellFailure,
  untold,
  userOf,
} from './context.ts';

/** What people do with the keyboard, and opening and joining. */
export function typing({
  state,
  courier,
}: Desk): Pick<Gestures, 'slash' | 'mention' | 'dm' | 'openHome' | 'join'> {
  const event = async (needed: string, inner: Json) => {
    if (!state.app.scopes.includes(needed)) return untold();
    return result(await courier.deliver('events_api', eventPayload(state, inner)));
  };

  return {
    async slash({ user: id, channel: at, text, command = state.app.command }) {
      const user = userOf(state, id);
      const channel = channelOf(state, id, at, true);
      if (command !== state.app.command || !state.app.scopes.includes('commands'))
        throw new GestureRefused(404, `${command} is not a valid command`);
      const triggerId = newTrigger(state, id);
      const words = escaped(state, text, true);
      const delivery = await courier.deliver('slash_commands', {
        token: 'sandbox-verification',
        team_id: user.team_id,
        team_domain: state.team.domain,
        channel_id: channel.id,
        channel_name: channelName(channel),
        user_id: id,
        user_name: user.name,
        command,
        text: words,
        api_app_id: state.app.appId,
        is_enterprise_install: 'false',
        response_url: newResponseUrl(state, { user: id, channel: channel.id }),
        trigger_id: triggerId,
      });
      if (delivery.outcome === 'acked') {
        answerCommand(state, { user: id, channel: at, typed: `${command} ${words}`.trim() }, delivery.ack);
      }
      tellFailure(state, at, id, delivery, command);
      return result(delivery, { triggerId, channel: at });
    },

    async mention({ user, channel: at, text, thread_ts }) {
      userOf(state, user);
      const channel = channelOf(state, user, at, true);
      if (channel.is_im) throw new GestureRefused(400, 'app_mention is not sent in direct messages: use dm');
      const bot = `<@${state.app.botUserId}>`;
      const words = escaped(state, text);
      const message = say(state, {
        user,
        channel: at,
        thread_ts,
        text: words.includes(bot) ? words : `${bot} ${words}`,
      });
      if (!channel.members.includes(state.app.botUserId)) {
        notify(state, at, user, 'not_in_channel', `${bot} is not in this channel. Invite them?`);
        return untold({ ts: message.ts, channel: at });
      }
      const sent = await event('app_mentions:read', { ...inner(message), type: 'app_mention' });
      return { ...sent, ts: message.ts, channel: at };
    },

    async dm({ user, text, thread_ts }) {
      userOf(state, user);
      const channel = directMessage(state, user).id;
      const message = say(state, { user, channel, thread_ts, text: escaped(state, text) });
      const sent = await event('im:history', { ...inner(message), channel_type: 'im' });
      return { ...sent, ts: message.ts, channel };
    },

    async openHome({ user, tab = 'home' }) {
      userOf(state, user);
      const home = state.homes.get(user);
      const delivery = await courier.deliver(
        'events_api',
        eventPayload(state, {
          type: 'app_home_opened',
          user,
          channel: directMessage(state, user).id,
          tab,
          event_ts: state.nextTs(),
          ...(home && { view: wireView(state, home) }),
        }),
      );
      return result(delivery);
    },

    async join({ user, channel: id }) {
      const channel = state.channels.get(id);
      if (!channel || channel.is_im) throw new GestureRefused(404, `no channel ${id}`);
      if (!state.users.has(user)) throw new GestureRefused(404, `no user ${user}`);
      if (!channel.members.includes(user)) setChannel(state, { id, members: [...channel.members, user] });
      return untold({ channel: id });
    },
  };
}

function say(
  state: State,
  said: { user: string; channel: string; text: string; thread_ts?: string },
): SandboxMessage {
  const { user, channel, text, thread_ts } = said;
  const parent = thread_ts === undefined ? undefined : find(state, channel, thread_ts);
  if (thread_ts !== undefined && !parent)
    throw new GestureRefused(404, `no thread ${thread_ts} in ${channel}`);
  return post(state, channel, { user, text, thread_ts: parent && (parent.thread_ts ?? parent.ts) });
}

const inner = (message: SandboxMessage): Json => ({
  ...wire(message),
  channel: message.channel,
  event_ts: message.ts,
  client_msg_id: randomUUID(),
});

function eventPayload(state: State, event: Json): Json {
  return {
    token: 'sandbox-verification',
    team_id: state.team.id,
    context_team_id: state.team.id,
    api_app_id: state.app.appId,
    type: 'event_callback',
    event_id: newId('Ev'),
    event_time: Math.floor(state.now() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: state.team.id,
        user_id: state.app.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event,
  };
}

/**
 * Typed text as Slack sends it: `&<>` escaped, @name and #name as ids; ready ids stay.
 * @param named with names beside the ids, as commands have them (`should_escape`)
 */
function escaped(state: State, typed: string, named = false): string {
  const users = [...state.users.values()];
  const channels = [...state.channels.values()].filter(({ is_im }) => !is_im);
  return typed
    .split(/(<[@#!][^<>]+>)/)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part
        .replaceAll('&', '&amp;')
        .replaceAll('<', '&lt;')
        .replaceAll('>', '&gt;')
        .replace(/(?<![\w.])([@#])([\w.-]+)/g, (whole, sign, name) => {
          const user = sign === '@' ? users.find((candidate) => candidate.name === name) : undefined;
          const channel =
            sign === '#'
              ? channels.find((candidate) => candidate.name === name && mayRead(candidate, ''))
              : undefined;
          if (user) return named ? `<@${user.id}|${name}>` : `<@${user.id}>`;
          return channel ? `<#${channel.id}|${name}>` : whole;
        });
    })
    .join('');
}
