import { randomBytes } from 'node:crypto';
import type {
  ApiCall,
  Delivery,
  Json,
  Mode,
  SandboxChannel,
  SandboxEvent,
  SandboxFile,
  SandboxMessage,
  SandboxUser,
  SandboxView,
} from './api.ts';

/** Who the app is here: what Bolt is given as `botId` and `botUserId`, and what payloads call `api_app_id`. */
export interface AppIdentity {
  appId: string;
  botId: string;
  botUserId: string;
  name: string;
  command: string;
  scopes: string[];
  botToken: string;
  appToken: string;
  signingSecret: string;
}

/** A response_url: whose, for which message, and what is left of it. */
export interface ResponseUrl {
  user: string;
  channel: string;
  /** The message whose button was clicked. */
  message?: SandboxMessage;
  uses: number;
  at: number;
}

interface Trigger {
  user: string;
  at: number;
  used: boolean;
  /** The view the gesture was made in: what views.push stacks upon. */
  view?: string;
}

interface Usergroup {
  id: string;
  handle: string;
  name: string;
  users: string[];
}

/** Slack's own clockwork, in milliseconds; tests shorten it. */
export interface Timings {
  ack: number;
  trigger: number;
  responseUrl: number;
  /** Waits before the first, second and third retry of an event. */
  retries: number[];
}

/** Everything the workspace remembers. */
export interface State {
  team: { id: string; name: string; domain: string };
  app: AppIdentity;
  timings: Timings;
  mode: Mode;
  users: Map<string, SandboxUser>;
  usergroups: Map<string, Usergroup>;
  channels: Map<string, SandboxChannel>;
  /** Oldest first, ephemeral ones among them. */
  messages: Map<string, SandboxMessage[]>;
  views: Map<string, SandboxView>;
  /** Ids of open modals per user, the top one last. */
  stacks: Map<string, string[]>;
  homes: Map<string, SandboxView>;
  triggers: Map<string, Trigger>;
  responseUrls: Map<string, ResponseUrl>;
  files: Map<string, SandboxFile & { bytes: Buffer; uploaded: boolean; shared: boolean }>;
  /** Choices made in a message's menus, by user, channel and ts; and options an external select last offered. */
  choices: Map<string, Record<string, Record<string, Json>>>;
  offered: Map<string, Json[]>;
  deliveries: Delivery[];
  calls: ApiCall[];
  listeners: Set<(event: SandboxEvent) => void>;
  /** Where this server is reached: `http://127.0.0.1:PORT`. */
  url: string;
  now(): number;
  /** A new message's ts, later than every one before. */
  nextTs(): string;
  emit(event: SandboxEvent): void;
  /** Writes a call down and tells the listeners. */
  logCall(call: ApiCall): void;
}

export type Seed = Partial<{
  users: (Partial<SandboxUser> & { id: string })[];
  channels: (Partial<SandboxChannel> & { id: string })[];
  usergroups: Usergroup[];
}>;

/** Ids in Slack's look: a letter and upper-case base 36. */
export const newId = (prefix: string): string =>
  prefix +
  BigInt(`0x${randomBytes(8).toString('hex')}`)
    .toString(36)
    .toUpperCase()
    .slice(-10)
    .padStart(10, '0');

/** Entries kept of calls and of deliveries: the newest. */
export const longestLog = 5000;

export function createState(
  app: AppIdentity,
  {
    clock = Date.now,
    seed = defaultSeed(app.botUserId),
    timings,
  }: { clock?: () => number; seed?: Seed; timings?: Partial<Timings> },
): State {
  let last = 0;
  const state: State = {
    team: { id: 'T0001', name: '平台组 Platform', domain: 'platform-sandbox' },
    app,
    timings: {
      ack: 3000,
      trigger: 3000,
      responseUrl: 30 * 60_000,
      retries: [0, 60_000, 300_000],
      ...timings,
    },
    mode: { mode: 'socket' },
    users: new Map(),
    usergroups: new Map((seed.usergroups ?? []).map((group) => [group.id, group])),
    channels: new Map(),
    messages: new Map(),
    views: new Map(),
    stacks: new Map(),
    homes: new Map(),
    triggers: new Map(),
    responseUrls: new Map(),
    files: new Map(),
    choices: new Map(),
    offered: new Map(),
    deliveries: [],
    calls: [],
    listeners: new Set(),
    url: '',
    now: clock,
    nextTs() {
      last = Math.max(last + 1, clock() * 1000);
      return `${Math.floor(last / 1e6)}.${String(last % 1e6).padStart(6, '0')}`;
    },
    emit(event) {
      for (const listener of state.listeners) listener(event);
    },
    logCall(call) {
      state.calls.push(call);
      if (state.calls.length > longestLog) state.calls.shift();
      state.emit({ type: 'call', call });
    },
  };
  setUser(state, { id: app.botUserId, name: app.name, is_bot: true });
  for (const user of seed.users ?? []) setUser(state, user);
  for (const channel of seed.channels ?? []) setChannel(state, channel);
  return state;
}

/** Adds a user or changes one. */
export function setUser(state: State, user: Partial<SandboxUser> & { id: string }): SandboxUser {
  const whole = {
    name: user.id.toLowerCase(),
    real_name: user.name ?? user.id,
    locale: 'en-US',
    tz: 'Asia/Shanghai',
    team_id: state.team.id,
    is_bot: false,
    is_restricted: false,
    deleted: false,
    ...state.users.get(user.id),
    ...user,
  };
  state.users.set(user.id, whole);
  state.emit({ type: 'state' });
  return whole;
}

/** Adds a channel or changes one. */
export function setChannel(state: State, channel: Partial<SandboxChannel> & { id: string }): SandboxChannel {
  const whole = {
    name: channel.id.toLowerCase(),
    is_private: false,
    is_im: false,
    is_mpim: false,
    is_ext_shared: false,
    is_archived: false,
    members: [],
    ...state.channels.get(channel.id),
    ...channel,
  };
  state.channels.set(channel.id, whole);
  state.emit({ type: 'state' });
  return whole;
}

const everybody = ['U0001', 'U0002', 'U0003', 'U0004'];

/** A small team: one who asks, two who approve, a stranger and a guest; the bot is in #ops and #approvals only. */
const defaultSeed = (bot: string): Seed => ({
  users: [
    { id: 'U0001', name: 'xiaoyu', real_name: '林小雨', locale: 'zh-CN' },
    { id: 'U0002', name: 'maya', real_name: 'Maya Chen', locale: 'en-US' },
    { id: 'U0003', name: 'luren', real_name: '王路人', locale: 'zh-CN' },
    { id: 'U0004', name: 'alex', real_name: 'Alex Wu', locale: 'en-US' },
    { id: 'U0005', name: 'guest', real_name: 'Guest', locale: 'en-US', is_restricted: true },
  ],
  channels: [
    { id: 'C0001', name: 'ops', members: [...everybody, 'U0005', bot] },
    { id: 'C0002', name: 'random', members: everybody },
    { id: 'C0003', name: 'secret', is_private: true, members: ['U0001', 'U0002'] },
    { id: 'C0009', name: 'approvals', members: ['U0001', 'U0002', 'U0004', bot] },
  ],
});
