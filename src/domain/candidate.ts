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
  /** The ids ECS itself would put on this type, where it was asked. */
  allowed?: ReadonlySet<string>;
  /** What runs on the instance now, where one is named. */
  osType?: 'linux' | 'windows';
};

/** What keeps an image from starting somewhere; `service`: ECS says no, and we do not know why. */
export type Gate = 'architecture' | 'bits' | 'memory' | 'nvme' | 'boot' | 'service';

/** Windows does not start with less. */
const windowsMemoryGiB = 2;
/** 32-bit systems do not start on types with so much. */
const bits32MemoryGiB = 4;

/** An image with what we know of it; undefined for a system we do not know. */
export function candidate(image: Image, now: number): Candidate | undefined {
  const what = identity(image);
  return what && { image, what, support: support(what, now) };
}

/** Public images that are ready and of a system we know. */
export function candidates(images: Image[], now: number): Candidate[] {
  const ready = images.filter(({ status, owner = 'system' }) => status === 'Available' && owner === 'system');
  return ready.flatMap((image) => candidate(image, now) ?? []);
}

/** The gate that keeps it out, the first in the order of the guide. What nobody has told is let pass. */
export function gate({ image, what }: Candidate, { architecture, type, allowed }: Needs): Gate | undefined {
  if (what.architecture !== architecture) return 'architecture';
  const memory = type?.memoryGiB;
  if (what.architecture === 'i386' && memory !== undefined && memory >= bits32MemoryGiB) return 'bits';
  if (what.product === 'windows-server' && memory !== undefined && memory < windowsMemoryGiB) return 'memory';
  if (type?.nvme === 'required' && image.nvme === 'unsupported') return 'nvme';
  if (type && !boots(image, what, type)) return 'boot';
  return allowed && !allowed.has(image.id) ? 'service' : undefined;
}

export function fits(candidate: Candidate, needs: Needs): boolean {
  return gate(candidate, needs) === undefined;
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
