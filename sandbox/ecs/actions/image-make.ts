import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid, missing } from '../errors.ts';
import { freshGuest } from '../guest.ts';
import { bool, dryRun, regional, tags, text, token } from '../parameters.ts';
import type { CustomImage, Guest, ImageRecord, Snapshot, Task } from '../records.ts';
import { must, stamp, type World } from '../world.ts';
import { freeName, imageName } from './image-names.ts';
import { own } from './images.ts';
import { ready, takeSnapshot } from './snapshots.ts';

const MOST_COPIES = 5;

export const createImage = action(
  'CreateImage',
  z.object({
    ...regional,
    ...token,
    ...dryRun,
    InstanceId: text.optional(),
    SnapshotId: text.optional(),
    DiskDeviceMapping: z
      .array(
        z.object({
          SnapshotId: text.optional(),
          DiskType: text.optional(),
          Size: text.optional(),
          Device: text.optional(),
        }),
      )
      .optional(),
    ImageName: imageName.optional(),
    ImageFamily: text.optional(),
    Description: z
      .string()
      .min(2, 'InvalidDescription.Malformed')
      .max(256, 'InvalidDescription.Malformed')
      .optional(),
    Architecture: z.enum(['x86_64', 'i386', 'arm64'], 'InvalidArchitecture.Malformed').optional(),
    Platform: text.optional(),
    BootMode: z.enum(['BIOS', 'UEFI', 'UEFI-Preferred'], 'InvalidBootMode.Malformed').optional(),
    Features: z.object({ NvmeSupport: text.optional(), ImdsSupport: text.optional() }).optional(),
    Tag: tags.optional(),
  }),
  (asked, world) => {
    freeName(world, asked.RegionId, asked.ImageName);
    const mapped = asked.DiskDeviceMapping?.find(
      ({ DiskType = 'system' }) => DiskType === 'system',
    )?.SnapshotId;
    const snapshotId = asked.SnapshotId ?? mapped;
    const instance = asked.InstanceId ? world.instance(asked.InstanceId, asked.RegionId) : undefined;
    if (!instance && !snapshotId)
      throw invalid('MissingParameter.InstanceId', 'An instance or a snapshot is needed.');
    if (instance && !['Running', 'Stopped'].includes(instance.status))
      throw denied('IncorrectInstanceStatus');
    const given = instance
      ? undefined
      : ready(must(world.snapshots.get(snapshotId ?? ''), missing('InvalidSnapshotId.NotFound')));
    if (given && (given.region !== asked.RegionId || given.diskKind !== 'system'))
      throw missing('InvalidSnapshotId.NotFound');

    return () => {
      const name = asked.ImageName ?? 'image';
      const snapshots = given
        ? [given]
        : world
            .disksOf(instance?.id ?? '')
            .map((disk) => takeSnapshot(world, disk, { name, description: '' }));
      const image = fromSnapshots(world, asked, snapshots);
      complete(world, image, durations.createImage);
      return { ImageId: image.record.ImageId };
    };
  },
);

export const copyImage = action(
  'CopyImage',
  z.object({
    ...regional,
    ...token,
    ...dryRun,
    ImageId: text,
    DestinationRegionId: text,
    DestinationImageName: imageName.optional(),
    DestinationDescription: z.string().max(256).optional(),
    Encrypted: bool.default(false),
    Tag: tags.optional(),
  }),
  (asked, world) => {
    const source = own(world, asked.ImageId, asked.RegionId);
    if (source.record.Status !== 'Available') throw invalid('IncorrectImageStatus');
    if (!world.regions.has(asked.DestinationRegionId))
      throw missing('DestinationRegion.NotFound', 'There is no such region.');
    if (asked.DestinationRegionId === asked.RegionId && !asked.Encrypted) {
      throw invalid('IncorrectDestinationRegion', 'A plain copy goes to another region.');
    }
    freeName(world, asked.DestinationRegionId, asked.DestinationImageName);
    const running = copies(world, asked.DestinationRegionId);
    if (running.some(({ record }) => record.CopiedFrom === asked.ImageId))
      throw denied('OperationDenied.ImageCopyConflict');
    return () => {
      const id = world.newId('m', asked.DestinationRegionId);
      const record: ImageRecord = {
        ...source.record,
        ImageId: id,
        ImageName: asked.DestinationImageName ?? id,
        Description: asked.DestinationDescription ?? '',
        Status: running.length < MOST_COPIES ? 'Creating' : 'Waiting',
        CreationTime: stamp(world.clock.now()),
        IsCopied: true,
        CopiedFrom: asked.ImageId,
        Tags: { Tag: [...source.record.Tags.Tag, ...tagPairs(asked.Tag)] },
      };
      const image: CustomImage = { region: asked.DestinationRegionId, record, guest: source.guest };
      world.images.set(id, image);
      const turns = Math.floor(running.length / MOST_COPIES) + 1;
      complete(world, image, durations.copyImage * turns);
      return { ImageId: id };
    };
  },
);

export const cancelCopyImage = action(
  'CancelCopyImage',
  z.object({ ...regional, ImageId: text }),
  ({ RegionId, ImageId }, world) => {
    const { record, work } = own(world, ImageId, RegionId);
    if (!record.IsCopied) throw denied('ImageCreatedNotFromCopy', 'The image was not made by a copy.');
    if (!work) throw invalid('IncorrectImageStatus');
    return () => {
      world.images.delete(ImageId);
      world.changed('image', ImageId, 'Deleted');
      return {};
    };
  },
);

export const exportImage = action(
  'ExportImage',
  z.object({
    ...regional,
    ...dryRun,
    ImageId: text,
    OSSBucket: text,
    OSSPrefix: z
      .string()
      .regex(/^[A-Za-z0-9]{1,30}$/, 'InvalidPrefix.Malformed')
      .optional(),
    ImageFormat: text.optional(),
    RoleName: text.default('AliyunECSImageExportDefaultRole'),
  }),
  (asked, world) => {
    const { record } = own(world, asked.ImageId, asked.RegionId);
    if (record.Status !== 'Available') throw invalid('IncorrectImageStatus');
    if (!world.roles.has(asked.RoleName)) throw denied('NoSetRoletoECSServiceAcount');
    const bucket = must(world.oss?.buckets.bucket(asked.OSSBucket), invalid('InvalidOSSBucket.NotFound'));
    if (bucket.region !== asked.RegionId) throw invalid('InvalidOSSBucket.NotMatched');
    if (exporting(world, asked.ImageId)) throw denied('ImageIsExporting');
    return () => {
      const key = `${asked.OSSPrefix ? `${asked.OSSPrefix}_` : ''}${asked.ImageId}_system.raw.tar.gz`;
      const task: Task = {
        id: world.newId('t', asked.RegionId),
        region: asked.RegionId,
        action: 'ExportImage',
        status: 'Processing',
        resourceId: asked.ImageId,
        createdAt: world.clock.now(),
        work: world.begin(seconds(durations.exportImage)),
        items: { OSSBucket: asked.OSSBucket, OSSObject: key, ImageFormat: 'RAW' },
        cancel() {},
      };
      world.tasks.set(task.id, task);
      world.clock.after(task.work.ms, () => {
        if (task.status !== 'Processing') return;
        Object.assign(task, { status: 'Finished', finishedAt: world.clock.now() });
        bucket.objects.set(key, { size: 2 ** 30, head: Buffer.from([0x1f, 0x8b, 0x08, 0x00]) });
        world.changed('task', task.id, 'Finished');
      });
      return { TaskId: task.id, RegionId: asked.RegionId };
    };
  },
);

interface Wishes {
  RegionId: string;
  ImageName?: string | undefined;
  ImageFamily?: string | undefined;
  Description?: string | undefined;
  Architecture?: string | undefined;
  Platform?: string | undefined;
  BootMode?: string | undefined;
  Features?: { NvmeSupport?: string | undefined } | undefined;
  Tag?: { Key: string; Value?: string | undefined }[] | undefined;
}

function fromSnapshots(world: World, asked: Wishes, snapshots: Snapshot[]): CustomImage {
  const system = must(
    snapshots.find(({ diskKind }) => diskKind === 'system'),
    missing('InvalidSnapshotId.NotFound'),
  );
  const id = world.newId('m', asked.RegionId);
  const guest: Guest | undefined = system.guest;
  const platform = asked.Platform ?? guest?.platform ?? 'Others Linux';
  const bootMode = asked.BootMode ?? system.origin?.BootMode;
  const nvme = asked.Features?.NvmeSupport ?? system.origin?.Features?.NvmeSupport;
  const record: ImageRecord = {
    ImageId: id,
    ImageName: asked.ImageName ?? id,
    Description: asked.Description ?? '',
    OSName: guest?.osName ?? platform,
    OSNameEn: guest?.osName ?? platform,
    OSType: guest?.windows ? 'windows' : 'linux',
    Platform: platform,
    Architecture: asked.Architecture ?? system.origin?.Architecture ?? 'x86_64',
    ...(bootMode && { BootMode: bootMode }),
    ...(nvme && { Features: { NvmeSupport: nvme } }),
    ImageOwnerAlias: 'self',
    ImageFamily: asked.ImageFamily ?? '',
    ImageVersion: '',
    Size: system.sizeGiB,
    Status: 'Creating',
    Progress: '0%',
    CreationTime: stamp(world.clock.now()),
    IsSupportCloudinit: true,
    IsSupportIoOptimized: true,
    IsCopied: false,
    IsSubscribed: false,
    ProductCode: '',
    DiskDeviceMappings: {
      DiskDeviceMapping: snapshots.map(({ id: SnapshotId, diskKind, sizeGiB }, index) => ({
        Type: diskKind,
        Device: `/dev/xvd${'abcdefghijklmnopq'[index]}`,
        Size: String(sizeGiB),
        SnapshotId,
      })),
    },
    Tags: { Tag: tagPairs(asked.Tag) },
  };
  const image: CustomImage = {
    region: asked.RegionId,
    record,
    guest: guest ? { ...guest } : freshGuest(record, id),
  };
  world.images.set(id, image);
  return image;
}

function complete(world: World, image: CustomImage, took: number): void {
  image.work = world.begin(seconds(took));
  world.changed('image', image.record.ImageId, image.record.Status);
  world.clock.after(image.work.ms, () => {
    delete image.work;
    image.record.Status = 'Available';
    world.changed('image', image.record.ImageId, 'Available');
  });
}

function copies(world: World, region: string): CustomImage[] {
  return [...world.images.values()].filter(
    (image) => image.region === region && image.work && image.record.IsCopied,
  );
}

function exporting(world: World, imageId: string): boolean {
  return [...world.tasks.values()].some(
    ({ action: kind, resourceId, status }) =>
      kind === 'ExportImage' && resourceId === imageId && status === 'Processing',
  );
}

function tagPairs(asked: Wishes['Tag'] = []) {
  return asked.map(({ Key, Value = '' }) => ({ TagKey: Key, TagValue: Value }));
}
