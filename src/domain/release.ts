import { alive, type Candidate, candidates } from './candidate.ts';
import type { Image } from './cloud.ts';
import { byAge } from './image.ts';
import { cycles, dead, deadSince } from './lifecycle.ts';
import { picking } from './picking.ts';
import { includes } from './recommend.ts';
import { type Release, release, releaseName } from './systems.ts';

/**
 * The one cycle that is meant: `ubuntu` is the release we would choose, `ubuntu 24` the one of that year, `rocky 9.7`
 * stays itself. As it was when the product has no cycle of that kind.
 */
export function settled({ product, version }: Release): Release {
  const known = [...picking(product).prefer, ...cycles(product)];
  const meant = version
    ? (known.find((cycle) => cycle === version) ?? known.find((cycle) => cycle.startsWith(`${version}.`)))
    : known[0];
  const settledVersion = meant ?? version;
  return settledVersion ? { product, version: settledVersion } : { product };
}

/** What stands between two names: `vs`, a comma, 和. */
const between = /\s+(?:vs\.?|versus|or|and|with)\s+|\s*(?:[,，、/]|和|与|跟|还是)\s*/;

/** Two systems out of one line: `ubuntu 22.04 debian`, `centos 7 vs alinux 3`, `ubuntu 22.04 24.04`, `ubuntu和debian`. */
export function readPair(text: string): [Release, Release] | undefined {
  const said = text.trim().toLowerCase();
  const parts = said.split(between).filter(Boolean);
  if (parts.length === 2) return both(parts[0] ?? '', parts[1] ?? '');
  const words = said.split(/\s+/);
  for (let at = 1; at < words.length; at++) {
    const found = both(words.slice(0, at).join(' '), words.slice(at).join(' '));
    if (found) return found;
  }
  return undefined;
}

/** A bare version on the right is of the product on the left. */
function both(left: string, right: string): [Release, Release] | undefined {
  const first = release(left);
  const sameAgain = first?.version && /^\d[\d.]*( ?(r2|sp ?\d))?$/.test(right);
  const second = sameAgain ? release(`${withoutVersion(left)} ${right}`) : release(right);
  return first && second ? [first, second] : undefined;
}

function withoutVersion(name: string): string {
  return name.replace(/\s*\d.*$/, '');
}

/** Public images of a release, newest first. */
export function imagesOf(asked: Release, images: Image[], now: number): Candidate[] {
  return candidates(images, now)
    .filter(({ what }) => includes(asked, what))
    .sort((a, b) => byAge(a.image, b.image));
}

/** A system that the catalog has, with its newest build. */
export type Seen = { release: Release; newest: Candidate; count: number };

/**
 * The systems in a list of images, one for each release cycle: first those that still get free fixes, by when that
 * ends, unknown ones last; then those that are over, the latest first.
 */
export function systemsIn(images: Image[], now: number): Seen[] {
  const seen = new Map<string, Seen>();
  for (const one of candidates(images, now).sort((a, b) => byAge(a.image, b.image))) {
    const { product, version } = one.what;
    const cycle = one.support.cycle ?? version;
    const release: Release = { product, ...(cycle && { version: cycle }) };
    const known = seen.get(releaseName(release));
    if (known) known.count++;
    else seen.set(releaseName(release), { release, newest: one, count: 1 });
  }
  const systems = [...seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, system]) => system);
  const living = systems.filter(({ newest }) => alive(newest));
  const over = systems.filter(({ newest }) => !alive(newest));
  return [
    ...living.sort((a, b) => (lastDay(a) ?? Number.MAX_VALUE) - (lastDay(b) ?? Number.MAX_VALUE)),
    ...over.sort((a, b) => (lastDay(b) ?? 0) - (lastDay(a) ?? 0)),
  ];
}

/** When free fixes end or ended. */
function lastDay({ newest: { support } }: Seen): number | undefined {
  return dead(support) ? deadSince(support) : support.endsAt;
}
