import type { Json, SandboxChannel } from '../api.ts';
import { type BlockError, messagesOf } from '../blocks/rules.ts';
import { mayRead } from '../messages.ts';
import type { State } from '../state.ts';

/** An `ok: false` answer. */
export class ApiError extends Error {
  readonly error: string;
  readonly extra: Json;

  constructor(error: string, extra: Json = {}) {
    super(error);
    this.error = error;
    this.extra = extra;
  }
}

export interface Method {
  /** Which token it takes; default the bot's. */
  token?: 'app' | 'bot';
  scope?: string;
  /** Calls a minute, by `facts/slack.md` §3.3; chat.postMessage is counted per channel. */
  perMinute: number;
  /** How many may come at once; default a minute's. */
  burst?: number;
  /** Every argument we know of; others are refused, which Slack itself does not always do. */
  args: string[];
  required?: string[];
  run(args: Json, state: State): Json;
}

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Urlencoded arguments say `true` in letters. */
export const flag = (value: unknown): boolean => value === true || value === 'true' || value === '1';

export function refuseBlocks(error: string, errors: BlockError[]) {
  if (errors.length > 0) {
    const messages = messagesOf(errors);
    throw new ApiError(error, { errors: messages, response_metadata: { messages } });
  }
}

/** A channel the bot may look into; private ones it is not in do not exist for it. */
export function readable(state: State, id: unknown): SandboxChannel {
  const channel = state.channels.get(text(id));
  if (!channel || !mayRead(channel, state.app.botUserId)) throw new ApiError('channel_not_found');
  return channel;
}
