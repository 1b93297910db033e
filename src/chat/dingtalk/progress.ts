import { z } from 'zod';
import { shortHash } from './places.ts';
import type { Said } from './render.ts';

/** Small notes under names of their own, each with its own end. */
export type NoteStore = {
  put(name: string, note: string, ttlMs: number): Promise<void>;
  get(name: string): Promise<string | undefined>;
};

/** The key of each part that was taken; empty where none was told. */
const Keys = z.array(z.string());

/** Longer than the outbox pauses between two tries. */
const keptMs = 15 * 60_000;

/**
 * How far a message of several parts has come, so that a later try goes on where the last one ended. `letter` tells
 * two messages of the same words apart.
 */
export function progress(notes: NoteStore, letter: string, parts: Said[]) {
  const name = `parts.${shortHash(letter, ...parts.map(({ text }) => text))}`;
  const several = parts.length > 1;
  return {
    async said(): Promise<string[]> {
      const note = several ? await notes.get(name) : undefined;
      return note ? Keys.parse(JSON.parse(note)) : [];
    },
    async note(keys: string[]): Promise<void> {
      if (!several) return;
      // All said, the next one of these words is another message.
      const left = keys.length < parts.length ? keys : [];
      await notes.put(name, JSON.stringify(left), keptMs);
    },
  };
}
