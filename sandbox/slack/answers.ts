import type { Json, SandboxView } from './api.ts';
import { isObject } from './blocks/rules.ts';
import { edit, post, postAsApp, remove } from './messages.ts';
import type { ResponseUrl, State } from './state.ts';
import { spendResponseUrl } from './tickets.ts';
import { clear, close, push, replace, stackOf } from './views.ts';
import { refuseMessageBlocks, threadOf } from './web-api/chat.ts';
import { ApiError, text } from './web-api/method.ts';
import { checkedView } from './web-api/views.ts';

/** Shows what a slash command's ack says, to the asker or to all. */
export function answerCommand(
  state: State,
  asked: { user: string; channel: string; typed: string },
  ack: unknown,
) {
  const said = typeof ack === 'string' ? { text: ack } : ack;
  if (!isObject(said) || (text(said.text) === '' && said.blocks === undefined)) return;
  written(state, 'ack of a command', said, () => {
    if (said.response_type === 'in_channel')
      post(state, asked.channel, { user: asked.user, text: asked.typed });
    show(state, { user: asked.user, channel: asked.channel }, said);
  });
}

const replyFields = [
  'text',
  'blocks',
  'response_type',
  'replace_original',
  'delete_original',
  'thread_ts',
  'mrkdwn',
  'unfurl_links',
  'unfurl_media',
  'metadata',
];

/** One POST to a response_url. */
export function answerResponseUrl(state: State, id: string, body: unknown): { status: number; body: Json } {
  const about = spendResponseUrl(state, id);
  if (typeof about === 'string') return { status: 404, body: { ok: false, error: about } };
  if (!isObject(body)) return { status: 400, body: { ok: false, error: 'invalid_payload' } };
  const error = written(state, 'response_url', body, () => {
    const unknown = Object.keys(body).filter((name) => !replyFields.includes(name));
    if (unknown.length > 0) throw new ApiError('invalid_payload');
    show(state, about, body);
  });
  return error ? { status: 400, body: { ok: false, error } } : { status: 200, body: { ok: true } };
}

function show(state: State, about: Pick<ResponseUrl, 'user' | 'channel' | 'message'>, body: Json) {
  const { message } = about;
  if (body.delete_original === true) {
    if (message) remove(state, message);
    return;
  }
  if (text(body.text) === '' && body.blocks === undefined) throw new ApiError('no_text');
  if (body.blocks !== undefined) refuseMessageBlocks(body.blocks);
  const said = { text: text(body.text), blocks: body.blocks };
  if (body.replace_original === true && message) return edit(state, message, said);
  const channel = state.channels.get(about.channel);
  if (!channel) throw new ApiError('channel_not_found');
  postAsApp(state, channel.id, {
    ...said,
    thread_ts: threadOf(state, channel, body.thread_ts),
    ...(body.response_type !== 'in_channel' && { ephemeral_for: about.user }),
  });
}

/**
 * Does what the ack of a view_submission says: close, show errors, update, push or clear.
 * @returns what stands under the inputs
 */
export function answerView(state: State, sent: SandboxView, ack: unknown): Record<string, string> {
  // The app may have updated it while it thought about its answer.
  const view = state.views.get(sent.id) ?? sent;
  const said = isObject(ack) ? ack : {};
  const error = written(state, 'ack of a view', said, () => {
    if (said.response_action === undefined) return close(state, view);
    if (said.response_action === 'clear') return clear(state, view.user);
    if (said.response_action === 'errors') return complain(state, view, said.errors);
    if (said.response_action !== 'update' && said.response_action !== 'push')
      throw new ApiError('invalid_arguments');
    const update = said.response_action === 'update';
    const next = checkedView(state, said.view, 'modal', update ? view : undefined);
    if (update) return void replace(state, view, next);
    if (stackOf(state, view.user).length >= 3) throw new ApiError('push_limit_reached');
    push(state, view.user, next);
  });
  return error ? { '': error } : view.errors;
}

function complain(state: State, view: SandboxView, errors: unknown) {
  const inputs = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
  const told = isObject(errors) ? Object.entries(errors) : [];
  if (told.length === 0 || told.some(([id, words]) => !inputs.includes(id) || typeof words !== 'string')) {
    throw new ApiError('invalid_arguments');
  }
  view.errors = Object.fromEntries(told.map(([id, words]) => [id, text(words)]));
  state.emit({ type: 'view', change: 'updated', user: view.user, view });
}

/** Runs an answer and writes it among the calls, so that a refused one is found there with its reason. */
function written(state: State, method: string, args: Json, run: () => void): string | undefined {
  let error: string | undefined;
  let extra: Json = {};
  try {
    run();
  } catch (thrown) {
    if (!(thrown instanceof ApiError)) throw thrown;
    ({ error, extra } = thrown);
  }
  const call = {
    method,
    at: Date.now(),
    args: { ...args, ...extra },
    ok: !error,
    status: error ? 400 : 200,
    error,
  };
  state.logCall(call);
  return error;
}
