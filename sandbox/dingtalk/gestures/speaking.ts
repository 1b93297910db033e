import type { Content, Conversation, GestureResult, Json, Message } from '../api.ts';
import { quotaBody, robotData } from '../frames.ts';
import { namedIn, post } from '../messages.ts';
import type { State } from '../state.ts';
import { conversationOf, type Desk, personOf, result, untold } from './context.ts';

export interface Speech {
  user: string;
  conversation: string;
  content: Content;
  atRobot: boolean;
  atPeople?: string[];
  quotes?: string;
  body: Json;
}

/**
 * A person says something: it stands in the conversation, and the robot hears of it if it is told of such things at
 * all. In a group that is only what names it.
 */
export async function speak({ state, courier }: Desk, speech: Speech): Promise<GestureResult> {
  const { user, content, atRobot, atPeople = [], quotes, body } = speech;
  const person = personOf(state, user);
  const conversation = conversationOf(state, user, speech.conversation);
  const said = { conversation: conversation.id, from: user, content, atRobot, atPeople };
  const message = post(state, { ...said, via: 'client', ...(quotes !== undefined && { quotes }) });
  const left = { message: message.id, conversation: conversation.id };
  if (!hears(conversation, message)) return untold(left);
  const data = robotData(state, message, person, conversation, metered(state) ? body : quotaBody);
  return result(await courier.message(message.id, data), left);
}

/** Words with the robot's mention where it is put, as everybody reads them. */
export function shownIn(
  { app }: State,
  { type }: Conversation,
  text: string,
  at: 'first' | 'last' | false = 'first',
): string {
  const mention = `@${app.robotName}`;
  if (type === 'direct' || at === false || text.includes(mention)) return text;
  return at === 'last' ? `${text} ${mention}` : `${mention} ${text}`;
}

export const naming = (state: State, conversation: Conversation, shown: string) => ({
  atRobot: conversation.type === 'group' && shown.includes(`@${state.app.robotName}`),
  atPeople: namedIn(state, conversation.id, shown).map(({ id }) => id),
});

const hears = ({ type, robot }: Conversation, { atRobot }: Message) =>
  type === 'direct' || (robot && atRobot);

/** Takes one unit of the month's Stream quota; false when they are spent. */
export function metered({ counters, settings }: State): boolean {
  if (counters.streamUnits >= settings.limits.streamUnits) return false;
  counters.streamUnits += 1;
  return true;
}
