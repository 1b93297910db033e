import { UserError } from '../errors.ts';
import type { Listed } from '../i18n/index.ts';
import { link } from '../i18n/text.ts';
import type { Disk, Image, Instance } from './cloud.ts';
import { instancePage } from './console.ts';
import { inMainland } from './region.ts';
import type { ReplacementFacts, ReplacementWish } from './replacement-wish.ts';

type Case = ReplacementFacts & { disk: Disk };

const smallestGiB = 20;
const largestGiB = 2048;
/** Disks of the oldest category end earlier. */
const largestBasicGiB = 500;
/** 32-bit systems do not start on types with so much memory. */
const too64bitGiB = 4;
const clusterTag = /^ack\.(aliyun|alibabacloud)\.com/;

/** Throws `UserError` for the first rule of ReplaceSystemDisk, or of ours, that forbids it (facts/ecs.md §1.7). */
export function refuseUnfit(it: Case, wish: ReplacementWish, now: number): void {
  refuseInstance(it.instance, now);
  refuseDisk(it);
  refuseImage(it.image);
  refuseType(it);
  refuseSystem(it);
  refuseSize(it, wish);
  refuseLogin(it, wish);
}

/** A cluster owns it, image and all. */
export function inCluster({ tags }: Pick<Instance, 'tags'>): boolean {
  return Object.keys(tags).some((key) => clusterTag.test(key));
}

function lockWords(locks: string[]): Listed {
  return { list: locks.map((word) => ({ term: 'lock', word })) };
}

/** The smallest size the new disk may have. */
export function leastSizeGiB(disk: Disk, image: Image): number {
  return Math.max(disk.sizeGiB ?? 0, image.sizeGiB ?? 0, smallestGiB);
}

function refuseInstance(instance: Instance, now: number): void {
  const { id, status, locks } = instance;
  if (locks.length) throw new UserError('error.replace.locked', { id, locks: lockWords(locks) });
  if (instance.chargeType === 'PrePaid' && Date.parse(instance.expiresAt ?? '') < now)
    throw new UserError('error.replace.expired', { id });
  if (inCluster(instance)) throw new UserError('error.replace.cluster', { id });
  if (status !== 'Running' && status !== 'Stopped')
    throw new UserError('error.replace.status', { id, status: { term: 'ecs.status', word: status } });
  if (status === 'Stopped' && instance.stoppedMode === 'StopCharging')
    throw new UserError('error.replace.economical', { id });
  if (instance.hibernation) throw new UserError('error.replace.hibernation', { id });
}

function refuseDisk({ disk, unfinished: [snapshot] }: Case): void {
  if (disk.locks.length)
    throw new UserError('error.replace.locked', { id: disk.id, locks: lockWords(disk.locks) });
  if (snapshot)
    throw new UserError('error.replace.snapshot', { snapshotId: snapshot.id, progress: snapshot.progress });
}

function refuseImage({ id, status, disks, owner, subscribed }: Image): void {
  if (status !== 'Available' && status !== 'Deprecated')
    throw new UserError('error.replace.image', { id, status: { term: 'ecs.status', word: status } });
  if (disks.some(({ type }) => type === 'data')) throw new UserError('error.replace.image.dataDisks', { id });
  if (owner === 'marketplace' && !subscribed) throw new UserError('error.replace.image.subscription', { id });
}

/** Our own matrix says why; ECS's word counts where both see it differently. What nobody has told is let pass. */
function refuseType({ image, instance, type, supported }: Case): void {
  const { id, architecture, bootMode } = image;
  const name = instance.type ?? '';
  if (
    architecture &&
    type?.cpuArchitecture &&
    (architecture === 'arm64') !== (type.cpuArchitecture === 'ARM')
  ) {
    const needs = type.cpuArchitecture === 'ARM' ? 'arm64' : 'x86_64';
    throw new UserError('error.replace.architecture', { id, has: architecture, type: name, needs });
  }
  if (architecture === 'i386' && (type?.memoryGiB ?? 0) >= too64bitGiB)
    throw new UserError('error.replace.bits', { id, type: name });
  if (type?.nvme === 'required' && image.nvme === 'unsupported')
    throw new UserError('error.replace.nvme', { id, type: name });
  const boots = !bootMode || bootMode === 'UEFI-Preferred' || !type?.bootModes.length;
  if (!boots && !type.bootModes.includes(bootMode))
    throw new UserError('error.replace.boot', {
      id,
      has: bootMode,
      type: name,
      needs: { list: type.bootModes },
    });
  if (!supported) throw new UserError('error.replace.unsupported', { id, type: name });
}

function refuseSystem({ instance: { id, region, osType }, image }: Case): void {
  const crosses = osType && image.osType && osType !== image.osType;
  if (crosses && !inMainland(region)) throw new UserError('error.replace.crossing', { id, region });
}

function refuseSize({ disk, image }: Case, { sizeGiB }: ReplacementWish): void {
  const least = leastSizeGiB(disk, image);
  const most = disk.category === 'cloud' ? largestBasicGiB : largestGiB;
  const size = sizeGiB ?? least;
  if (size < least) throw new UserError('error.replace.small', { size, least });
  if (size > most) throw new UserError('error.replace.large', { size, most });
}

/** No password passes through us, so Linux needs a key pair, and Windows one reset beforehand. */
function refuseLogin({ instance, image, keyPairs }: Case, wish: ReplacementWish): void {
  const { id, region } = instance;
  if (image.osType === 'windows') {
    if (wish.keyPair) throw new UserError('error.replace.windows.keyPair', { name: wish.keyPair });
    const page = link(instancePage(wish.site, region, id), id);
    if (!wish.passwordSet) throw new UserError('error.replace.windows', { page, id, image: image.id });
    return;
  }
  const name = wish.keyPair ?? instance.keyPair;
  const known: Listed = { list: keyPairs };
  const [first] = keyPairs;
  if (!first) throw new UserError('error.replace.keyPair.nowhere', { region });
  if (!name) throw new UserError('error.replace.keyPair.none', { id, image: image.id, first, known });
  if (!keyPairs.includes(name)) throw new UserError('error.replace.keyPair.unknown', { name, region, known });
}
