import type { Json, SandboxBlock, SandboxChannel, SandboxMessage } from './api.ts';
import { isObject } from './blocks/rules.ts';
import { elementsOf, every } from './blocks/validate.ts';
import { newId, type State, setChannel } from './state.ts';

/** The bot's direct message with a user, opened when first asked for. */
export function directMessage(state: State, user: string): SandboxChannel {
  const members = [state.app.botUserId, user];
  const open = [...state.channels.values()].find(
    (channel) => channel.is_im && members.every((member) => channel.members.includes(member)),
  );
  return open ?? setChannel(state, { id: newId('D'), name: '', is_im: true, members });
}

type Draft = Omit<Partial<SandboxMessage>, 'blocks' | 'ts' | 'channel'> & {
  user: string;
  text: string;
  blocks?: unknown;
};

/** Puts a message into a channel; a reply raises its parent's count. */
export function post(state: State, channel: string, draft: Draft): SandboxMessage {
  const message: SandboxMessage = {
    ...draft,
    ts: state.nextTs(),
    channel,
    blocks: draft.blocks === undefined ? undefined : filled(draft.blocks),
  };
  const list = state.messages.get(channel);
  if (list) list.push(message);
  else state.messages.set(channel, [message]);
  const parent = message.thread_ts && !message.ephemeral_for && find(state, channel, message.thread_ts);
  if (parent) {
    parent.thread_ts = parent.ts;
    parent.reply_count = (parent.reply_count ?? 0) + 1;
    parent.latest_reply = message.ts;
    state.emit({ type: 'message', change: 'updated', message: parent });
  }
  state.emit({ type: 'message', change: 'posted', message });
  return message;
}

/** A message of the app's own. */
export const postAsApp = (state: State, channel: string, draft: Omit<Draft, 'user'>): SandboxMessage =>
  post(state, channel, {
    ...draft,
    user: state.app.botUserId,
    bot_id: state.app.botId,
    app_id: state.app.appId,
  });

/** Slack's own word to one person: the app did not answer, or is not there. */
export const notify = (
  state: State,
  channel: string,
  user: string,
  notice: string,
  text: string,
): SandboxMessage => post(state, channel, { user: 'USLACKBOT', text, notice, ephemeral_for: user });

/** Changes what a message says. `blocks` left out removes the old ones, as chat.update does. */
export function edit(
  state: State,
  message: SandboxMessage,
  change: { text: string; blocks?: unknown; metadata?: Json },
) {
  message.text = change.text;
  message.blocks = change.blocks === undefined ? undefined : filled(change.blocks);
  if (change.metadata) message.metadata = change.metadata;
  if (!message.blocks) message.edited = { user: message.user, ts: state.nextTs() };
  state.emit({ type: 'message', change: 'updated', message });
}

/** Removes a message; a parent with replies leaves a tombstone. */
export function remove(state: State, message: SandboxMessage) {
  if (message.reply_count) {
    Object.assign(message, { subtype: 'tombstone', text: 'This message was deleted.', user: 'USLACKBOT' });
    message.blocks = undefined;
    message.metadata = undefined;
  } else {
    const rest = (state.messages.get(message.channel) ?? []).filter((other) => other !== message);
    state.messages.set(message.channel, rest);
    const parent = message.thread_ts && find(state, message.channel, message.thread_ts);
    if (parent) parent.reply_count = Math.max(0, (parent.reply_count ?? 1) - 1);
  }
  state.emit({ type: 'message', change: 'deleted', message });
}

/** A message everybody in the channel can see. */
export const find = (state: State, channel: string, ts: string): SandboxMessage | undefined =>
  state.messages.get(channel)?.find((message) => message.ts === ts && !message.ephemeral_for);

/** A message as one person sees it: theirs alone, or everybody's. */
export const findFor = (
  state: State,
  user: string,
  channel: string,
  ts: string,
): SandboxMessage | undefined =>
  state.messages.get(channel)?.find((message) => message.ts === ts && sees(message, user));

export const sees = (message: SandboxMessage, user: string): boolean =>
  message.ephemeral_for === undefined || message.ephemeral_for === user;

/** Public channels, and those one is in. */
export const mayRead = (channel: SandboxChannel, user: string): boolean =>
  channel.members.includes(user) || !(channel.is_private || channel.is_im || channel.is_mpim);

/** As the Web API and payloads show a message: without what only the sandbox knows. */
export function wire({
  channel: _channel,
  ephemeral_for: _for,
  notice: _notice,
  ...message
}: SandboxMessage): Json {
  return { type: 'message', ...message };
}

/** Slack gives every block and every element an id the app left out. */
export function filled(blocks: unknown): SandboxBlock[] {
  const copy: unknown = structuredClone(blocks);
  if (!Array.isArray(copy)) return [];
  for (const block of every(copy)) {
    block.block_id ??= newId('').slice(0, 5);
    for (const element of elementsOf(block)) element.action_id ??= newId('').slice(0, 5);
  }
  return copy.filter((block): block is SandboxBlock => isObject(block));
}
