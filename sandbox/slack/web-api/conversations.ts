import type { Json, SandboxChannel, SandboxMessage } from '../api.ts';
import { directMessage, find, wire } from '../messages.ts';
import type { State } from '../state.ts';
import { ApiError, type Method, readable, text } from './method.ts';

const paging = ['cursor', 'limit'];
const timeline = [...paging, 'latest', 'oldest', 'inclusive', 'include_all_metadata'];

/** Reading is by kind of channel: `channels:read`, `groups:read`, `im:read`, and the same for `history`. */
const readScope = (channel: SandboxChannel, what: 'read' | 'history') =>
  `${channel.is_im ? 'im' : channel.is_mpim ? 'mpim' : channel.is_private ? 'groups' : 'channels'}:${what}`;

export const conversations: Record<string, Method> = {
  'conversations.info': {
    perMinute: 50,
    args: ['channel', 'include_locale', 'include_num_members'],
    required: ['channel'],
    run(args, state) {
      return { channel: about(state, scoped(state, args.channel, 'read')) };
    },
  },

  'conversations.members': {
    perMinute: 100,
    args: ['channel', ...paging],
    required: ['channel'],
    run(args, state) {
      const { items, response_metadata } = page(scoped(state, args.channel, 'read').members, args);
      return { members: items, response_metadata };
    },
  },

  'conversations.open': {
    scope: 'im:write',
    perMinute: 50,
    args: ['users', 'channel', 'return_im', 'prevent_creation'],
    run(args, state) {
      const users = text(args.users).split(',').filter(Boolean);
      const [user] = users;
      if (users.length !== 1 || !user)
        throw new ApiError(users.length > 1 ? 'method_not_supported' : 'users_list_not_supplied');
      if (!state.users.has(user)) throw new ApiError('user_not_found');
      return { channel: { id: directMessage(state, user).id } };
    },
  },

  'conversations.history': {
    perMinute: 50,
    args: ['channel', ...timeline],
    required: ['channel'],
    run(args, state) {
      const channel = scoped(state, args.channel, 'history');
      const top = shared(state, channel).filter(
        ({ ts, thread_ts, reply_broadcast }) => !thread_ts || thread_ts === ts || reply_broadcast,
      );
      return pageOfMessages(within(top, args).reverse(), args);
    },
  },

  'conversations.replies': {
    perMinute: 50,
    args: ['channel', 'ts', ...timeline],
    required: ['channel', 'ts'],
    run(args, state) {
      const channel = scoped(state, args.channel, 'history');
      const asked = find(state, channel.id, text(args.ts));
      if (!asked) throw new ApiError('thread_not_found');
      const root = asked.thread_ts ?? asked.ts;
      return pageOfMessages(
        within(
          shared(state, channel).filter(({ ts, thread_ts }) => ts === root || thread_ts === root),
          args,
        ),
        args,
      );
    },
  },
};

function scoped(state: State, id: unknown, what: 'read' | 'history'): SandboxChannel {
  const channel = readable(state, id);
  const needed = readScope(channel, what);
  const { scopes, botUserId } = state.app;
  if (!scopes.includes(needed)) throw new ApiError('missing_scope', { needed, provided: scopes.join(',') });
  if (what === 'history' && !channel.members.includes(botUserId)) throw new ApiError('not_in_channel');
  return channel;
}

function about(state: State, { members, ...channel }: SandboxChannel): Json {
  return {
    ...channel,
    is_channel: !channel.is_im && !channel.is_private,
    is_group: channel.is_private && !channel.is_im,
    is_member: members.includes(state.app.botUserId),
    num_members: members.length,
    ...(channel.is_im && { user: members.find((member) => member !== state.app.botUserId) }),
  };
}

const shared = (state: State, channel: SandboxChannel): SandboxMessage[] =>
  (state.messages.get(channel.id) ?? []).filter(({ ephemeral_for }) => ephemeral_for === undefined);

function within(messages: SandboxMessage[], { oldest, latest, inclusive }: Json): SandboxMessage[] {
  const edge = inclusive === true || inclusive === 'true' || inclusive === '1';
  return messages.filter(
    ({ ts }) =>
      (!oldest || ts > text(oldest) || (edge && ts === oldest)) &&
      (!latest || ts < text(latest) || (edge && ts === latest)),
  );
}

function pageOfMessages(messages: SandboxMessage[], args: Json): Json {
  const { items, response_metadata } = page(messages, args);
  return { messages: items.map(wire), has_more: response_metadata.next_cursor !== '', response_metadata };
}

/** A page by cursor; the last one's `next_cursor` is empty. */
export function page<T>(items: T[], { cursor, limit }: Json, standard = 100) {
  const from = cursor ? Number(Buffer.from(text(cursor), 'base64').toString()) : 0;
  if (!Number.isInteger(from) || from < 0) throw new ApiError('invalid_cursor');
  const to = from + Math.min(1000, Math.max(1, Number(limit ?? standard) || standard));
  const next_cursor = to < items.length ? Buffer.from(String(to)).toString('base64') : '';
  return { items: items.slice(from, to), response_metadata: { next_cursor } };
}
