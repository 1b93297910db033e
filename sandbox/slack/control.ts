import type { ServerResponse } from 'node:http';
import type { Fault, Gestures, Mode, SandboxChannel, SandboxUser, SeenState } from './api.ts';
import { isObject } from './blocks/rules.ts';
import type { Faults } from './faults.ts';
import { GestureRefused, userOf } from './gestures/context.ts';
import { directMessage, mayRead, sees } from './messages.ts';
import type { Sockets } from './socket.ts';
import { type State, setChannel, setUser } from './state.ts';
import { stackOf } from './views.ts';

export interface Control {
  state: State;
  gestures: Gestures;
  faults: Faults;
  sockets: Sockets;
}

interface ControlAnswer {
  status: number;
  body: unknown;
}

/** The sandbox's own address space, `/_emu/…`: gestures, what people see, faults, logs. `api.ts` lists it. */
export async function control(
  { state, gestures, faults, sockets }: Control,
  method: string,
  name: string,
  query: URLSearchParams,
  body: unknown,
): Promise<ControlAnswer> {
  const ok = (answer: unknown = { ok: true }) => ({ status: 200, body: answer });
  try {
    if (method === 'GET' && name === 'state') return ok(seenBy(state, query.get('user') ?? '', sockets));
    if (method === 'GET' && name === 'deliveries') return ok(state.deliveries);
    if (method === 'GET' && name === 'calls') return ok(state.calls);
    if (method === 'DELETE' && name === 'faults') {
      faults.clear();
      return ok();
    }
    if (method !== 'POST') throw new GestureRefused(404, `no ${method} ${name}`);
    if (!isObject(body)) throw new GestureRefused(400, 'the body must be a JSON object');
    if (Object.hasOwn(gestures, name)) return ok(await perform(gestures, name as keyof Gestures, body));
    if (name === 'fault') {
      if (!faultKinds.includes(String(body.on)))
        throw new GestureRefused(400, `on: one of ${faultKinds.join(', ')}`);
      faults.add(body as Fault);
      return ok();
    }
    if (name === 'users') return ok(setUser(state, withId<SandboxUser>(body)));
    if (name === 'channels') return ok(setChannel(state, withId<SandboxChannel>(body)));
    if (name === 'mode') return ok(setMode(state, body));
    throw new GestureRefused(404, `no gesture ${name}`);
  } catch (error) {
    if (!(error instanceof GestureRefused)) throw error;
    return { status: error.status, body: { ok: false, reason: error.reason } };
  }
}

/** What a gesture cannot do without, beside `user`. */
const needed: Record<keyof Gestures, string[]> = {
  slash: ['channel', 'text'],
  mention: ['channel', 'text'],
  dm: ['text'],
  click: ['channel', 'message_ts', 'action_id'],
  viewClick: ['view_id', 'action_id'],
  viewSelect: ['view_id', 'action_id'],
  submitView: ['view_id'],
  closeView: ['view_id'],
  suggest: ['action_id', 'value'],
  shortcut: ['callback_id'],
  openHome: [],
  join: ['channel'],
};

function perform(gestures: Gestures, name: keyof Gestures, body: Record<string, unknown>) {
  const missing = ['user', ...needed[name]].filter((field) => typeof body[field] !== 'string');
  if (missing.length > 0) throw new GestureRefused(400, `${name} needs ${missing.join(', ')}`);
  const gesture = gestures[name] as (argument: unknown) => ReturnType<Gestures['slash']>;
  return gesture(body);
}

const faultKinds = ['call', 'connect', 'socket', 'deliver', 'tiers'];

function withId<T extends { id: string }>(body: Record<string, unknown>): Partial<T> & { id: string } {
  if (typeof body.id !== 'string') throw new GestureRefused(400, 'an id is needed');
  return body as Partial<T> & { id: string };
}

function setMode(state: State, body: Record<string, unknown>) {
  const fits = body.mode === 'socket' || (body.mode === 'http' && typeof body.requestUrl === 'string');
  if (!fits) throw new GestureRefused(400, "mode is 'socket', or 'http' with requestUrl");
  state.mode = body as Mode;
  state.emit({ type: 'state' });
  return { ok: true };
}

/** Everything on one person's screen. */
function seenBy(state: State, id: string, sockets: Sockets): SeenState {
  const me = userOf(state, id);
  const { appId, botId, botUserId, name } = state.app;
  // The app's own messages are in everybody's sidebar, written to or not.
  if (!me.is_bot) directMessage(state, id);
  return {
    team: state.team,
    bot: { user_id: botUserId, bot_id: botId, app_id: appId, name },
    me,
    users: [...state.users.values()],
    channels: [...state.channels.values()]
      .filter((channel) => mayRead(channel, id))
      .map((channel) => ({
        ...channel,
        messages: (state.messages.get(channel.id) ?? []).filter((message) => sees(message, id)),
      })),
    views: stackOf(state, id),
    home: state.homes.get(id) ?? null,
    mode: state.mode,
    connections: sockets.connections(),
  };
}

/** `GET /_emu/events`: everything that happens, as it happens. */
export function stream(state: State, response: ServerResponse) {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
  response.write(': hello\n\n');
  const listener: Parameters<State['listeners']['add']>[0] = (event) =>
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  state.listeners.add(listener);
  response.on('close', () => state.listeners.delete(listener));
}
