import type { Fact } from '../../src/chat/card.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { buildTime } from '../../src/domain/image.ts';
import { deadSince, type Support } from '../../src/domain/lifecycle.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, type Text, type Words } from '../../src/i18n/text.ts';

const day = 24 * 60 * 60 * 1000;

/** `supported until 2029-05-31 (919 days)`; a missing date reads unknown. */
export function supportText(support: Support, t: Translate): Text {
  const { stage, extension, endsAt, daysLeft = 0 } = support;
  const since = deadSince(support);
  if (stage === 'unknown') return t('support.unknown');
  if (stage === 'ended') return since ? t('support.ended', { since: at(since, 'date') }) : t('support.over');
  if (stage === 'extended' && extension === 'paid')
    return t('support.paid', { since: at(since ?? 0, 'date') });
  const end = at(endsAt ?? 0, 'date');
  if (stage === 'extended') return t('support.extended', { end });
  return t(stage === 'security' ? 'support.security' : 'support.until', { end, days: daysLeft });
}

/** When a build was made, and how long ago. */
export function builtText(
  image: Pick<Image, 'createdAt' | 'id'>,
  now: number,
  t: Translate,
): Text | undefined {
  const built = buildTime(image);
  return built === undefined
    ? undefined
    : t('value.built', { built: at(built, 'date'), days: ageInDays(built, now) });
}

export function ageInDays(moment: number, now: number): number {
  return Math.max(0, Math.floor((now - moment) / day));
}

/** The empty family is one that the vendor says does not exist; an absent one we have not been told of. */
export function familyText(family: string | undefined, t: Translate): Text {
  if (family === undefined) return t('fact.family.unknown');
  return family ? code(family) : t('fact.family.none');
}

/** Leaves out what is not known. */
export function facts(...all: ([label: Words, value: Words | undefined] | undefined)[]): Fact[] {
  return all.flatMap((one) => (one?.[1] === undefined ? [] : [{ label: one[0], value: one[1] }]));
}
