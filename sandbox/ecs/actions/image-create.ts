import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid, missing } from '../errors.ts';
import { freshGuest } from '../guest.ts';
import { dryRun, regional, tags, text, token } from '../parameters.ts';
import type { CustomImage, ImageRecord, Snapshot } from '../records.ts';
import { must, stamp, tagPairs, type World } from '../world.ts';
import { freeName, imageName } from './image-names.ts';
import { ready, takeSnapshot } from './snapshots.ts';

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
      complete(world, image, snapshots);
      return { ImageId: image.record.ImageId };
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
  const { guest } = system;
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

/** An image is there no sooner than its snapshots, and not at all when one of them fails. */
function complete(world: World, image: CustomImage, snapshots: Snapshot[]): void {
  const took = Math.max(...snapshots.map(({ work }) => work?.ms ?? 0)) + seconds(durations.createImage);
  image.work = world.begin(took);
  world.changed('image', image.record.ImageId, 'Creating');
  world.clock.after(took, () => {
    delete image.work;
    image.record.Status = snapshots.some(({ status }) => status === 'failed') ? 'CreateFailed' : 'Available';
    world.changed('image', image.record.ImageId, image.record.Status);
  });
}
