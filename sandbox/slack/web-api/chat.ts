import type { Json, SandboxChannel, SandboxMessage } from '../api.ts';
import { isObject } from '../blocks/rules.ts';
import { blockErrors, tables } from '../blocks/validate.ts';
import { directMessage, edit, find, postAsApp, remove, wire } from '../messages.ts';
import type { State } from '../state.ts';
import { ApiError, flag, type Method, readable, refuseBlocks, text } from './method.ts';

/** Where Slack cuts the text of a new message; an edit refuses sooner. */
const longestText = 40_000;
const longestEdit = 4_000;

const content = ['channel', 'text', 'blocks', 'thread_ts', 'parse', 'link_names'];
const look = ['mrkdwn', 'unfurl_links', 'unfurl_media', 'username', 'icon_emoji', 'icon_url', 'as_user'];

export const chat: Record<string, Method> = {
  'chat.postMessage': {
    scope: 'chat:write',
    perMinute: 60,
    burst: 5,
    args: [...content, ...look, 'reply_broadcast', 'metadata', 'client_msg_id'],
    required: ['channel'],
    run(args, state) {
      const channel = postable(state, args.channel, true);
      const message = postAsApp(state, channel.id, {
        ...said(args),
        thread_ts: threadOf(state, channel, args.thread_ts),
        ...(flag(args.reply_broadcast) && { reply_broadcast: true }),
        metadata: metadataOf(args.metadata),
      });
      return { channel: channel.id, ts: message.ts, message: wire(message) };
    },
  },

  'chat.postEphemeral': {
    scope: 'chat:write',
    perMinute: 100,
    args: [...content, ...look, 'user'],
    required: ['channel', 'user'],
    run(args, state) {
      const channel = postable(state, args.channel, false);
      const user = text(args.user);
      if (!channel.members.includes(user)) throw new ApiError('user_not_in_channel');
      const thread_ts = threadOf(state, channel, args.thread_ts);
      const draft = { ...said(args), thread_ts, ephemeral_for: user };
      // In a thread nobody has answered in yet Slack takes it and shows it to no one.
      if (thread_ts && !find(state, channel.id, thread_ts)?.reply_count)
        return { message_ts: state.nextTs() };
      return { message_ts: postAsApp(state, channel.id, draft).ts };
    },
  },

  'chat.update': {
    scope: 'chat:write',
    perMinute: 50,
    args: [
      'channel',
      'ts',
      'text',
      'blocks',
      'metadata',
      'reply_broadcast',
      'parse',
      'link_names',
      'as_user',
    ],
    required: ['channel', 'ts'],
    run(args, state) {
      const message = own(state, args, 'cant_update_message');
      const { channel, ts } = message;
      if (flag(args.reply_broadcast)) {
        if (args.text !== undefined || args.blocks !== undefined) {
          throw new ApiError('no_dual_broadcast_content_update');
        }
        message.reply_broadcast = true;
        state.emit({ type: 'message', change: 'updated', message });
        return { channel, ts, text: message.text, message: wire(message) };
      }
      if ([...text(args.text)].length > longestEdit) throw new ApiError('msg_too_long');
      edit(state, message, { ...said(args), metadata: metadataOf(args.metadata) });
      return { channel, ts, text: message.text, message: wire(message) };
    },
  },

  'chat.delete': {
    scope: 'chat:write',
    perMinute: 50,
    args: ['channel', 'ts', 'as_user'],
    required: ['channel', 'ts'],
    run(args, state) {
      const message = own(state, args, 'cant_delete_message');
      remove(state, message);
      return { channel: message.channel, ts: message.ts };
    },
  },

  'chat.getPermalink': {
    perMinute: 600,
    args: ['channel', 'message_ts'],
    required: ['channel', 'message_ts'],
    run(args, state) {
      const channel = readable(state, args.channel);
      const message = find(state, channel.id, text(args.message_ts));
      if (!message) throw new ApiError('message_not_found');
      const { ts, thread_ts } = message;
      const thread = thread_ts && thread_ts !== ts ? `?thread_ts=${thread_ts}&cid=${channel.id}` : '';
      return {
        channel: channel.id,
        permalink: `${state.url}/archives/${channel.id}/p${ts.replace('.', '')}${thread}`,
      };
    },
  },
};

/** The channel a post may go to; a user's id means the bot's direct message with them. */
export function postable(state: State, id: unknown, mayBePublic: boolean): SandboxChannel {
  const user = state.users.get(text(id));
  if (user && !user.deleted && !user.is_bot) return directMessage(state, user.id);
  const channel = readable(state, id);
  if (channel.is_archived) throw new ApiError('is_archived');
  const member = channel.members.includes(state.app.botUserId);
  if (!member && !(mayBePublic && state.app.scopes.includes('chat:write.public'))) {
    throw new ApiError('not_in_channel');
  }
  return channel;
}

/** Text and blocks of a message, checked. */
function said(args: Json): { text: string; blocks?: unknown } {
  const { blocks } = args;
  const empty = blocks === undefined || (Array.isArray(blocks) && blocks.length === 0);
  if (empty && text(args.text) === '') throw new ApiError('no_text');
  if (!empty) refuseMessageBlocks(blocks);
  return { text: text(args.text).slice(0, longestText), ...(!empty && { blocks }) };
}

/** Throws what Slack says to blocks it cannot show in a message. */
export function refuseMessageBlocks(blocks: unknown) {
  refuseBlocks('invalid_blocks', blockErrors(blocks, 'message'));
  if (tables(blocks) > 1) throw new ApiError('only_one_table_allowed');
}

/** The parent a reply goes under; a reply's own ts is no parent. */
export function threadOf(state: State, channel: SandboxChannel, ts: unknown): string | undefined {
  if (ts === undefined || ts === '') return undefined;
  const parent = find(state, channel.id, text(ts));
  if (!parent || (parent.thread_ts !== undefined && parent.thread_ts !== parent.ts)) {
    throw new ApiError('thread_not_found');
  }
  return parent.ts;
}

function own(state: State, args: Json, refusal: string): SandboxMessage {
  const channel = readable(state, args.channel);
  const message = find(state, channel.id, text(args.ts));
  if (!message || message.subtype === 'tombstone') throw new ApiError('message_not_found');
  if (message.user !== state.app.botUserId) throw new ApiError(refusal);
  return message;
}

function metadataOf(metadata: unknown): Json | undefined {
  if (metadata === undefined) return undefined;
  if (!isObject(metadata) || typeof metadata.event_type !== 'string' || !isObject(metadata.event_payload)) {
    throw new ApiError('invalid_metadata_format');
  }
  return metadata;
}
