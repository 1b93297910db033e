import type { SandboxMessage, SeenState } from '../../slack/api.ts';
import type { Room } from '../unread.ts';

/** What one person may have left unread. */
export const roomsOf = ({ me, channels }: SeenState): Room[] =>
  channels.map(({ id, is_im, messages }) => ({
    key: `${me.id}/${id}`,
    said: messages.map((message) => ({
      at: Number(message.ts),
      mine: message.user === me.id,
      forMe: is_im || isFor(me.id, message),
    })),
  }));

function isFor(user: string, { ephemeral_for, text, blocks }: SandboxMessage): boolean {
  if (ephemeral_for === user) return true;
  const said = text + JSON.stringify(blocks ?? []);
  return said.includes(`<@${user}>`) || said.includes(`"user_id":"${user}"`);
}
