import { useEffect, useState } from 'react';

/** A chat as one person has it. */
export interface Room {
  /** `<person>/<room>`. */
  key: string;
  said: { at: number; mine: boolean; forMe: boolean }[];
}

/** `mention`: something is meant for this person. */
export interface Unread {
  count: number;
  mention: boolean;
}

const lastOf = (room: Room | undefined) => Math.max(0, ...(room?.said ?? []).map(({ at }) => at));

/**
 * What somebody has not looked at: per room, what came after the last message they had on screen. What was there
 * when the page opened counts as read. `looking` is the key of the room on screen now.
 */
export function useUnread(rooms: Room[], looking: string | undefined) {
  const [opened] = useState(() => Math.max(0, ...rooms.map(lastOf)));
  const [read, setRead] = useState<Record<string, number>>({});
  const latest = lastOf(rooms.find(({ key }) => key === looking));
  useEffect(() => {
    if (looking) setRead((before) => ({ ...before, [looking]: latest }));
  }, [looking, latest]);

  /** Of one room, or with `<person>/` of all of theirs. */
  return (key: string): Unread | undefined => {
    const unread = rooms
      .filter((room) => room.key === key || (key.endsWith('/') && room.key.startsWith(key)))
      .flatMap((room) => room.said.filter(({ at, mine }) => !mine && at > (read[room.key] ?? opened)));
    if (unread.length === 0) return undefined;
    return { count: unread.length, mention: unread.some(({ forMe }) => forMe) };
  };
}

export type UnreadOf = ReturnType<typeof useUnread>;

/** As an attribute for the style sheet. */
export const unreadMark = (...all: (Unread | undefined)[]) =>
  all.some((unread) => unread?.mention) ? 'mention' : all.some(Boolean) ? 'some' : undefined;
