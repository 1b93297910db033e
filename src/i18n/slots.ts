import type { Text } from './text.ts';

/** A word of ECS's or of ours; the catalog may have it in the reader's language, as `<term>.<word>`. */
export type Term = { term: 'lock' | 'ecs.status' | 'role' | 'state'; word: string };
/** Joined as the reader's language does it: `a, b and c`, `a、b、c`. */
export type Listed = { list: readonly (string | Term)[] };

export type SlotValue = string | number | Text | Term | Listed;
