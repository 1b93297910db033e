import type { Account, Incoming, Place } from '../platform.ts';

/** The bot itself, as `auth.test` tells it. */
export type Identity = { team: string; botId: string; botUserId: string; name: string };

export function accountId(team: string, user: string): string {
  return `${team}:${user}`;
}

export function slackPlace(team: string, channel: string, thread?: string): Place {
  return {
    platform: 'slack',
    id: `${team}:${channel}`,
    ...(thread ? { thread } : {}),
    // Direct chats have ids of their own kind.
    ...(channel.startsWith('D') ? { direct: true } : {}),
  };
}

/** The part Slack's methods want: `C0009` of `T0001:C0009`; a user's id stands for the direct chat with them. */
export function channelOf({ id }: Pick<Place, 'id'>): string {
  return id.slice(id.indexOf(':') + 1);
}

export function userOf({ id }: Pick<Account, 'id'>): string {
  return channelOf({ id });
}

/** The user's id in an account key of Slack (`slack:T0001:U0001`); undefined for accounts elsewhere. */
export function slackUser(key: string): string | undefined {
  return /^slack:[A-Z0-9]+:([UW][A-Z0-9]+)$/.exec(key)?.[1];
}

/** Milliseconds of a Slack `ts` (`1732473600.000100`). */
export function momentOf(ts: string): number {
  return Math.floor(Number(ts) * 1000);
}

/**
 * The thread a whisper can be seen in: Slack shows one only where somebody has answered already. A mention at the
 * channel's root, and a card that was clicked there, may have no answers yet.
 */
export function seenThread(incoming: Incoming): string | undefined {
  const { kind, place, at } = incoming;
  if (kind === 'form') return undefined;
  if (kind === 'click' && incoming.message) return incoming.message.place.thread;
  return place.thread && momentOf(place.thread) !== at ? place.thread : undefined;
}
