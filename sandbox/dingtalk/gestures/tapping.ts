import { isObject } from '../../slack/blocks/rules.ts';
import type { Button, Card, Content, Delivery, Gestures } from '../api.ts';
import { apply, CallbackAnswer, cardFor, fill, strangersTo } from '../cards.ts';
import type { State } from '../state.ts';
import { type Desk, GestureRefused, messageOf, personOf, result, untold } from './context.ts';
import { metered } from './speaking.ts';

/** Buttons and links. */
export function tapping(desk: Desk, say: Gestures['say']): Pick<Gestures, 'tap' | 'cardClick'> {
  const { state, courier } = desk;
  return {
    async tap({ user, message: id, button }) {
      const { content, conversation: at } = messageOf(state, user, id);
      const found = linksOf(content).find(({ title, url }) => title === button || url === button);
      if (!found) throw new GestureRefused(404, `message ${id} has no button or link ${button}`);
      const text = spokenBy(found.url);
      if (text === undefined) return untold({ conversation: at });
      return say({ user, conversation: at, text, at: state.settings.tapMentionsRobot ? 'first' : false });
    },

    async cardClick({ user, outTrackId, action: id, params = {} }) {
      const person = personOf(state, user);
      const card = state.cards.get(outTrackId);
      const space = card?.spaces.find(({ conversation }) => inConversation(state, user, conversation));
      if (!card || !space) throw new GestureRefused(404, `${user} sees no card ${outTrackId}`);
      const seen = cardFor(state, card, person.staffId);
      const action = state.template.actions.find((candidate) => candidate.id === id);
      if (!action || !seen.actions.some((shown) => shown.id === id))
        throw new GestureRefused(403, `the card shows ${user} no button ${id}`);
      if (card.callback !== 'STREAM' || !metered(state)) return untold({ conversation: space.conversation });
      const filled = Object.entries(action.params).map(([name, text]) => [name, fill(text, seen.values)]);
      const answer = JSON.stringify({
        cardPrivateData: { actionIds: [id], params: { ...Object.fromEntries(filled), ...params } },
      });
      const delivery = await courier.card(outTrackId, {
        type: 'actionCallback',
        outTrackId,
        userId: person.staffId ?? '',
        userIdType: 1,
        corpId: state.corpId,
        spaceType: space.spaceType,
        spaceId: space.spaceId,
        extension: '{}',
        [state.settings.cardAnswerIn]: answer,
      });
      const notice = answered(state, card, person.staffId ?? '', delivery);
      return result(delivery, { conversation: space.conversation, ...(notice && { notice }) });
    },
  };
}

/** Gives the card the look the robot answered with; says what the client shows when it cannot. */
function answered(state: State, card: Card, staffId: string, { outcome, ackData }: Delivery) {
  if (outcome !== 'acked') return outcome;
  const response = (isObject(ackData) ? ackData.response : undefined) ?? {};
  const { success, data, error } = CallbackAnswer.safeParse(response);
  if (!success) return `malformed answer: ${error.message}`;
  const { cardData, userPrivateData, cardUpdateOptions } = data;
  if (!cardData && !userPrivateData) return undefined;
  const privateData = userPrivateData && { [staffId]: userPrivateData };
  const change = { cardData, privateData, cardUpdateOptions };
  const strangers = strangersTo(state, change);
  if (strangers.length > 0) return `the template has no variable ${strangers.join(', ')}`;
  apply(state, card, change, 'callback');
  return undefined;
}

function inConversation(state: State, person: string, id: string): boolean {
  return state.conversations.get(id)?.members.includes(person) ?? false;
}

/** All that can be tapped in a message: its buttons, and links in its markdown. */
function linksOf(content: Content): Button[] {
  if (content.kind === 'link') return [{ title: content.title, url: content.url }];
  if (content.kind === 'feedCard') return content.links;
  const buttons = content.kind === 'actionCard' ? content.buttons : [];
  const marked = content.kind === 'actionCard' || content.kind === 'markdown' ? content.text : '';
  const links = [...marked.matchAll(/(?<!!)\[([^\]]+)\]\(([^()\s]+)\)/g)];
  return [...buttons, ...links.map(([, title = '', url = '']) => ({ title, url }))];
}

/**
 * What a dtmd link makes its tapper say; any other address only opens a page. A host in capitals is dead, as in the
 * real client (facts/dingtalk.md §3.6).
 */
function spokenBy(url: string): string | undefined {
  const [, content] = /^dtmd:\/\/dingtalkclient\/sendMessage\?content=([^&]+)$/.exec(url) ?? [];
  if (content === undefined) return undefined;
  try {
    return decodeURIComponent(content.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}
