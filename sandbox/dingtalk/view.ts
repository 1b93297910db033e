import type { SeenState } from './api.ts';
import { cardFor } from './cards.ts';
import { personOf } from './gestures/context.ts';
import { directChat, type State } from './state.ts';

/** Everything on one person's screen. */
export function seenBy(state: State, id: string, connections: number): SeenState {
  const me = personOf(state, id);
  // The robot is in the list of every colleague it is visible to, written to or not.
  if (me.staffId !== undefined) directChat(state, id);
  const mine = [...state.conversations.values()].filter(({ members }) => members.includes(id));
  const cards = [...state.cards.values()].filter(({ spaces }) =>
    spaces.some(({ conversation }) => mine.some((each) => each.id === conversation)),
  );
  const { robotName: name, robotCode: code, robotUserId: userId } = state.app;
  return {
    corpId: state.corpId,
    robot: { name, code, userId },
    me,
    people: [...state.people.values()],
    conversations: mine.map((conversation) => ({
      ...conversation,
      messages: state.messages.filter(
        (message) => message.conversation === conversation.id && !message.recalled,
      ),
    })),
    cards: Object.fromEntries(cards.map((card) => [card.outTrackId, cardFor(state, card, me.staffId)])),
    settings: state.settings,
    counters: state.counters,
    connections,
    now: state.now(),
  };
}
