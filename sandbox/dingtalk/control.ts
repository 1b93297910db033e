import type { ServerResponse } from 'node:http';
import { isObject } from '../slack/blocks/rules.ts';
import type { Conversation, Fault, Gestures, Json, Person, Refusal, Settings } from './api.ts';
import type { Faults } from './faults.ts';
import { GestureRefused } from './gestures/context.ts';
import type { Links } from './links.ts';
import { type State, setConversation, setPerson } from './state.ts';
import { seenBy } from './view.ts';

export interface Control {
  state: State;
  gestures: Gestures;
  faults: Faults;
  links: Links;
  advance(ms: number): void;
  configure(settings: Partial<Settings>): Settings;
  reset(): void;
}

interface ControlAnswer {
  status: number;
  body: unknown;
}

/** What a gesture cannot do without, beside `user`. */
const needed: Record<keyof Gestures, string[]> = {
  say: ['conversation', 'text'],
  sayRich: ['conversation'],
  dm: ['text'],
  quote: ['message', 'text'],
  send: ['conversation', 'kind'],
  tap: ['message', 'button'],
  cardClick: ['outTrackId', 'action'],
};
const faultKinds = ['open', 'upgrade', 'link', 'call', 'qps', 'push', 'ack'];
const done = { ok: true };

/** The sandbox's own address space, `/_emu/…`: gestures, what people see, faults, time, logs. `api.ts` lists it. */
export async function control(
  desk: Control,
  method: string,
  name: string,
  query: URLSearchParams,
  body: unknown,
): Promise<ControlAnswer> {
  try {
    return { status: 200, body: await answer(desk, method, name, query, body) };
  } catch (error) {
    if (!(error instanceof GestureRefused)) throw error;
    return { status: error.status, body: { ok: false, reason: error.reason } satisfies Refusal };
  }
}

async function answer(desk: Control, method: string, name: string, query: URLSearchParams, body: unknown) {
  const { state, gestures, faults, links } = desk;
  if (method === 'GET' && name === 'state')
    return seenBy(state, query.get('user') ?? '', links.list().length);
  if (method === 'GET' && name === 'deliveries') return state.deliveries;
  if (method === 'GET' && name === 'calls') return state.calls;
  if (method === 'DELETE' && name === 'faults') {
    faults.clear();
    return done;
  }
  if (method !== 'POST') throw new GestureRefused(404, `no ${method} ${name}`);
  const told = name === 'reset' ? {} : body;
  if (!isObject(told)) throw new GestureRefused(400, 'the body must be a JSON object');
  if (Object.hasOwn(gestures, name)) return perform(gestures, name as keyof Gestures, told);
  switch (name) {
    case 'fault':
      if (!faultKinds.includes(String(told.on)))
        throw new GestureRefused(400, `on: one of ${faultKinds.join(', ')}`);
      faults.add(told as Fault);
      return done;
    case 'clock':
      if (typeof told.advanceMs !== 'number') throw new GestureRefused(400, 'advanceMs is a number');
      desk.advance(told.advanceMs);
      return { now: state.now() };
    case 'settings':
      return desk.configure(told as Partial<Settings>);
    case 'people':
      return setPerson(state, withId<Person>(told));
    case 'conversations':
      return setConversation(state, withId<Conversation>(told));
    case 'reset':
      desk.reset();
      return done;
    default:
      throw new GestureRefused(404, `no gesture ${name}`);
  }
}

function perform(gestures: Gestures, name: keyof Gestures, body: Json) {
  const missing = ['user', ...needed[name]].filter((field) => typeof body[field] !== 'string');
  if (missing.length > 0) throw new GestureRefused(400, `${name} needs ${missing.join(', ')}`);
  const gesture = gestures[name] as (argument: unknown) => ReturnType<Gestures['say']>;
  return gesture(body);
}

function withId<T extends { id: string }>(body: Json): Partial<T> & { id: string } {
  if (typeof body.id !== 'string') throw new GestureRefused(400, 'an id is needed');
  return body as Partial<T> & { id: string };
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
