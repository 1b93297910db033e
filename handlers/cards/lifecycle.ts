import type { Block, Button, Card } from '../../src/chat/card.ts';
import type { Image } from '../../src/domain/cloud.ts';
import { buildTime } from '../../src/domain/image.ts';
import {
  checkedOn,
  cycles,
  dead,
  freeUntil,
  type Lifeline,
  lifeline,
  support,
} from '../../src/domain/lifecycle.ts';
import { imagesOf, type Seen, settled, systemsIn } from '../../src/domain/release.ts';
import { systemFacts } from '../../src/domain/system-facts.ts';
import { type Product, type Release, releaseName } from '../../src/domain/systems.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, link, type Text, type Words } from '../../src/i18n/text.ts';
import { ageInDays, facts, supportText } from './facts.ts';
import { next } from './next.ts';

type Reader = { images: Image[]; region: string; now: number; t: Translate };

/** Of the systems that are over, so many are worth a line in a list of all. */
const mostOver = 10;

/** One release: up to three ends of support, where they come from, and what the region has of it. */
export function releaseCard(release: Release, reader: Reader): Card {
  const { now, t, region } = reader;
  const os = releaseName(release);
  const known = support(release, now);
  const line = lifeline(release);
  const { kernel, packages } = systemFacts(release);
  return {
    tone: dead(known) ? 'warn' : 'plain',
    title: t('eol.title', { os }),
    body: [
      {
        kind: 'facts',
        facts: facts(
          [t('eol.column.now'), supportText(known, t)],
          [t('eol.released'), day(line?.releasedAt)],
          [t('eol.active'), day(line?.activeEndsAt) ?? t('eol.untold')],
          [t('eol.security'), day(line?.securityEndsAt) ?? t('value.unknown')],
          [t('eol.extended'), extension(release, line, t)],
          [t('eol.kernel'), kernel],
          [t('eol.packages'), packages],
          [t('eol.updates'), dead(known) ? undefined : updates(release, t)],
          [t('eol.newest'), newestText(release, reader)],
          [t('eol.source'), line && source(release.product, line, t)],
        ),
      },
      ...(known.stage === 'unknown' ? [{ kind: 'text' as const, text: t('eol.unpublished') }] : []),
      ...(line?.uncertain ? [{ kind: 'text' as const, text: t('warning.uncertain', { os }) }] : []),
    ],
    buttons: buttons(release, dead(known), t),
    footer: t('eol.footer', { checked: line?.checkedOn ?? checkedOn, region }),
  };
}

/** The releases of a product that live, and those that are over but still listed. */
export function productCard(product: Product, { images, region, now, t }: Reader): Card {
  const releases = cycles(product).map((version) => ({ product, version }));
  const shown = releases
    .filter((release) => !dead(support(release, now)) || imagesOf(release, images, now).length > 0)
    .sort((a, b) => lastDay(b) - lastDay(a));
  const more = releases.length - shown.length;
  const name = releaseName({ product });
  const rows = shown.map((release): Words[] => {
    const line = lifeline(release);
    return [
      releaseName(release).slice(name.length).trim(),
      supportText(support(release, now), t),
      day(line?.activeEndsAt) ?? t('eol.untold'),
      day(line?.securityEndsAt) ?? t('value.unknown'),
      extension(release, line, t),
    ];
  });
  return {
    title: t('eol.title', { os: name }),
    body: [
      {
        kind: 'table',
        caption: t('eol.product.caption'),
        columns: [
          t('eol.column.release'),
          t('eol.column.now'),
          t('eol.active'),
          t('eol.security'),
          t('eol.extended'),
        ],
        rows,
      },
      ...(more > 0 ? [{ kind: 'text' as const, text: t('eol.product.more', { count: more, region }) }] : []),
      ...sources(shown, t),
    ],
    buttons: buttons({ product }, false, t),
    footer: t('eol.footer', { checked: checkedOn, region }),
  };
}

/** Every system that the region lists, first what ends first. */
export function seenCard({ images, region, now, t }: Reader): Card {
  const systems = systemsIn(images, now);
  const living = systems.filter(({ newest }) => !dead(newest.support)).length;
  const over = systems.length - living;
  return {
    title: t('eol.seen.title', { region }),
    body: [
      ...(over ? [{ kind: 'text' as const, text: t('eol.seen.over', { count: over }) }] : []),
      {
        kind: 'table',
        caption: t('eol.seen.caption'),
        columns: [t('fact.os'), t('eol.column.now'), t('eol.newest'), t('eol.builds')],
        rows: systems.slice(0, living + mostOver).map((seen) => seenRow(seen, now, t)),
      },
    ],
    buttons: [next(t('eol.button.recommend'), 'recommend')],
    footer: t('eol.footer', { checked: checkedOn, region }),
  };
}

function seenRow({ release, newest, count }: Seen, now: number, t: Translate): Words[] {
  const built = buildTime(newest.image);
  return [
    releaseName(release),
    supportText(newest.support, t),
    built === undefined
      ? t('value.unknown')
      : t('eol.age', { built: at(built, 'date'), days: ageInDays(built, now) }),
    String(count),
  ];
}

/** How instances that run already get their fixes: a new build of the image never reaches them. */
function updates(release: Release, t: Translate): Text | undefined {
  if (release.product === 'ubuntu') return t('eol.updates.unattended');
  const { packages } = systemFacts(release);
  return packages === 'dnf' || packages === 'apt' ? t(`eol.updates.${packages}`) : undefined;
}

/** `2030-04-02, Ubuntu Pro, paid`. */
export function extension(release: Release, line: Lifeline | undefined, t: Translate): Text {
  if (!line?.extendedEndsAt || !line.extension) return t('eol.none');
  const program = systemFacts(release).extension ?? t('eol.extended.unnamed');
  return t(`eol.extended.${line.extension}`, { end: at(line.extendedEndsAt, 'date'), program });
}

/** `ubuntu_24_04_….vhd, 69 days old`. */
export function newestText(release: Release, { images, region, now, t }: Reader): Text {
  const [newest] = imagesOf(release, images, now);
  if (!newest) return t('eol.newest.none', { region });
  const { builtAt, architecture } = newest.what;
  const id = code(newest.image.id);
  return builtAt === undefined
    ? id
    : t('eol.newest.built', { id, architecture, days: ageInDays(builtAt, now) });
}

export function day(moment: number | undefined): Text | undefined {
  return moment === undefined ? undefined : at(moment, 'date');
}

/** Data of endoflife.date is linked to its page; other sources are cited in their own words. */
function source(product: Product, line: Lifeline, t: Translate): Text {
  const { source: from, checkedOn: checked, securityEndsAt } = line;
  if (!securityEndsAt) return t('eol.source.checked', { source: t('eol.source.none'), checked });
  const open = from.startsWith('endoflife-date/');
  const name = open ? link(`https://endoflife.date/${product}`, 'endoflife.date') : from;
  return t('eol.source.checked', { source: name, checked });
}

function sources(releases: Release[], t: Translate): Block[] {
  const lines = releases.flatMap((release) => {
    const line = lifeline(release);
    return line ? [{ product: release.product, line }] : [];
  });
  const [first] = lines;
  return first ? [{ kind: 'text', text: source(first.product, first.line, t) }] : [];
}

function buttons(release: Release, over: boolean, t: Translate): Button[] {
  const { product } = release;
  const name = releaseName(release).toLowerCase();
  const preferred = settled({ product });
  const instead = releaseName(preferred);
  const other = preferred.version !== release.version && !!release.version;
  return [
    next(t('eol.button.recommend'), `recommend ${name}`),
    ...(over ? [] : [next(t('eol.button.images'), `images ${name}`)]),
    ...(other
      ? [next(t('eol.button.compare', { os: instead }), `compare ${name} vs ${instead.toLowerCase()}`)]
      : []),
  ];
}

function lastDay(release: Release): number {
  const line = lifeline(release);
  return (line && freeUntil(line)) ?? Number.MAX_SAFE_INTEGER;
}
