import { useEffect, useState } from 'react';
import type { SeenState } from '../slack/api.ts';
import type { Channel } from './channels.tsx';

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

  const inChannel = (user: string, channel: Channel) => {
    const since = read[`${user}/${channel.id}`] ?? opened;
    return channel.messages.some((message) => message.user !== user && Number(message.ts) > since);
  };
  return {
    inChannel,
    anywhere: (user: string) =>
      views.find((view) => view.me.id === user)?.channels.some((channel) => inChannel(user, channel)) ??
      false,
  };
}
