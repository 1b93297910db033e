import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid } from '../errors.ts';
import { either } from '../paging.ts';
import { bool, dryRun, int, jsonIds, regional, tags, text, token } from '../parameters.ts';
import type { Disk, Snapshot } from '../records.ts';
import { stamp, tagged, tagList, type World } from '../world.ts';

export const createSnapshot = action(
  'CreateSnapshot',
  z.object({
    ...token,
    DiskId: text,
    SnapshotName: z
      .string()
      .regex(/^(?!auto)(?!https?:\/\/).{2,128}$/s, 'InvalidSnapshotName.Malformed')
      .optional(),
    Description: z.string().min(2).max(256).optional(),
    RetentionDays: int(1, 65_536).optional(),
    Tag: tags.optional(),
  }),
  ({ DiskId, SnapshotName = '', Description = '', RetentionDays, Tag = [] }, world) => {
    const disk = world.disk(DiskId);
    const instance = world.instance(disk.instanceId);
    if (unfinished(world, disk.id))
      throw denied('IncorrectDiskStatus.CreatingSnapshot', 'A snapshot is being created.');
    if (disk.status !== 'In_use') throw denied('IncorrectDiskStatus', 'The disk is busy.');
    if (instance.status !== 'Running' && instance.status !== 'Stopped')
      throw denied('IncorrectInstanceStatus');
    if (instance.locks.includes('security')) throw denied('InstanceLockedForSecurity');
    return () => {
      const snapshot = takeSnapshot(world, disk, { name: SnapshotName, description: Description });
      if (RetentionDays) expire(world, snapshot, RetentionDays);
      for (const { Key, Value = '' } of Tag) snapshot.tags[Key] = Value;
      return { SnapshotId: snapshot.id };
    };
  },
);

export const describeSnapshots = action(
  'DescribeSnapshots',
  z.object({
    ...regional,
    ...dryRun,
    SnapshotIds: jsonIds.optional(),
    SnapshotName: text.optional(),
    DiskId: text.optional(),
    InstanceId: text.optional(),
    SourceDiskType: z.enum(['system', 'data', 'System', 'Data']).optional(),
    Status: z.enum(['progressing', 'accomplished', 'failed', 'all']).default('all'),
    SnapshotType: z.enum(['auto', 'user', 'all']).default('all'),
    Usage: z.enum(['image', 'disk', 'image_disk', 'none']).optional(),
    Tag: tags.optional(),
    MaxResults: int(1, 100).optional(),
    NextToken: text.optional(),
    PageNumber: int(1, 1e6).optional(),
    PageSize: int(1, 100).optional(),
  }),
  (asked, world) => {
    const found = [...world.snapshots.values()]
      .filter(
        (snapshot) =>
          snapshot.region === asked.RegionId &&
          (!asked.SnapshotIds || asked.SnapshotIds.includes(snapshot.id)) &&
          (!asked.SnapshotName || snapshot.name === asked.SnapshotName) &&
          (!asked.DiskId || snapshot.diskId === asked.DiskId) &&
          (!asked.InstanceId || snapshot.instanceId === asked.InstanceId) &&
          (!asked.SourceDiskType || snapshot.diskKind === asked.SourceDiskType.toLowerCase()) &&
          (asked.Status === 'all' || snapshot.status === asked.Status) &&
          (asked.SnapshotType === 'all' || snapshot.type === asked.SnapshotType) &&
          (!asked.Usage || usage(world, snapshot) === asked.Usage) &&
          tagged(snapshot.tags, asked.Tag),
      )
      .sort((a, b) => b.createdAt - a.createdAt);
    const { rows, fields } = either(found, asked);
    return { ...fields, Snapshots: { Snapshot: rows.map((snapshot) => shown(world, snapshot)) } };
  },
);

export const deleteSnapshot = action(
  'DeleteSnapshot',
  z.object({ SnapshotId: text, Force: bool.default(false) }),
  ({ SnapshotId }, world) => {
    const snapshot = world.snapshots.get(SnapshotId);
    if (!snapshot) return {};
    if (usage(world, snapshot) === 'image')
      throw denied('SnapshotCreatedImage', 'The snapshot has been used to create an image.');
    return () => {
      world.snapshots.delete(SnapshotId);
      world.changed('snapshot', SnapshotId, 'deleted');
      return {};
    };
  },
);

/** Begins a snapshot of a disk as it is now. */
export function takeSnapshot(
  world: World,
  disk: Disk,
  { name, description }: { name: string; description: string },
): Snapshot {
  const ms = seconds(durations.snapshotBase + disk.sizeGiB * durations.snapshotPerGiB);
  const image = world.findImage(disk.imageId, disk.region);
  const snapshot: Snapshot = {
    id: world.newId('s', disk.region),
    region: disk.region,
    name,
    description,
    diskId: disk.id,
    instanceId: disk.instanceId,
    diskKind: disk.kind,
    sizeGiB: disk.sizeGiB,
    status: 'progressing',
    type: 'user',
    createdAt: world.clock.now(),
    work: world.begin(ms),
    tags: {},
    ...(disk.guest && { guest: { ...disk.guest } }),
    ...(image && { origin: image }),
  };
  world.snapshots.set(snapshot.id, snapshot);
  world.changed('snapshot', snapshot.id, 'progressing');
  world.clock.after(ms, () => {
    if (snapshot.status !== 'progressing') return;
    settle(world, snapshot, 'accomplished');
  });
  return snapshot;
}

export function unfinished(world: World, diskId: string): boolean {
  return [...world.snapshots.values()].some((one) => one.diskId === diskId && one.status === 'progressing');
}

/** A snapshot in the making does not survive its instance being stopped or started. */
export function failSnapshots(world: World, instanceId: string): void {
  for (const snapshot of world.snapshots.values()) {
    if (snapshot.instanceId === instanceId && snapshot.status === 'progressing')
      settle(world, snapshot, 'failed');
  }
}

/** @throws EcsError InvalidSnapshotId.NotReady unless it is accomplished */
export function ready(snapshot: Snapshot): Snapshot {
  if (snapshot.status !== 'accomplished')
    throw invalid('InvalidSnapshotId.NotReady', 'The snapshot is not ready.');
  return snapshot;
}

function settle(world: World, snapshot: Snapshot, status: 'accomplished' | 'failed'): void {
  snapshot.status = status;
  delete snapshot.work;
  world.changed('snapshot', snapshot.id, status);
}

function expire(world: World, snapshot: Snapshot, days: number): void {
  snapshot.retentionDays = days;
  world.clock.after(seconds(days * 86_400), () => {
    // An image keeps the snapshots it was made from.
    if (usage(world, snapshot) === 'none') world.snapshots.delete(snapshot.id);
  });
}

function usage(world: World, { id }: Snapshot): string {
  const used = [...world.images.values()].some(({ record }) =>
    record.DiskDeviceMappings.DiskDeviceMapping.some(({ SnapshotId }) => SnapshotId === id),
  );
  return used ? 'image' : 'none';
}

function shown(world: World, snapshot: Snapshot) {
  const { work, status } = snapshot;
  return {
    SnapshotId: snapshot.id,
    SnapshotName: snapshot.name,
    Description: snapshot.description,
    Status: status,
    Progress: status === 'failed' ? '0%' : `${world.percent(work)}%`,
    RemainTime: work ? Math.max(0, Math.ceil((work.from + work.ms - world.clock.now()) / 1000)) : 0,
    Available: status === 'accomplished',
    SourceDiskId: snapshot.diskId,
    SourceDiskSize: String(snapshot.sizeGiB),
    SourceDiskType: snapshot.diskKind,
    InstanceId: snapshot.instanceId,
    SnapshotType: snapshot.type,
    Usage: usage(world, snapshot),
    Encrypted: false,
    CreationTime: stamp(snapshot.createdAt),
    Category: 'standard',
    ...(snapshot.retentionDays && { RetentionDays: snapshot.retentionDays }),
    Tags: tagList(snapshot.tags),
  };
}
