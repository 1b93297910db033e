import { z } from 'zod';
import { UserError } from '../errors.ts';
import type { Image } from './cloud.ts';
import { identity } from './image.ts';
import { dead, deadSince, support } from './lifecycle.ts';
import { leastSizeGiB, refuseUnfit } from './replacement-rules.ts';
import { type ReplacementFacts, ReplacementWish } from './replacement-wish.ts';
import { releaseName } from './systems.ts';

/**
 * Exactly what will be done, and what the approver has to know. Nothing in it changes by the mere passing of time:
 * made again from the same state it has the same hash.
 */
export const Replacement = z.object({
  region: z.string(),
  wish: ReplacementWish,
  instance: z.object({
    id: z.string(),
    name: z.string(),
    type: z.string(),
    running: z.boolean(),
    os: z.string(),
    windows: z.boolean(),
    imageId: z.string().optional(),
    keyPair: z.string().optional(),
    ips: z.array(z.string()),
  }),
  image: z.object({
    id: z.string(),
    os: z.string(),
    windows: z.boolean(),
    public: z.boolean(),
    /** Milliseconds since the epoch: the last supported day, or when free fixes ended. Absent: nobody has told. */
    supportEndsAt: z.number().optional(),
    supportOver: z.boolean(),
  }),
  disk: z.object({
    id: z.string(),
    category: z.string().optional(),
    oldSizeGiB: z.number(),
    sizeGiB: z.number(),
    encrypted: z.boolean(),
    /** Automatic snapshots are deleted together with it. */
    takesAutoSnapshots: z.boolean(),
    policyId: z.string().optional(),
  }),
  dataDisks: z.array(z.object({ id: z.string(), sizeGiB: z.number().optional() })),
  /** Absent for Windows. */
  keyPair: z.string().optional(),
  /** The type needs the NVMe driver and the image does not say that it has it. */
  nvmeUnproven: z.boolean(),
});
export type Replacement = z.infer<typeof Replacement>;

/** The plan, or a `UserError` that names the rule which forbids it and the way out. Pure. */
export function planReplacement(facts: ReplacementFacts, wish: ReplacementWish, now: number): Replacement {
  const { instance, image, type } = facts;
  const disk = facts.disks.find((one) => one.type === 'system');
  if (!disk) throw new UserError('error.replace.disk', { id: instance.id });
  refuseUnfit({ ...facts, disk }, wish, now);
  const windows = image.osType === 'windows';
  const keyPair = wish.keyPair ?? instance.keyPair;
  return {
    region: instance.region,
    wish,
    instance: {
      id: instance.id,
      name: instance.name,
      type: instance.type ?? '',
      running: instance.status === 'Running',
      os: systemName(instance.imageId ?? '', instance),
      windows: instance.osType === 'windows',
      ...(instance.imageId && { imageId: instance.imageId }),
      ...(instance.keyPair && { keyPair: instance.keyPair }),
      ips: [...instance.publicIps, ...instance.privateIps].sort(),
    },
    image: { id: image.id, windows, public: image.owner === 'system', ...systemOf(image, now) },
    disk: {
      id: disk.id,
      ...(disk.category && { category: disk.category }),
      oldSizeGiB: disk.sizeGiB ?? 0,
      sizeGiB: wish.sizeGiB ?? leastSizeGiB(disk, image),
      encrypted: disk.encrypted ?? false,
      takesAutoSnapshots: disk.deleteAutoSnapshot ?? false,
      ...(disk.autoSnapshotPolicyId && { policyId: disk.autoSnapshotPolicyId }),
    },
    dataDisks: facts.disks
      .filter((one) => one.type === 'data')
      .map(({ id, sizeGiB }) => ({ id, ...(sizeGiB && { sizeGiB }) }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    ...(!windows && keyPair && { keyPair }),
    nvmeUnproven: type?.nvme === 'required' && image.nvme !== 'supported',
  };
}

/** Whether a snapshot of the old disk is taken first; without it there is no way back. */
export function backsUp({ wish }: Replacement): boolean {
  return 'keepDays' in wish.backup;
}

function systemOf(
  image: Image,
  now: number,
): Pick<Replacement['image'], 'os' | 'supportEndsAt' | 'supportOver'> {
  const what = identity(image);
  const os = systemName(image.id, image);
  if (!what) return { os, supportOver: false };
  const known = support(what, now);
  const supportOver = dead(known);
  const supportEndsAt = supportOver ? deadSince(known) : known.endsAt;
  return { os, supportOver, ...(supportEndsAt && { supportEndsAt }) };
}

/** `CentOS 7.9`; of a system we do not know, what ECS calls it. */
function systemName(id: string, record: Pick<Image, 'osName' | 'osNameEn'>): string {
  const what = identity({ id, ...record });
  return what ? releaseName(what) : (record.osNameEn ?? record.osName ?? id);
}
