import type { Card } from '../src/chat/card.ts';
import { explain } from '../src/ecs/error-texts.ts';
import { EcsError } from '../src/ecs/errors.ts';
import { UserError } from '../src/errors.ts';
import type { Translate } from '../src/i18n/index.ts';
import { GuidedError } from './guided-error.ts';

/** What the person can act on, or undefined for a bug. */
export function forPeople(error: unknown): UserError | undefined {
  if (error instanceof UserError) return error;
  return error instanceof EcsError && error.kind !== 'unknown' ? explain(error) : undefined;
}

/** The sentence as the title, what to do next below it. */
export function errorCard(error: UserError, t: Translate): Card {
  const hint = t.stored(`${error.key}.hint`, error.slots);
  const guide = error instanceof GuidedError ? error.guide : [];
  return {
    tone: 'bad',
    title: t.stored(error.key, error.slots) ?? error.key,
    body: [...(hint ? [{ kind: 'text' as const, text: hint }] : []), ...guide],
    locale: t.locale,
  };
}

/** A bug shows only a reference, under which the log has the rest. */
export function bugCard(ref: string, t: Translate): Card {
  return { tone: 'bad', title: t('error.bug', { ref }), locale: t.locale };
}
