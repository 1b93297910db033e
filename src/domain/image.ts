import type { Architecture, Image } from './cloud.ts';
import { type Product, type Release, release } from './systems.ts';

/** What sets an edition apart from the plain image of the same release. */
const traits = {
  uefi: /uefi/,
  container_optimized: /container[-_ ]optimized|容器优化/,
  container: /with container|_container_alibase/,
  dengbao: /dengbao|mlps|等保/,
  pro: /\bpro\b|_pro_/,
  scc: /\bscc\b|_scc/,
  qboot: /qboot|quick boot|快速启动/,
  gpu: /gpu/,
  agentic: /agentic/,
  amd: /\bamd\b|_amd_/,
  tpm: /_tpm_|trusted|可信/,
  rhck: /rhck/,
  core: /without ui|wincore|不含图形/,
  standard: /_std_|standard edition|标准版/,
  enterprise: /_ent_|enterprise edition|企业版/,
} as const;
export type Trait = keyof typeof traits;

/** What an image is, as far as its record tells; `builtAt` in milliseconds since the epoch. */
export type Identity = {
  product: Product;
  version?: string;
  /** Empty is the plain edition. */
  traits: Trait[];
  architecture: Architecture;
  /** Windows only. */
  language?: 'zh' | 'en';
  builtAt?: number;
};

type Described = Pick<
  Image,
  'id' | 'osName' | 'osNameEn' | 'platform' | 'family' | 'architecture' | 'createdAt'
>;

/**
 * Undefined for a system we do not know. Names and fields come first: ids have irregular forms, so they speak
 * only where the record is silent.
 */
export function identity(image: Described): Identity | undefined {
  const found = releaseOf(image);
  if (!found) return undefined;
  const words =
    `${image.osNameEn ?? ''} ${image.osName ?? ''} ${image.family ?? ''} ${image.id}`.toLowerCase();
  const language = found.product === 'windows-server' ? languageIn(words) : undefined;
  const builtAt = buildTime(image);
  return {
    ...found,
    traits: (Object.keys(traits) as Trait[]).filter((trait) => traits[trait].test(words)),
    architecture: image.architecture ?? (words.includes('arm64') ? 'arm64' : 'x86_64'),
    ...(language && { language }),
    ...(builtAt && { builtAt }),
  };
}

/** `plain`, `uefi`, `rhck+uefi`, … */
export function variant({ traits: own }: Pick<Identity, 'traits'>): string {
  return own.join('+') || 'plain';
}

/** When the build was made: ECS's own time, else the day in the id. */
export function buildTime({ createdAt, id }: Pick<Image, 'createdAt' | 'id'>): number | undefined {
  const told = Date.parse(createdAt ?? '');
  if (!Number.isNaN(told)) return told;
  const [, year, month, day] = /_(\d{4})(\d\d)(\d\d)(?:\.|$)/.exec(id) ?? [];
  const read = Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  return Number.isNaN(read) ? undefined : read;
}

/** One image for each release, architecture, language and edition: the newest. Newest first. */
export function newest<I extends Described>(images: I[]): I[] {
  const known = new Set<string>();
  return [...images].sort(byAge).filter((image) => {
    const key = kindOf(image);
    return !known.has(key) && known.add(key);
  });
}

/** The newest build of the same kind as this one, when there is a newer one. */
export function newerBuild<I extends Described>(than: Described, images: I[]): I | undefined {
  const kind = kindOf(than);
  const [found] = images.filter((image) => kindOf(image) === kind).sort(byAge);
  return found && (buildTime(found) ?? 0) > (buildTime(than) ?? 0) ? found : undefined;
}

/** Newest first; ids decide between images of one moment, so that every run gives the same order. */
export function byAge(a: Described, b: Described): number {
  return (buildTime(b) ?? 0) - (buildTime(a) ?? 0) || (a.id < b.id ? -1 : 1);
}

/** Numbers compare as numbers: 8.10 is above 8.9. */
export function compareVersions(a = '', b = ''): number {
  return a.localeCompare(b, 'en', { numeric: true });
}

/** What builds of one kind have in common; an image of a system we do not know is a kind of its own. */
function kindOf(image: Described): string {
  const what = identity(image);
  if (!what) return image.id;
  return [what.product, what.version, what.architecture, what.language, variant(what)].join(' ');
}

function releaseOf({ osNameEn, osName, platform, id }: Described): Release | undefined {
  const read = [osNameEn, osName, platform, id].flatMap((name) => release(name) ?? []);
  return read.find(({ version }) => version) ?? read[0];
}

function languageIn(words: string): 'zh' | 'en' | undefined {
  if (/en-us|english|英文/.test(words)) return 'en';
  return /zh-cn|chinese|中文/.test(words) ? 'zh' : undefined;
}
