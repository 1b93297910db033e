import type { Content, Message, Person } from './api.ts';
import { newMsgId } from './ids.ts';
import type { State } from './state.ts';

type Draft = Pick<Message, 'conversation' | 'from' | 'via' | 'content'> & Partial<Message>;

/** Puts a message into a conversation. */
export function post(state: State, draft: Draft): Message {
  const message: Message = {
    id: newMsgId(),
    at: state.now(),
    atRobot: false,
    atPeople: [],
    recalled: false,
    ...draft,
  };
  state.messages.push(message);
  state.emit({ type: 'message', change: 'posted', message });
  return message;
}

/** Takes away every message of this key; false when there is none left to take. */
export function recall(state: State, found: (message: Message) => boolean): boolean {
  const gone = state.messages.filter((message) => !message.recalled && found(message));
  for (const message of gone) {
    message.recalled = true;
    state.emit({ type: 'message', change: 'recalled', message });
  }
  return gone.length > 0;
}

/** People of the conversation named in a text as `@Name`. */
export function namedIn(state: State, conversation: string, text: string): Person[] {
  const members = state.conversations.get(conversation)?.members ?? [];
  return members
    .map((id) => state.people.get(id))
    .filter((person) => person !== undefined)
    .filter(({ name }) => text.includes(`@${name}`));
}

/** The words of a message, as far as it has any. */
export function wordsOf(content: Content): string {
  if (content.kind === 'richText')
    return content.parts.map((part) => ('text' in part ? part.text : '')).join('');
  return 'text' in content ? content.text : '';
}
