import { createContext, useContext } from 'react';
import type { Conversation, GestureResult, Gestures, Message, SeenState } from '../../dingtalk/api.ts';
import type { Page } from '../page.tsx';

export type Talk = Conversation & { messages: Message[] };

/** What every part of DingTalk needs: what the person who sits at it sees, and their hands. */
export interface Desk extends Page {
  seen: SeenState;
  /** Makes a gesture in DingTalk. Failures are shown as a toast; undefined when DingTalk refused it. */
  act<K extends keyof Gestures>(
    gesture: K,
    argument: Omit<Parameters<Gestures[K]>[0], 'user'>,
  ): Promise<GestureResult | undefined>;
}

const DeskContext = createContext<Desk | undefined>(undefined);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of DeskProvider');
  return desk;
}

export const nameOf = ({ people, robot }: SeenState, id: string): string =>
  id === 'robot' ? robot.name : (people.find((person) => person.id === id)?.name ?? id);

/** What the page calls a conversation: everybody's direct chat with the robot has the same name. */
export const keyOf = ({ id, type }: Conversation): string => (type === 'direct' ? 'direct' : id);

export const titleOf = ({ type, title }: Conversation, seen: SeenState): string =>
  type === 'direct' ? seen.robot.name : title;
