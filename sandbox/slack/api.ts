/**
 * What the sandbox Slack tells its page and its tests: types only, so the page can import them for nothing.
 *
 *     GET    /_emu/state?user=U0001   SeenState: what that person sees
 *     GET    /_emu/events             server-sent events; `data:` is one SandboxEvent, unnamed events only
 *     GET    /_emu/deliveries         Delivery[], oldest first
 *     GET    /_emu/calls              ApiCall[], oldest first; no token values
 *     POST   /_emu/<gesture>          body: that gesture's argument → GestureResult, or { ok: false, reason }: 400 malformed, 403 not visible, 404 not there
 *     POST   /_emu/fault              body: Fault → { ok: true }
 *     DELETE /_emu/faults             forget every fault
 *     POST   /_emu/users              body: Partial<SandboxUser> with `id` → SandboxUser (adds or changes)
 *     POST   /_emu/channels           body: Partial<SandboxChannel> with `id` → SandboxChannel (adds or changes)
 *     POST   /_emu/mode               body: Mode → { ok: true }
 *
 * <gesture> is a key of Gestures: slash, mention, dm, click, viewClick, viewSelect, submitView, closeView,
 * suggest, shortcut, openHome, join.
 */
export interface SandboxUser {
  id: string;
  name: string;
  real_name: string;
  locale: string;
  tz: string;
  team_id: string;
  is_bot: boolean;
  is_restricted: boolean;
  deleted: boolean;
}

export interface SandboxChannel {
  id: string;
  name: string;
  is_private: boolean;
  is_im: boolean;
  is_mpim: boolean;
  is_ext_shared: boolean;
  is_archived: boolean;
  members: string[];
}

/** Block Kit as the app sent it, with the block and action ids Slack fills in. */
export type Json = Record<string, unknown>;
export type SandboxBlock = Json & { type: string; block_id: string };

export interface SandboxMessage {
  ts: string;
  channel: string;
  /** A user's id; the bot's user id for the app; `USLACKBOT` for Slack's own notices. */
  user: string;
  text: string;
  blocks?: SandboxBlock[];
  bot_id?: string;
  app_id?: string;
  thread_ts?: string;
  /** A thread reply also shown in the channel. */
  reply_broadcast?: boolean;
  /** On a thread's parent. */
  reply_count?: number;
  latest_reply?: string;
  edited?: { user: string; ts: string };
  /** A deleted parent keeps its place while it has replies. */
  subtype?: 'tombstone';
  /** Seen by this person alone; has no life outside their screen. */
  ephemeral_for?: string;
  /** Slack's own notice that the app failed this person, e.g. `operation_timeout`. */
  notice?: string;
  metadata?: Json;
  reactions?: { name: string; users: string[] }[];
  files?: SandboxFile[];
}

export interface SandboxFile {
  id: string;
  name: string;
  title: string;
  size: number;
  /** GET answers the bytes. */
  url_private: string;
}

export interface SandboxView {
  id: string;
  type: 'modal' | 'home';
  user: string;
  hash: string;
  callback_id: string;
  external_id: string;
  private_metadata: string;
  title?: Json;
  submit?: Json;
  close?: Json;
  blocks: SandboxBlock[];
  state: { values: Record<string, Record<string, Json>> };
  root_view_id: string;
  previous_view_id: string | null;
  notify_on_close: boolean;
  clear_on_close: boolean;
  /** Under each input, after an ack with `response_action: 'errors'`; keyed by block id. */
  errors: Record<string, string>;
}

export interface SeenState {
  team: { id: string; name: string; domain: string };
  bot: { user_id: string; bot_id: string; app_id: string; name: string };
  me: SandboxUser;
  users: SandboxUser[];
  /** Public ones, plus the private ones and direct messages this person is in. */
  channels: (SandboxChannel & { messages: SandboxMessage[] })[];
  /** Open modals, the top one last. */
  views: SandboxView[];
  home: SandboxView | null;
  mode: Mode;
  /** Socket Mode connections now open. */
  connections: number;
}

export type Mode = { mode: 'socket' } | { mode: 'http'; requestUrl: string };

export type PayloadKind = 'slash_commands' | 'interactive' | 'events_api';

/** One payload on its way to the app; a retried event is one Delivery per attempt. */
export interface Delivery {
  id: string;
  kind: PayloadKind;
  via: 'socket' | 'http';
  payload: Json;
  retryAttempt: number;
  /** Milliseconds since the epoch. */
  deliveredAt: number;
  ackedAt: number | null;
  latencyMs: number | null;
  /** What the app answered: the ack's payload, or the body of its HTTP response. */
  ack: unknown;
  /**
   * `acked` within 3 s, `late`, `timeout` (no answer), `refused` (HTTP error status), `undeliverable` (nobody
   * listens), `lost` (its connection closed before the ack), `dropped` (by a fault).
   */
  outcome: 'pending' | 'acked' | 'late' | 'timeout' | 'refused' | 'undeliverable' | 'lost' | 'dropped';
  status?: number;
}

/** One Web API call. */
export interface ApiCall {
  method: string;
  at: number;
  /** As sent, JSON arguments parsed, tokens left out. */
  args: Json;
  ok: boolean;
  error?: string;
  status: number;
}

export interface GestureResult {
  ok: true;
  delivered: boolean;
  acked: boolean;
  ack: unknown;
  latencyMs: number | null;
  /** `untold`: nothing the app hears of, such as typing into a form or a mention where the bot is not. */
  outcome: Delivery['outcome'] | 'untold';
  triggerId?: string;
  /** The message a mention or direct message left in the channel. */
  ts?: string;
  channel?: string;
  /** suggest: what the list shows. */
  options?: Json[];
  /** submitView: what stands under the inputs; empty when accepted. */
  errors?: Record<string, string>;
}

/** A plain value; the sandbox makes the state Slack sends of it by the element's type. */
export type InputValue = string | string[] | null;

type Ref = { user: string };
type Clicked = { action_id: string; block_id?: string; value?: string; selected_option?: string };

/** In process, a refusal is thrown as a GestureRefused with `status` and `reason`. */
export interface Gestures {
  slash(g: Ref & { channel: string; text: string; command?: string }): Promise<GestureResult>;
  /** `text` without the mention, or with `<@bot>` anywhere in it. */
  mention(g: Ref & { channel: string; text: string; thread_ts?: string }): Promise<GestureResult>;
  dm(g: Ref & { text: string; thread_ts?: string }): Promise<GestureResult>;
  /**
   * A button, or a choice in a select, radio group, checkbox group, date picker or overflow menu. `value` tells two
   * buttons of one action id apart; `selected_option` is the chosen option's value, a user's id or a date.
   */
  click(g: Ref & Clicked & { channel: string; message_ts: string }): Promise<GestureResult>;
  /** A button in a modal or in the Home tab. */
  viewClick(g: Ref & Clicked & { view_id: string }): Promise<GestureResult>;
  /** A choice in a modal; told to the app only from `actions`, `section` or with `dispatch_action`. */
  viewSelect(g: Ref & Clicked & { view_id: string }): Promise<GestureResult>;
  /** `values[block_id][action_id]`; inputs left out keep their initial or earlier value. */
  submitView(
    g: Ref & { view_id: string; values?: Record<string, Record<string, InputValue>> },
  ): Promise<GestureResult>;
  /** `all`: the close-all of a stack. */
  closeView(g: Ref & { view_id: string; all?: boolean }): Promise<GestureResult>;
  /** Typing into an external select, in a message or a modal. */
  suggest(
    g: Ref & { action_id: string; block_id?: string; value: string } & (
        | { view_id: string }
        | { channel: string; message_ts: string }
      ),
  ): Promise<GestureResult>;
  /** Global, or on a message when `channel` and `message_ts` are given. */
  shortcut(g: Ref & { callback_id: string; channel?: string; message_ts?: string }): Promise<GestureResult>;
  openHome(g: Ref & { tab?: 'home' | 'messages' }): Promise<GestureResult>;
  /** `user` may be the bot's own id: /invite. */
  join(g: Ref & { channel: string }): Promise<GestureResult>;
}

/** Each is spent after `count` uses (default 1); `count: 0` means until cleared. */
export type Fault =
  | {
      on: 'call';
      /** A Web API method, or `*`. */
      method: string;
      count?: number;
      delayMs?: number;
      /** An `ok: false` answer; with `status` 429 or 5xx the HTTP status instead. */
      error?: string;
      status?: number;
      /** Seconds, with 429. */
      retryAfter?: number;
      /** The effect happens, then the answer is lost as a 502. */
      takeThenFail?: boolean;
    }
  | { on: 'connect'; count?: number; refuse: '503' | 'no_hello' }
  | {
      on: 'socket';
      do: 'disconnect';
      reason: 'warning' | 'refresh_requested' | 'link_disabled' | 'too_many_websockets';
      /** As real Slack does: the frame is sent, the TCP connection stays. */
      leaveOpen?: boolean;
      /** Only the n-th connection, from 0; default all. */
      connection?: number;
    }
  | { on: 'socket'; do: 'kill' | 'malformed' | 'app_rate_limited'; connection?: number }
  | { on: 'deliver'; count?: number; do: 'drop' | 'duplicate' }
  | {
      on: 'deliver';
      count?: number;
      /** HTTP mode: `replay` sends the same signed request twice. */
      do: 'bad_signature' | 'old_timestamp' | 'future_timestamp' | 'replay';
    }
  /** Real rate tiers (per method token buckets) on or off. */
  | { on: 'tiers'; enabled: boolean };

export type SandboxEvent =
  | { type: 'message'; change: 'posted' | 'updated' | 'deleted'; message: SandboxMessage }
  | { type: 'view'; change: 'opened' | 'updated' | 'closed' | 'home'; user: string; view: SandboxView }
  | { type: 'delivery'; delivery: Delivery }
  | { type: 'call'; call: ApiCall }
  /** Users, channels, mode or connections: read the state again. */
  | { type: 'state' };
