import { UserError } from '../errors.ts';
import {
  alive,
  type Candidate,
  candidates,
  caution,
  fits,
  type Gate,
  gate,
  type Needs,
  ranked,
} from './candidate.ts';
import type { Image, InstanceType } from './cloud.ts';
import { byAge } from './image.ts';
import { cycles, dead, deadSince, support } from './lifecycle.ts';
import { picking, productsFor } from './picking.ts';
import { type Release, releaseName } from './systems.ts';
import type { Wish } from './wish.ts';

/** Why the system asked for is not the answer. */
export type Refused = {
  release: Release;
  /** `ended`: no free fixes. `unfit`: not for this architecture or type. `unlisted`: the region has none. */
  why: 'ended' | 'unfit' | 'unlisted';
  /** Milliseconds since the epoch; only for `ended`. */
  since?: number;
  /** Only for `unfit`. */
  gate?: Gate;
};

export type Recommendation = {
  best: Candidate;
  /** At most two, the second of another product where there is one. */
  alternatives: Candidate[];
  refused?: Refused;
  needs: Needs;
};

/**
 * One image for the wish, out of those the region lists. Throws `UserError` when nothing of the kind is left to
 * recommend, not even a successor.
 */
export function recommend(asked: {
  images: Image[];
  wish: Wish;
  type?: InstanceType;
  /** The ids ECS would put on that type, where it was asked. */
  allowed?: ReadonlySet<string>;
  /** What runs on the instance now, where one is named. */
  osType?: 'linux' | 'windows';
  now: number;
  region: string;
}): Recommendation {
  const { wish, now, type, allowed, osType } = asked;
  const needs = { ...needsOf(wish, type), ...(allowed && { allowed }), ...(osType && { osType }) };
  const all = candidates(asked.images, now);
  const fit = all.filter((one) => fits(one, needs) && alive(one));
  const wanted = wish.release
    ? [wish.release]
    : productsFor(wish.use ?? 'prod', wish.kin).map((product) => ({ product }));
  const best = first(fit, wanted, needs);
  if (best) return { best, needs, alternatives: alternatives(best, fit, wanted, needs) };

  const missing = wanted[0] as Release;
  const refused = refusal(missing, all, needs, now);
  const next = picking(missing.product).successors.map((product) => ({ product }));
  const successor = first(fit, next, needs);
  if (!successor) throw nothingLeft(refused, asked.region, needs);
  return { best: successor, refused, needs, alternatives: alternatives(successor, fit, next, needs) };
}

/**
 * The same advice with what the image's family gives at this moment: a build that came after the list was read.
 * Left as it is when the family gives nothing, an older build, or one that does not fit.
 */
export function resolved(advice: Recommendation, image: Image | undefined, now: number): Recommendation {
  const [newer] = image ? candidates([image], now) : [];
  const { best, needs } = advice;
  const later = (newer?.what.builtAt ?? 0) > (best.what.builtAt ?? 0);
  const same = newer?.what.product === best.what.product && newer.image.family === best.image.family;
  return newer && later && same && fits(newer, needs) && alive(newer) ? { ...advice, best: newer } : advice;
}

/** What to ask next, in the order in which the answers narrow things down: the type, the use, what it must have. */
export type Question = 'type' | 'use' | 'language';

/** The first question that nobody has answered yet; undefined when all that matters is told. */
export function openQuestion(wish: Wish, { best, needs }: Recommendation): Question | undefined {
  if (!needs.type) return 'type';
  if (!wish.release && !wish.use && !wish.kin) return 'use';
  return best.what.product === 'windows-server' && !wish.language ? 'language' : undefined;
}

function needsOf(wish: Wish, type: InstanceType | undefined): Needs {
  const byType = type?.cpuArchitecture && (type.cpuArchitecture === 'ARM' ? 'arm64' : 'x86_64');
  return {
    architecture: byType ?? wish.architecture ?? 'x86_64',
    language: wish.language ?? 'en',
    traits: [...(wish.use === 'gpu' ? (['gpu'] as const) : []), ...(wish.traits ?? [])],
    ...(type && { type }),
  };
}

/** The first of these releases that has anything; of it, the best. */
function first(fit: Candidate[], wanted: Release[], needs: Needs): Candidate | undefined {
  for (const release of wanted) {
    const [best] = ranked(
      fit.filter(({ what }) => includes(release, what)),
      needs,
    );
    if (best) return best;
  }
  return undefined;
}

/** `9` includes any 9.x; `9.7` only itself; no version all of them. */
export function includes({ product, version }: Release, what: Release): boolean {
  if (what.product !== product) return false;
  return !version || what.version === version || !!what.version?.startsWith(`${version}.`);
}

/** One more release of the same product, then other products: what somebody would want to weigh against it. */
function alternatives(best: Candidate, fit: Candidate[], wanted: Release[], needs: Needs): Candidate[] {
  const { product } = best.what;
  const sound = fit.filter(
    (one) => caution(one) !== 'experimental' && (!one.what.language || one.what.language === needs.language),
  );
  const own = sound.filter(
    ({ what, support: known }) => what.product === product && known.cycle !== best.support.cycle,
  );
  const others = [...wanted.map((one) => one.product), ...picking(product).beside].filter(
    (one, index, list) => one !== product && list.indexOf(one) === index,
  );
  const found = others.flatMap((other) => first(sound, [{ product: other }], needs) ?? []);
  return [...ranked(own, needs).slice(0, 1), ...found].slice(0, 2);
}

function refusal(release: Release, all: Candidate[], needs: Needs, now: number): Refused {
  const over = ended(release, now);
  if (over) return over;
  const listed = all.filter(({ what }) => includes(release, what));
  if (listed.length === 0) return { release, why: 'unlisted' };
  const [newest] = listed.filter((one) => fits(one, needs)).sort((a, b) => byAge(a.image, b.image));
  // Everything the region has of it is over, though newer releases exist elsewhere.
  if (newest) return { ...whenEnded(newest.what, now), why: 'ended' };
  const gates = ranked(listed.filter(alive), needs).flatMap((one) => gate(one, needs) ?? []);
  // An image of the right architecture says more of what is in the way than one of another.
  const nearest = gates.find((one) => one !== 'architecture') ?? gates[0];
  return { release, why: 'unfit', ...(nearest && { gate: nearest }) };
}

/** The asked-for version is over, or the whole product is. */
function ended(release: Release, now: number): Refused | undefined {
  const versions = release.version ? [release.version] : cycles(release.product);
  const newest = versions[0];
  const over = versions.every((version) => dead(support({ ...release, version }, now)));
  if (!newest || !over) return undefined;
  return { ...whenEnded({ product: release.product, version: newest }, now), why: 'ended' };
}

function whenEnded({ product, version }: Release, now: number): Omit<Refused, 'why'> {
  const release: Release = { product, ...(version && { version }) };
  const since = deadSince(support(release, now));
  return { release, ...(since && { since }) };
}

function nothingLeft({ release, why, gate: closed }: Refused, region: string, needs: Needs): UserError {
  const { architecture, type } = needs;
  const os = releaseName(release);
  if (why === 'ended') return new UserError('error.recommend.ended', { os, region });
  if (why === 'unlisted') return new UserError('error.recommend.unlisted', { os, region });
  if (closed === 'memory' && type)
    return new UserError('error.recommend.memory', { os, type: type.id, memory: type.memoryGiB ?? 0 });
  if (closed === 'service' && type)
    return new UserError('error.recommend.service', { os, type: type.id, region });
  return new UserError('error.recommend.unfit', { os, region, what: type?.id ?? architecture });
}
