import { at, code, type Text } from '../../i18n/text.ts';
import { alive, type Candidate, fits, type Needs, ranked } from '../candidate.ts';
import { buildTime, compareVersions } from '../image.ts';
import { dead, deadSince } from '../lifecycle.ts';
import { includes } from '../recommend.ts';
import { type Product, type Release, releaseName } from '../systems.ts';
import type { GuideFacts } from './facts.ts';
import { type Said, say } from './topic.ts';

const day = 24 * 60 * 60 * 1000;

/** The image to take of the first of these releases that the region still has and that still gets free fixes. */
export function best(
  { stock, language }: GuideFacts,
  releases: Release[],
  needs: Partial<Needs> = {},
): Candidate | undefined {
  const asked: Needs = { architecture: 'x86_64', language, traits: [], ...needs };
  for (const release of releases) {
    const [first] = ranked(
      stock.filter((one) => includes(release, one.what) && alive(one) && fits(one, asked)),
      asked,
    );
    if (first) return first;
  }
  return undefined;
}

/** The newest build of a release, whether it still gets fixes or not. */
export function newestBuild({ stock }: GuideFacts, releases: Release[]): Candidate | undefined {
  return stock
    .filter(({ what }) => releases.some((release) => includes(release, what)))
    .sort(
      (a, b) =>
        (buildTime(b.image) ?? 0) - (buildTime(a.image) ?? 0) ||
        compareVersions(b.what.version, a.what.version),
    )[0];
}

/** Products the region has images of, in the order of their names. */
export function listedProducts({ stock }: GuideFacts): Product[] {
  return [...new Set(stock.map(({ what }) => what.product))].sort();
}

/** Releases of a product in the list, by the cycle that their dates are of; the highest first. */
export function listedCycles(facts: GuideFacts, product: Product): Release[] {
  const found = facts.stock.filter(({ what }) => what.product === product);
  const cycles = new Set(found.flatMap(({ support }) => support.cycle ?? []));
  return [...cycles]
    .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
    .map((version) => ({ product, version }));
}

/** Releases that the region still lists though free fixes have ended, the one with the newest build first. */
export function listedDead(facts: GuideFacts): Release[] {
  const over = listedProducts(facts)
    .flatMap((product) => listedCycles(facts, product))
    .filter((release) => dead(facts.support(release)));
  const builtAt = (release: Release) => newestBuild(facts, [release])?.what.builtAt ?? 0;
  return over.sort((a, b) => builtAt(b) - builtAt(a));
}

/** `{built}` and `{days}` of a build; undefined where nobody tells its day. */
export function builtSlots(
  { image }: Candidate,
  { now }: GuideFacts,
): { built: Text; days: number } | undefined {
  const built = buildTime(image);
  return built === undefined
    ? undefined
    : { built: at(built, 'date'), days: Math.max(0, Math.floor((now - built) / day)) };
}

/** Each release once. */
export function unique(all: Release[]): Release[] {
  return all.filter((one, i) => all.findIndex((it) => releaseName(it) === releaseName(one)) === i);
}

export function names(releases: Release[]): { list: string[] } {
  return { list: releases.map(releaseName) };
}

export function productNames(products: Product[]): { list: string[] } {
  return { list: products.map((product) => releaseName({ product })) };
}

/** A candidate's exact id, as it is typed. */
export function idOf({ image }: Candidate): Text {
  return code(image.id);
}

/** Whether a piece of old advice still holds, and if not, since when. */
export function verdict(facts: GuideFacts, release: Release): Said {
  const support = facts.support(release);
  const os = releaseName(release);
  if (!dead(support)) return say('guide.holds', { os, support: { support } });
  const since = deadSince(support);
  return since
    ? say('guide.expired', { os, since: at(since, 'date') })
    : say('guide.expired.undated', { os });
}

/** All old advice that has expired, in one line; undefined when it all still holds. */
export function expired(facts: GuideFacts, releases: Release[]): Said | undefined {
  const over = releases.filter((release) => dead(facts.support(release)));
  if (over.length === 0) return undefined;
  return say('guide.expired.all', { list: { list: over.map((release) => dated(facts, release)) } });
}

/** `Ubuntu 20.04 (2025-05-31)`: proper names and ISO days, the same in every language. */
export function dated(facts: GuideFacts, release: Release): string {
  const since = deadSince(facts.support(release));
  const name = releaseName(release);
  return since ? `${name} (${new Date(since).toISOString().slice(0, 10)})` : name;
}
