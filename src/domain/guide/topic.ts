import type { MessageKey, SlotArgs, SlotValue } from '../../i18n/index.ts';
import type { Words } from '../../i18n/text.ts';
import type { Support } from '../lifecycle.ts';
import type { GuideFacts } from './facts.ts';

/** A slot of a sentence; support dates and sentences in it are worded in the reader's language. */
export type Slot = SlotValue | { support: Support } | Said;

/** A sentence to be, kept as data until it is known who reads it. */
export type Said = { key: MessageKey; slots: Record<string, Slot> };
export type Cell = Words | Said;

/** A heading with what stands under it. */
export type Part = {
  heading: Said;
  lines?: Said[];
  table?: { columns: MessageKey[]; rows: Cell[][] };
};

export const topicNames = [
  'official',
  'choose',
  'systems',
  'local',
  'import',
  'instance',
  'replace',
  'update',
  'centos',
] as const;
export type TopicName = (typeof topicNames)[number];

/** One question of the guide, answered from facts. */
export type Topic = {
  name: TopicName;
  /** What people may call it, in lower case; the first of each language is the one we show. */
  words: { en: [string, ...string[]]; zh: [string, ...string[]] };
  /** At most six lines. */
  short(facts: GuideFacts): Said[];
  /** What only some readers need. */
  more(facts: GuideFacts): Part[];
  pages(facts: GuideFacts): { label: MessageKey; url: string }[];
  /** A command that answers it for one case, as typed. */
  question?: { label: MessageKey; typed: string };
  /** Where readers go from here. */
  next: TopicName[];
};

type Slots<K extends MessageKey> =
  SlotArgs<K> extends [infer S] ? [slots: Record<keyof S, Slot>] : [slots?: undefined];

export function say<K extends MessageKey>(key: K, ...[slots]: Slots<K>): Said {
  return { key, slots: (slots ?? {}) as Said['slots'] };
}
