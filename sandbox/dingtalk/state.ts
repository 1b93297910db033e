import type { Clock } from '../clock.ts';
import type {
  ApiCall,
  Card,
  Conversation,
  Counters,
  Delivery,
  Message,
  Person,
  SandboxEvent,
  Settings,
  Template,
} from './api.ts';
import { directId, senderIdOf } from './ids.ts';
import { corpId, defaultSeed, type Seed } from './seed.ts';
import type { Timers } from './timers.ts';

/** The app and its robot, as the developer console shows them. */
export interface AppIdentity {
  clientId: string;
  clientSecret: string;
  /** The client id, for an app of one's own organisation. */
  robotCode: string;
  robotName: string;
  /** What frames and mentions call the robot. */
  robotUserId: string;
}

/** DingTalk's own clockwork, in milliseconds of sandbox time but for the two of real time; tests shorten it. */
export interface Timings {
  ticket: number;
  token: number;
  session: number;
  ping: number;
  /** From the SYSTEM disconnect to the end of the connection. */
  drain: number;
  /** How long a gesture waits to see whether the robot acknowledges; real time. */
  patience: number;
  /** How long a card callback may take; real time. */
  cardAck: number;
  /** From the first push to each further one, while nothing is acknowledged. */
  redeliver: number[];
}

/** Where a sessionWebhook leads. */
export interface Session {
  conversation: string;
  expires: number;
}

export interface Medium {
  id: string;
  name: string;
  type: string;
  bytes: Buffer;
}

/** Everything this DingTalk remembers. */
export interface State {
  corpId: string;
  app: AppIdentity;
  timings: Timings;
  settings: Settings;
  template: Template;
  people: Map<string, Person>;
  conversations: Map<string, Conversation>;
  /** Of all conversations, oldest first, recalled ones among them. */
  messages: Message[];
  cards: Map<string, Card>;
  /** By the secret in the address. */
  sessions: Map<string, Session>;
  media: Map<string, Medium>;
  deliveries: Delivery[];
  calls: ApiCall[];
  counters: Counters;
  listeners: Set<(event: SandboxEvent) => void>;
  /** Where this server is reached: `http://127.0.0.1:PORT`. */
  url: string;
  clock: Clock;
  now(): number;
  later: Timers['later'];
  really: Timers['really'];
  emit(event: SandboxEvent): void;
  /** Forgets all that was said and done; people, conversations and settings stay. */
  reset(): void;
}

/** Entries kept of calls and of deliveries: the newest. */
const longestLog = 5000;

export function keep<Entry>(log: Entry[], entry: Entry): void {
  log.push(entry);
  if (log.length > longestLog) log.shift();
}

const noCounts: Counters = { apiCalls: 0, streamUnits: 0, unexpected: 0, dials: 0, badEchoes: 0 };

export function createState(own: {
  app: AppIdentity;
  settings: Settings;
  template: Template;
  clock: Clock;
  timers: Timers;
  timings?: Partial<Timings>;
  seed?: Seed;
}): State {
  const { app, settings, template, clock, timers, seed = defaultSeed } = own;
  const state: State = {
    corpId,
    app,
    settings,
    template,
    timings: {
      ticket: 90_000,
      token: 7_200_000,
      session: 90 * 60_000,
      ping: 30_000,
      drain: 10_000,
      patience: 3000,
      cardAck: 2000,
      redeliver: [16_000, 60_000],
      ...own.timings,
    },
    people: new Map(),
    conversations: new Map(),
    messages: [],
    cards: new Map(),
    sessions: new Map(),
    media: new Map(),
    deliveries: [],
    calls: [],
    counters: { ...noCounts },
    listeners: new Set(),
    url: '',
    clock,
    now: () => clock.now(),
    later: timers.later,
    really: timers.really,
    emit(event) {
      for (const listener of state.listeners) listener(event);
    },
    reset() {
      state.messages = [];
      state.deliveries = [];
      state.calls = [];
      state.counters = { ...noCounts };
      for (const map of [state.cards, state.sessions, state.media]) map.clear();
      state.emit({ type: 'state' });
    },
  };
  for (const person of seed.people ?? []) setPerson(state, person);
  for (const conversation of seed.conversations ?? []) setConversation(state, conversation);
  return state;
}

/** Adds a person or changes one. Who has no staff id is of another organisation. */
export function setPerson(state: State, person: Partial<Person> & { id: string }): Person {
  const whole = {
    name: person.id,
    corpId: state.corpId,
    title: '',
    admin: false,
    roles: [],
    senderId: senderIdOf(person.id),
    ...state.people.get(person.id),
    ...person,
  };
  state.people.set(person.id, whole);
  state.emit({ type: 'state' });
  return whole;
}

/** Adds a conversation or changes one. */
export function setConversation(
  state: State,
  conversation: Partial<Conversation> & { id: string },
): Conversation {
  const whole = {
    type: 'group' as const,
    title: conversation.id,
    members: [],
    robot: true,
    ...state.conversations.get(conversation.id),
    ...conversation,
  };
  state.conversations.set(conversation.id, whole);
  state.emit({ type: 'state' });
  return whole;
}

/** The chat of one person with the robot; begins to exist when first asked for. */
export function directChat(state: State, person: string): Conversation {
  const id = directId(person);
  return (
    state.conversations.get(id) ??
    setConversation(state, { id, type: 'direct', title: state.app.robotName, members: [person] })
  );
}

export const staffOf = (state: State, staffId: string): Person | undefined =>
  [...state.people.values()].find((person) => person.staffId === staffId);
