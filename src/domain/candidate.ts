import type { Architecture, Image, InstanceType } from './cloud.ts';
import { compareVersions, type Identity, identity, type Trait } from './image.ts';
import { dead, type Support, support } from './lifecycle.ts';
import { picking } from './picking.ts';

/** A public image with what we know of it. */
export type Candidate = { image: Image; what: Identity; support: Support };

/** What a place to run asks of an image. */
export type Needs = {
  architecture: Architecture;
  type?: InstanceType;
  /** Windows: the reader's language unless they say otherwise. */
  language: 'zh' | 'en';
  /** Editions asked for; none is the plain one. */
  traits: Trait[];
};

/** Public images that are ready and of a system we know. */
export function candidates(images: Image[], now: number): Candidate[] {
  return images.flatMap((image) => {
    const what = identity(image);
    const ready = image.status === 'Available' && (image.owner ?? 'system') === 'system';
    return what && ready ? [{ image, what, support: support(what, now) }] : [];
  });
}

/** The gates: whether it can start there at all. What nobody has told is given the benefit of the doubt. */
export function fits({ image, what }: Candidate, { architecture, type }: Needs): boolean {
  if (what.architecture !== architecture) return false;
  if (!type) return true;
  if (type.nvme === 'required' && image.nvme === 'unsupported') return false;
  return boots(image, what, type);
}

export function alive({ support: known }: Candidate): boolean {
  return !dead(known);
}

/** The image has no proof that it has the driver which the type asks for. */
export function nvmeUnproven({ image }: Candidate, type: InstanceType | undefined): boolean {
  return type?.nvme === 'required' && image.nvme !== 'supported';
}

export function caution({ what, support: known }: Candidate): 'experimental' | 'preview' | undefined {
  return known.cycle ? picking(what.product).cautions[known.cycle] : undefined;
}

/** Traits nobody asked for. UEFI is no peculiarity where the type knows nothing else. */
export function extras({ traits }: Pick<Identity, 'traits'>, { traits: wanted, type }: Needs): Trait[] {
  const expected: Trait[] = onlyUefi(type) ? [...wanted, 'uefi'] : wanted;
  return traits.filter((trait) => !expected.includes(trait));
}

/** The best first. Every tie ends in the id, so the same list gives the same answer. */
export function ranked(pool: Candidate[], needs: Needs): Candidate[] {
  return [...pool].sort((a, b) => compare(merits(a, needs), merits(b, needs)) || order(a, b));
}

/** Smaller is better, the first difference decides: edition, language, driver, trust, our preference. */
function merits(candidate: Candidate, needs: Needs): number[] {
  const { what, support: known } = candidate;
  const preferred = picking(what.product).prefer.indexOf(known.cycle ?? '');
  return [
    distance(what, needs),
    what.language && what.language !== needs.language ? 1 : 0,
    nvmeUnproven(candidate, needs.type) ? 1 : 0,
    caution(candidate) === 'experimental' ? 1 : 0,
    preferred < 0 ? Number.MAX_SAFE_INTEGER : preferred,
  ];
}

/** Highest version, then newest build. */
function order(a: Candidate, b: Candidate): number {
  return (
    compareVersions(b.what.version, a.what.version) ||
    (b.what.builtAt ?? 0) - (a.what.builtAt ?? 0) ||
    (a.image.id < b.image.id ? -1 : 1)
  );
}

function compare(a: number[], b: number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}

/** How many traits it has too many or too few. */
function distance(what: Identity, needs: Needs): number {
  return extras(what, needs).length + needs.traits.filter((trait) => !what.traits.includes(trait)).length;
}

/** An empty list of boot modes is unknown. A plain x86 image whose mode nobody tells is a BIOS image. */
function boots(image: Image, { architecture }: Identity, type: InstanceType): boolean {
  if (type.bootModes.length === 0 || image.bootMode === 'UEFI-Preferred') return true;
  return type.bootModes.includes(image.bootMode ?? (architecture === 'arm64' ? 'UEFI' : 'BIOS'));
}

function onlyUefi(type: InstanceType | undefined): boolean {
  return type?.bootModes.length === 1 && type.bootModes[0] === 'UEFI';
}
