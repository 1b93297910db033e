import { useEffect, useState } from 'react';
import type { SandboxMessage, SeenState } from '../slack/api.ts';
import type { Channel } from './channels.tsx';

/** `mention`: something is meant for this person. */
export type Unread = 'mention' | 'some' | undefined;

const lastOf = ({ messages }: Pick<Channel, 'messages'>) =>
  Math.max(0, ...messages.map(({ ts }) => Number(ts)));

/**
 * Dots for what somebody has not looked at: per person and channel, the time of the last message they had on
 * screen. What was there when the page opened counts as read.
 */
export function useUnread(views: SeenState[], me: string, current: string) {
  const [opened] = useState(() => Math.max(0, ...views.flatMap(({ channels }) => channels.map(lastOf))));
  const [read, setRead] = useState<Record<string, number>>({});
  const looking = views.find((view) => view.me.id === me)?.channels.find(({ id }) => id === current);
  const latest = looking ? lastOf(looking) : 0;
  useEffect(() => {
    setRead((before) => ({ ...before, [`${me}/${current}`]: latest }));
  }, [me, current, latest]);

  function inChannel(user: string, channel: Channel): Unread {
    const since = read[`${user}/${channel.id}`] ?? opened;
    const unread = channel.messages.filter((message) => message.user !== user && Number(message.ts) > since);
    if (unread.length === 0) return undefined;
    return channel.is_im || unread.some((message) => isFor(user, message)) ? 'mention' : 'some';
  }
  function anywhere(user: string): Unread {
    const channels = views.find((view) => view.me.id === user)?.channels ?? [];
    const all = channels.map((channel) => inChannel(user, channel));
    return all.includes('mention') ? 'mention' : all.find(Boolean);
  }
  return { inChannel, anywhere };
}

function isFor(user: string, { ephemeral_for, text, blocks }: SandboxMessage): boolean {
  if (ephemeral_for === user) return true;
  const said = text + JSON.stringify(blocks ?? []);
  return said.includes(`<@${user}>`) || said.includes(`"user_id":"${user}"`);
}
