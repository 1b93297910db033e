import type { SeenState } from '../../dingtalk/api.ts';
import type { Room } from '../unread.ts';

/** What one person may have left unread. */
export const roomsOf = ({ me, conversations }: SeenState): Room[] =>
  conversations.map(({ id, type, messages }) => ({
    key: `${me.id}/${id}`,
    said: messages.map(({ at, from, atPeople }) => ({
      at,
      mine: from === me.id,
      forMe: type === 'direct' || atPeople.includes(me.id),
    })),
  }));
