import { durations, seconds } from './durations.ts';
import { freshGuest } from './guest.ts';
import type { CustomImage, ImageRecord, Task } from './records.ts';
import { must, stamp, tagPairs, type World } from './world.ts';

/** An import that ImportImage has accepted. */
export interface ImportOrder {
  RegionId: string;
  ImageName?: string | undefined;
  Description?: string | undefined;
  OSType: string;
  Platform?: string | undefined;
  Architecture: string;
  BootMode?: string | undefined;
  DetectionStrategy?: string | undefined;
  Features?: { NvmeSupport: string } | undefined;
  Tag?: { Key: string; Value?: string | undefined }[] | undefined;
  DiskDeviceMapping: { Format?: string | undefined; OSSBucket: string; OSSObject: string }[];
}

/** Begins an import: an image, a task and hidden snapshots, which end together. `error` is how it will fail, if it will. */
export function startImport(world: World, order: ImportOrder, sizesGiB: number[], error: Task['error']) {
  const image = begin(world, order);
  const task = follow(world, image, order, sizesGiB, error);
  return { RegionId: order.RegionId, ImageId: image.record.ImageId, TaskId: task.id };
}

function begin(world: World, order: ImportOrder): CustomImage {
  const id = world.newId('m', order.RegionId);
  const platform = order.Platform ?? (order.OSType === 'windows' ? 'Other Windows' : 'Others Linux');
  const record: ImageRecord = {
    ImageId: id,
    ImageName: order.ImageName ?? id,
    Description: order.Description ?? '',
    OSName: `${platform} 64位`,
    OSNameEn: `${platform} 64 bit`,
    OSType: order.OSType,
    Platform: platform,
    Architecture: order.Architecture,
    BootMode: order.BootMode ?? (order.Architecture === 'arm64' ? 'UEFI' : 'BIOS'),
    Features: { NvmeSupport: order.Features?.NvmeSupport ?? 'unsupported' },
    ImageOwnerAlias: 'self',
    ImageFamily: '',
    ImageVersion: '',
    Size: 20,
    Status: 'Creating',
    Progress: '0%',
    CreationTime: stamp(world.clock.now()),
    IsSupportCloudinit: platform !== 'Others Linux',
    IsSupportIoOptimized: true,
    IsCopied: false,
    IsSelfShared: '',
    IsSubscribed: false,
    ProductCode: '',
    ResourceGroupId: '',
    DiskDeviceMappings: { DiskDeviceMapping: [] },
    Tags: { Tag: tagPairs(order.Tag) },
  };
  const image = {
    region: order.RegionId,
    record,
    guest: { ...freshGuest(record, id), agent: false },
    work: world.begin(seconds(durations.import)),
  };
  world.images.set(id, image);
  world.changed('image', id, 'Creating');
  return image;
}

/** Runs the import's task to its end. The snapshot it makes reads `failed` until then, as the real one does. */
function follow(
  world: World,
  image: CustomImage,
  order: ImportOrder,
  sizes: number[],
  error: Task['error'],
): Task {
  const { region, record } = image;
  const first = must(order.DiskDeviceMapping[0], new Error('at least one disk'));
  const snapshots = sizes.map((size, index) => shadow(world, image, size, index));
  const work = world.begin(seconds(durations.import));
  const discard = () => {
    world.images.delete(record.ImageId);
    for (const id of snapshots) world.snapshots.delete(id);
    world.changed('image', record.ImageId, 'Deleted');
  };
  const task: Task = {
    id: world.newId('t', region),
    region,
    action: 'ImportImage',
    status: 'Processing',
    resourceId: record.ImageId,
    createdAt: world.clock.now(),
    work,
    items: {
      OSSBucket: first.OSSBucket,
      OSSObject: first.OSSObject,
      ImageFormat: first.Format?.toUpperCase() ?? '',
    },
    cancel: discard,
  };
  world.tasks.set(task.id, task);
  // A failure shows early, a success takes its time.
  world.clock.after(error ? work.ms / 2 : work.ms, () => {
    if (task.status !== 'Processing') return;
    task.status = error ? 'Failed' : 'Finished';
    task.finishedAt = world.clock.now();
    if (error) {
      task.error = error;
      discard();
    } else {
      finish(world, image, order, sizes, snapshots);
    }
    world.changed('task', task.id, task.status);
  });
  return task;
}

function finish(
  world: World,
  image: CustomImage,
  order: ImportOrder,
  sizes: number[],
  snapshots: string[],
): void {
  const { record } = image;
  delete image.work;
  record.Status = 'Available';
  record.Size = sizes[0] ?? 20;
  record.DiskDeviceMappings.DiskDeviceMapping = order.DiskDeviceMapping.map((mapping, index) => ({
    Type: index === 0 ? 'system' : 'data',
    Device: `/dev/xvd${'abcdefghijklmnopq'[index]}`,
    Size: String(sizes[index]),
    SnapshotId: snapshots[index] ?? '',
    Format: mapping.Format?.toUpperCase() ?? '',
    ImportOSSBucket: mapping.OSSBucket,
    ImportOSSObject: mapping.OSSObject,
  }));
  for (const id of snapshots) {
    const snapshot = world.snapshots.get(id);
    if (snapshot) Object.assign(snapshot, { status: 'accomplished', guest: image.guest });
  }
  world.changed('image', record.ImageId, 'Available');
  if (order.DetectionStrategy) inspect(world, record);
}

/** The image check: begins when the image is there, and never fails the import. */
function inspect(world: World, record: ImageRecord): void {
  record.DetectionOptions = { Status: 'Processing', Items: { Item: [] } };
  world.clock.after(seconds(durations.imageCheck), () => {
    const nvme: Record<string, string> =
      record.Features?.NvmeSupport === 'supported'
        ? { Name: 'Nvme', Value: 'Installed' }
        : // The code's spelling is the vendor's.
          { Name: 'Nvme', Value: 'NotInstalled', RiskLevel: 'High', RiskCode: 'NVMe.NotInstallded' };
    const Item = [{ Name: 'Virtio', Value: 'Installed' }, nvme, { Name: 'CloudInit', Value: 'Installed' }];
    record.DetectionOptions = { Status: 'Finished', Items: { Item } };
    world.changed('image', record.ImageId, 'checked');
  });
}

function shadow(world: World, { region, record }: CustomImage, size: number, index: number): string {
  const id = world.newId('s', region);
  world.snapshots.set(id, {
    id,
    region,
    name: `SnapshotForImage-${record.ImageId}`,
    description: '',
    diskId: '',
    instanceId: '',
    diskKind: index === 0 ? 'system' : 'data',
    sizeGiB: size,
    status: 'failed',
    type: 'user',
    createdAt: world.clock.now(),
    tags: {},
    origin: record,
  });
  return id;
}
