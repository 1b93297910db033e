import { z } from 'zod';
import { UserError } from '../errors.ts';
import { Architecture, type StoredObject } from './cloud.ts';
import { detectDiskImage, type ImportableFormat } from './disk-image.ts';
import { platformOf, platforms } from './platform.ts';

export const ImportFormat = z.enum(['RAW', 'VHD', 'QCOW2', 'VMDK']);
export const ImportBoot = z.enum(['BIOS', 'UEFI']);

/** Begins with a letter, a Chinese character among them; `aliyun` and `acs:` are ECS's own. */
const ImageName = z
  .string()
  .regex(/^(?!aliyun|acs:)[\p{L}][\p{L}\d.:_-]{1,127}$/u)
  .refine((name) => !/https?:\/\//.test(name));

/** Exactly what ECS is asked to import. */
export const ImportPlan = z.object({
  site: z.enum(['cn', 'intl']),
  /** The bucket's; the image can be nowhere else. */
  region: z.string(),
  bucket: z.string(),
  object: z.string(),
  etag: z.string().optional(),
  sizeBytes: z.number(),
  name: z.string(),
  format: ImportFormat,
  /** Size of the disk in the file, rounded up, or the larger one asked for. */
  sizeGiB: z.number(),
  osType: z.enum(['linux', 'windows']),
  platform: z.string(),
  /** Where the platform is known from; `unknown` becomes one that ECS does not set up. */
  platformFrom: z.enum(['asked', 'name', 'unknown']),
  architecture: Architecture,
  bootMode: ImportBoot,
  /** False: no partition table was found in it. */
  bootable: z.boolean(),
});
export type ImportPlan = z.infer<typeof ImportPlan>;

export type ImportWish = {
  site: 'cn' | 'intl';
  name?: string;
  os?: string;
  architecture?: Architecture;
  bootMode?: z.infer<typeof ImportBoot>;
  format?: ImportableFormat;
  sizeGiB?: number;
};

export type ImportFacts = {
  region: string;
  bucket: string;
  object: string;
  head: StoredObject | 'absent' | 'forbidden';
  /** First 64 KiB and last 512 bytes. */
  ends: { head: Uint8Array; tail: Uint8Array };
  /** Names that images of ours have already, among those like the wished one. */
  names: string[];
  /** VMDK is a preview at ECS; the configuration allows it. */
  vmdk: boolean;
};

const largestGiB = 2048;
const archives = /\.(gz|xz|bz2|zst|zip|7z|tar|tgz)$/i;
const suffixes = /\.(raw|img|vhd|qcow2|vmdk)$/i;

/** The object as it can be read, or a `UserError`: what HEAD tells before a byte is fetched (facts/ecs.md §6.2). */
export function refuseObject({
  bucket,
  object,
  head,
}: Pick<ImportFacts, 'bucket' | 'object' | 'head'>): StoredObject {
  const file = `oss://${bucket}/${object}`;
  const [, packed] = archives.exec(object) ?? [];
  if (packed) throw new UserError('error.import.refused.unpack', { object, format: packed });
  if (!suffixes.test(object)) throw new UserError('error.import.suffix', { file });
  if (head === 'absent') throw new UserError('error.import.absent', { file });
  if (head === 'forbidden') throw new UserError('error.import.forbidden', { file });
  if (head.sizeBytes === 0) throw new UserError('error.import.empty', { file });
  if (head.storageClass.includes('Archive') && !restored(head))
    throw new UserError('error.import.archived', { file, storageClass: head.storageClass });
  if (head.encrypted) throw new UserError('error.import.encrypted', { file });
  return head;
}

/** The plan, or a `UserError` that names what forbids it and the way out. Pure; `now` dates the default name. */
export function planImport(facts: ImportFacts, wish: ImportWish, now: number): ImportPlan {
  const { region, bucket, object } = facts;
  const stored = refuseObject(facts);
  const disk = importable(facts, stored, wish);
  const { platform, from } = platformFor(object, wish);
  const architecture = wish.architecture ?? architectureIn(object);
  return {
    site: wish.site,
    region,
    bucket,
    object,
    ...(stored.etag && { etag: stored.etag }),
    sizeBytes: stored.sizeBytes,
    name: nameFor(facts, wish, now),
    format: disk.format,
    sizeGiB: sizeFor(disk.sizeGiB, wish),
    osType: platform.includes('Windows') ? 'windows' : 'linux',
    platform,
    platformFrom: from,
    architecture,
    bootMode: bootFor(architecture, wish),
    bootable: disk.bootable,
  };
}

/** `true` once an archived object has been restored, as long as that lasts. */
function restored({ restore }: StoredObject): boolean {
  return restore?.includes('ongoing-request="false"') ?? false;
}

function importable(
  { ends, object, vmdk }: ImportFacts,
  { sizeBytes }: StoredObject,
  { format: asked }: ImportWish,
) {
  const disk = detectDiskImage(ends.head, ends.tail, sizeBytes);
  const { format } = disk;
  if ('refused' in disk) throw new UserError(`error.import.refused.${disk.refused}`, { object, format });
  if (disk.format === 'VMDK' && !vmdk) throw new UserError('error.import.vmdk', { object });
  if (asked && asked !== format) throw new UserError('error.import.format', { object, asked, format });
  return disk;
}

function sizeFor(least: number, { sizeGiB: asked }: ImportWish): number {
  if (asked !== undefined && asked < least) throw new UserError('error.import.small', { size: asked, least });
  const size = asked ?? least;
  if (size > largestGiB) throw new UserError('error.import.large', { size, most: largestGiB });
  return size;
}

function platformFor(
  object: string,
  { os }: ImportWish,
): { platform: string; from: ImportPlan['platformFrom'] } {
  if (os) {
    const platform = platformOf(os);
    if (!platform) throw new UserError('error.import.os', { os, known: { list: platforms } });
    return { platform, from: 'asked' };
  }
  const platform = platformOf(stem(object));
  return platform ? { platform, from: 'name' } : { platform: 'Others Linux', from: 'unknown' };
}

function architectureIn(object: string): Architecture {
  return /arm64|aarch64/i.test(object) ? 'arm64' : 'x86_64';
}

function bootFor(architecture: Architecture, { bootMode }: ImportWish): ImportPlan['bootMode'] {
  if (architecture === 'arm64' && bootMode === 'BIOS') throw new UserError('error.import.boot');
  return bootMode ?? (architecture === 'arm64' ? 'UEFI' : 'BIOS');
}

/** A name somebody chose is kept or refused; our own steps aside. */
function nameFor({ object, names }: ImportFacts, { name }: ImportWish, now: number): string {
  if (name === undefined) return freeName(defaultName(object, now), names);
  if (!ImageName.safeParse(name).success) throw new UserError('error.import.name', { name });
  if (names.includes(name)) throw new UserError('error.import.taken', { name });
  return name;
}

/** `disks/Ubuntu 24.04.qcow2` → `Ubuntu-24.04-20261124`. */
export function defaultName(object: string, now: number): string {
  const day = new Date(now).toISOString().slice(0, 10).replaceAll('-', '');
  const words = stem(object)
    .replace(/[^\p{L}\d.:_-]+/gu, '-')
    .replace(/^[^\p{L}]+|-+$/gu, '')
    .slice(0, 100);
  const named = !words || /^(aliyun|acs:)/i.test(words) ? `image-${words}` : words;
  return `${named.replace(/-+$/, '')}-${day}`;
}

function freeName(name: string, names: string[]): string {
  for (let count = 1; ; count++) {
    const tried = count === 1 ? name : `${name}-${count}`;
    if (!names.includes(tried)) return tried;
  }
}

function stem(object: string): string {
  return object.slice(object.lastIndexOf('/') + 1).replace(/\.\w+$/, '');
}
