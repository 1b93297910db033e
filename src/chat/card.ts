import type { Locale } from '../i18n/index.ts';
import type { Words } from '../i18n/text.ts';

/** What we say, the same for every platform; each adapter's `render.ts` draws it in its own way. */
export type Card = {
  tone?: Tone;
  title: Words;
  /** The language of these words, for the few a platform adds itself (`3 more rows are not shown`). */
  locale?: Locale;
  body?: Block[];
  buttons?: Button[];
  /** Small print under the card: who asked, where the facts come from. */
  footer?: Words;
};

/** Never told by colour or emoji alone: the title says it in words too. */
export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'busy' | 'ask';

/** Before a title, the same on every platform. */
export const toneSigns: Record<Tone, string> = {
  plain: '',
  good: '✅ ',
  bad: '❌ ',
  warn: '⚠️ ',
  busy: '⏳ ',
  ask: '🔔 ',
};

export type Block =
  | { kind: 'text'; text: Words }
  | { kind: 'heading'; text: Words }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'list'; items: Words[] }
  | { kind: 'table'; caption?: Words; columns: Words[]; rows: Words[][] }
  | { kind: 'steps'; title: Words; steps: StepLine[] }
  | { kind: 'output'; text: string };

export type Fact = { label: Words; value: Words };

export type StepLine = {
  id: string;
  title: Words;
  state: 'todo' | 'doing' | 'done' | 'failed' | 'skipped';
  note?: Words;
};

/**
 * A button names an action and a record's id: nothing in it is trusted. `typed` is the command that does the
 * same, shown where a platform has no buttons.
 */
export type Button =
  | {
      action: string;
      record: string;
      label: Words;
      typed?: string;
      style?: 'primary' | 'danger';
      confirm?: { title: Words; text: Words; yes: Words; no: Words };
    }
  | { link: string; label: Words };

/** Asked when arguments are missing: a modal on Slack, short questions elsewhere. */
export type Form = {
  /** The command the answers belong to. */
  name: string;
  title: Words;
  submit: Words;
  cancel: Words;
  intro?: Words;
  fields: Field[];
};

export type Field = {
  name: string;
  label: Words;
  hint?: Words;
  placeholder?: string;
  /** Filled in already, from what the person typed. */
  value?: string;
  optional?: boolean;
  options?: { value: string; label: Words }[];
};
