import { createContext, useContext } from 'react';
import type { GestureResult, Gestures, Json, SandboxUser, SeenState } from '../../slack/api.ts';
import type { Page } from '../page.tsx';

type Without<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** A gesture's argument; who makes it is the person the page speaks as, unless said otherwise. */
type Gesture<K extends keyof Gestures> = Without<Parameters<Gestures[K]>[0], 'user'> & { user?: string };

/** What every part of Slack needs: who sits at it, what they see, and their hands. */
export interface Desk extends Page {
  me: SandboxUser;
  seen: SeenState;
  /** Makes a gesture in Slack. Failures are shown as a toast; undefined when Slack refused it. */
  act<K extends keyof Gestures>(gesture: K, argument: Gesture<K>): Promise<GestureResult | undefined>;
  /** Asks Slack's "are you sure"; true without a dialog to show. */
  confirm(dialog: unknown): Promise<boolean>;
}

const DeskContext = createContext<Desk | undefined>(undefined);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk outside of DeskProvider');
  return desk;
}

/** A string inside JSON of which nothing is known; empty when it is not there. */
export function textAt(json: unknown, key: string): string {
  const value = typeof json === 'object' && json !== null ? (json as Json)[key] : undefined;
  return typeof value === 'string' ? value : '';
}

/** The words of a Slack text object. */
export const textOf = (json: unknown): string => textAt(json, 'text');

/** A list of objects inside JSON. */
export function listAt(json: unknown, key: string): Json[] {
  const value = typeof json === 'object' && json !== null ? (json as Json)[key] : undefined;
  return Array.isArray(value) ? value : [];
}
