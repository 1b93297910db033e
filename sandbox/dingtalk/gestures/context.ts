import type { Conversation, Delivery, GestureResult, Message, Person } from '../api.ts';
import type { Courier } from '../courier.ts';
import type { State } from '../state.ts';

/** The screen does not let a person do this. */
export class GestureRefused extends Error {
  readonly status: 400 | 403 | 404;
  readonly reason: string;

  constructor(status: 400 | 403 | 404, reason: string) {
    super(reason);
    this.status = status;
    this.reason = reason;
  }
}

export interface Desk {
  state: State;
  courier: Courier;
}

export function personOf(state: State, id: string): Person {
  const person = state.people.get(id);
  if (!person) throw new GestureRefused(404, `no person ${id}`);
  return person;
}

/** A conversation this person is in. */
export function conversationOf(state: State, person: string, id: string): Conversation {
  const conversation = state.conversations.get(id);
  if (!conversation?.members.includes(person))
    throw new GestureRefused(404, `${person} is in no conversation ${id}`);
  return conversation;
}

/** A message on this person's screen. */
export function messageOf(state: State, person: string, id: string): Message {
  const message = state.messages.find((candidate) => candidate.id === id && !candidate.recalled);
  if (!message) throw new GestureRefused(404, `no message ${id}`);
  conversationOf(state, person, message.conversation);
  return message;
}

export const result = (delivery: Delivery, extra: Partial<GestureResult> = {}): GestureResult => ({
  ok: true,
  outcome: delivery.outcome,
  delivered: delivery.connection !== null,
  acked: delivery.outcome === 'acked',
  latencyMs: delivery.latencyMs,
  ack: delivery.ackData,
  ...extra,
});

/** A gesture the robot is not told of. */
export const untold = (extra: Partial<GestureResult> = {}): GestureResult => ({
  ok: true,
  outcome: 'untold',
  delivered: false,
  acked: false,
  latencyMs: null,
  ack: null,
  ...extra,
});
