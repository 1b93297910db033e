import type { Block, Card } from '../../src/chat/card.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { feeOf } from '../../src/domain/fee.ts';
import { checkedOn, dead, deadSince, freeUntil, lifeline, support } from '../../src/domain/lifecycle.ts';
import { picking } from '../../src/domain/picking.ts';
import { imagesOf } from '../../src/domain/release.ts';
import { systemFacts } from '../../src/domain/system-facts.ts';
import { type Release, releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, type Text, type Words } from '../../src/i18n/text.ts';
import { familyText, supportText } from './facts.ts';
import { day, extension, newestText } from './lifecycle.ts';
import { next } from './next.ts';

type Reader = { images: Image[]; region: string; now: number; t: Translate };
const dayMs = 24 * 60 * 60 * 1000;

/** Two systems side by side, from data; the verdict is what the dates say and nothing more. */
export function comparisonCard(pair: [Release, Release], reader: Reader): Card {
  const { region, t } = reader;
  const [a, b] = [releaseName(pair[0]), releaseName(pair[1])];
  const [left, right] = [column(pair[0], reader), column(pair[1], reader)];
  return {
    title: t('compare.title', { a, b }),
    body: [
      ...verdict(pair, reader),
      {
        kind: 'table',
        caption: t('compare.caption'),
        columns: [t('compare.fact'), a, b],
        rows: left.map(([label, value], index) => [label, value, right[index]?.[1] ?? '']),
      },
    ],
    buttons: pair.map((release) => {
      const os = releaseName(release);
      const over = dead(support(release, reader.now));
      return next(t(over ? 'compare.leave' : 'compare.button', { os }), `recommend ${os.toLowerCase()}`);
    }),
    footer: t('eol.footer', { checked: checkedOn, region }),
  };
}

function column(release: Release, reader: Reader): [label: Words, value: Words][] {
  const { images, region, now, t } = reader;
  const line = lifeline(release);
  const listed = imagesOf(release, images, now);
  const architectures = [...new Set(listed.map(({ what }) => what.architecture))].sort();
  const plain = listed.find(({ what }) => what.traits.length === 0) ?? listed[0];
  const { kernel, packages } = systemFacts(release);
  const fee = feeOf({ product: release.product, traits: [] }, region);
  return [
    [t('eol.column.now'), supportText(support(release, now), t)],
    [t('eol.released'), day(line?.releasedAt) ?? t('value.unknown')],
    [t('eol.active'), day(line?.activeEndsAt) ?? t('eol.untold')],
    [t('eol.security'), day(line?.securityEndsAt) ?? t('value.unknown')],
    [t('eol.extended'), extension(release, line, t)],
    [t('compare.vendor'), t(`compare.vendor.${picking(release.product).supportedBy}`)],
    [t('fact.fee'), t(`fee.${fee}`)],
    [t('eol.packages'), packages ?? t('value.unknown')],
    [t('eol.kernel'), kernel ?? t('value.unknown')],
    [
      t('compare.architectures', { region }),
      architectures.length ? t.words({ list: architectures }) : t('value.none'),
    ],
    [t('compare.images', { region }), String(listed.length)],
    [t('eol.newest'), newestText(release, reader)],
    [t('fact.family'), plain ? familyText(plain.image.family, t) : t('value.none')],
  ];
}

function verdict([a, b]: [Release, Release], { now, t }: Reader): Block[] {
  const over = [a, b].filter((release) => dead(support(release, now)));
  const unknown = [a, b].filter((release) => support(release, now).stage === 'unknown');
  const lines = [
    ...over.map((release): Text => {
      const since = deadSince(support(release, now));
      const os = releaseName(release);
      return since ? t('compare.dead', { os, since: at(since, 'date') }) : t('compare.dead.undated', { os });
    }),
    ...unknown.map((release) => t('compare.unknown', { os: releaseName(release) })),
    ...(over.length + unknown.length === 0 ? [longer(a, b, t)] : []),
  ];
  return lines.map((text) => ({ kind: 'text', text }));
}

function longer(a: Release, b: Release, t: Translate): Text {
  const [endA, endB] = [end(a), end(b)];
  if (endA === endB) return t('compare.same', { end: at(endA, 'date') });
  const [release, last] = endA > endB ? [a, endA] : [b, endB];
  const days = Math.round(Math.abs(endA - endB) / dayMs);
  const slots = { os: releaseName(release), end: at(last, 'date'), days };
  const program = lifeline(release)?.extension === 'free' && systemFacts(release).extension;
  return program ? t('compare.longer.counting', { ...slots, program }) : t('compare.longer', slots);
}

function end(release: Release): number {
  const line = lifeline(release);
  return (line && freeUntil(line)) ?? 0;
}
