import { type Candidate, candidates } from './candidate.ts';
import type { Image } from './cloud.ts';
import { byAge } from './image.ts';
import { cycles } from './lifecycle.ts';
import { picking } from './picking.ts';
import { includes } from './recommend.ts';
import { type Product, type Release, release } from './systems.ts';

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

/** The systems in a list of images, one for each release cycle: first those whose support ends first, unknown ones last. */
export function systemsIn(images: Image[], now: number): Seen[] {
  const seen = new Map<string, Seen>();
  for (const one of candidates(images, now).sort((a, b) => byAge(a.image, b.image))) {
    const { product, version } = one.what;
    const cycle = one.support.cycle ?? version;
    const key = `${product} ${cycle}`;
    const known = seen.get(key);
    if (known) known.count++;
    else seen.set(key, { release: cycle ? { product, version: cycle } : { product }, newest: one, count: 1 });
  }
  return [...seen.values()].sort((a, b) => endOf(a) - endOf(b) || (key(a) < key(b) ? -1 : 1));
}

function endOf({ newest: { support } }: Seen): number {
  if (support.stage === 'ended') return support.endsAt ?? 0;
  return (support.extension === 'paid' ? support.normalEndsAt : support.endsAt) ?? Number.MAX_SAFE_INTEGER;
}

function key({ release: { product, version } }: Seen): `${Product} ${string}` {
  return `${product} ${version ?? ''}`;
}
