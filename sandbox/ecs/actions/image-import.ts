import { z } from 'zod';
import type { StoredObject } from '../../oss/samples.ts';
import { action } from '../action.ts';
import { diskFormat } from '../disk-format.ts';
import { durations, seconds } from '../durations.ts';
import { denied, invalid } from '../errors.ts';
import { freshGuest } from '../guest.ts';
import { dryRun, int, regional, tags, text, token } from '../parameters.ts';
import type { CustomImage, ImageRecord, Task } from '../records.ts';
import { must, stamp, type World } from '../world.ts';
import { freeName, imageName } from './image-names.ts';

const GIB = 2 ** 30;
const SUFFIXES = /\.(raw|img|vhd|qcow2|vmdk)$/i;
const QUOTA = 100;

const disk = z.object({
  Format: z
    .enum(['RAW', 'VHD', 'QCOW2', 'VMDK', 'raw', 'vhd', 'qcow2', 'vmdk'], 'InvalidImageFormat.Malformed')
    .optional(),
  OSSBucket: text,
  OSSObject: text,
  DiskImageSize: int(1, 2048, 'InvalidImageSize.ValueNotSupported').optional(),
  DiskImSize: int(1, 2048, 'InvalidImageSize.ValueNotSupported').optional(),
  Device: text.optional(),
});

const input = z.object({
  ...regional,
  ...token,
  ...dryRun,
  ImageName: imageName.optional(),
  Description: z
    .string()
    .min(2, 'InvalidDescription.Malformed')
    .max(256, 'InvalidDescription.Malformed')
    .optional(),
  OSType: z.enum(['linux', 'windows'], 'InvalidOSType.Malformed').default('linux'),
  Platform: text.optional(),
  Architecture: z.enum(['x86_64', 'i386', 'arm64'], 'InvalidArchitecture.Malformed').default('x86_64'),
  BootMode: z.enum(['BIOS', 'UEFI'], 'InvalidBootMode.Malformed').optional(),
  LicenseType: z.enum(['Auto', 'Aliyun', 'BYOL'], 'InvalidLicenseType.NotSupported').optional(),
  DetectionStrategy: z.enum(['Standard']).optional(),
  RoleName: text.default('AliyunECSImageImportDefaultRole'),
  Features: z
    .object({
      NvmeSupport: z.enum(['supported', 'unsupported']).default('unsupported'),
      ImdsSupport: text.optional(),
    })
    .optional(),
  Tag: tags.optional(),
  DiskDeviceMapping: z.array(disk).min(1).max(17),
});
type Asked = z.infer<typeof input>;
type AskedDisk = z.infer<typeof disk>;

export const importImage = action('ImportImage', input, (asked, world) => {
  if (!world.roles.has(asked.RoleName)) throw denied('NoSetRoletoECSServiceAcount');
  if (asked.Architecture === 'arm64' && asked.BootMode === 'BIOS')
    throw invalid('InvalidBootMode.NotSupport', 'arm64 boots by UEFI only.');
  if (asked.LicenseType === 'BYOL' && asked.OSType !== 'windows')
    throw invalid('InvalidLicenseType.NotSupported');
  freeName(world, asked.RegionId, asked.ImageName);
  if ([...world.images.values()].filter(({ region }) => region === asked.RegionId).length >= QUOTA)
    throw denied('QuotaExceed.Image');
  const objects = asked.DiskDeviceMapping.map((mapping) => object(world, asked.RegionId, mapping));

  return () => {
    const image = begin(world, asked);
    const { ImageId } = image.record;
    const task = follow(world, image, asked, failure(world, asked, objects));
    return { RegionId: asked.RegionId, ImageId, TaskId: task.id };
  };
});

/** What ECS looks at before it accepts an import: the object's place and state, not yet its bytes. */
function object(world: World, region: string, { OSSBucket, OSSObject }: AskedDisk): StoredObject {
  const bucket = must(
    world.oss?.buckets.bucket(OSSBucket),
    invalid('InvalidOSSBucket.NotFound', 'The specified bucket does not exist.'),
  );
  if (bucket.region !== region)
    throw invalid('InvalidOSSBucket.NotMatched', 'The bucket is in another region.');
  const found = must(
    bucket.objects.get(OSSObject),
    invalid('InvalidOSSObject.NotFound', 'The specified object does not exist.'),
  );
  if (!SUFFIXES.test(OSSObject))
    throw invalid('UnsupportedSuffix.OSSObject', 'The suffix of the object is not supported.');
  if (found.size === 0) throw invalid('InvalidOSSObject.Size', 'The object is empty.');
  if (found.storageClass?.includes('Archive'))
    throw invalid('InvalidOSSObject.NeedRestore', 'The object must be restored first.');
  if (found.sse) throw denied('InvalidOSSBucket.EncryptUnsupported', 'Encrypted objects cannot be imported.');
  return found;
}

/** What turns out wrong only while importing: told by the task, not by the call. */
function failure(world: World, asked: Asked, objects: StoredObject[]): Task['error'] {
  const wanted = world.importFailures.find(
    ({ object, imageName }) =>
      (object && object === asked.DiskDeviceMapping[0]?.OSSObject) ||
      (imageName && imageName === asked.ImageName),
  );
  if (wanted) return { code: wanted.code, message: wanted.message };
  for (const [index, mapping] of asked.DiskDeviceMapping.entries()) {
    const { format, virtualBytes } = diskFormat(must(objects[index], new Error('an object for each disk')));
    const said = mapping.Format?.toUpperCase();
    if (!['RAW', 'VHD', 'QCOW2', 'VMDK'].includes(format) || (said && said !== format)) {
      const message = `The format of the image file is ${format}${said ? `, not ${said}` : ', which cannot be imported'}.`;
      return { code: 'InvalidImageFormat.Malformed', message };
    }
    const size = mapping.DiskImageSize ?? mapping.DiskImSize;
    if (size && size * GIB < virtualBytes) {
      return {
        code: 'InvalidImageSize',
        message: `DiskImageSize is smaller than the disk in the file (${Math.ceil(virtualBytes / GIB)} GiB).`,
      };
    }
  }
  return undefined;
}

function begin(world: World, asked: Asked): CustomImage {
  const id = world.newId('m', asked.RegionId);
  const platform = asked.Platform ?? (asked.OSType === 'windows' ? 'Other Windows' : 'Others Linux');
  const record: ImageRecord = {
    ImageId: id,
    ImageName: asked.ImageName ?? id,
    Description: asked.Description ?? '',
    OSName: `${platform} 64位`,
    OSNameEn: `${platform} 64 bit`,
    OSType: asked.OSType,
    Platform: platform,
    Architecture: asked.Architecture,
    BootMode: asked.BootMode ?? (asked.Architecture === 'arm64' ? 'UEFI' : 'BIOS'),
    Features: { NvmeSupport: asked.Features?.NvmeSupport ?? 'unsupported' },
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
    Tags: { Tag: (asked.Tag ?? []).map(({ Key, Value = '' }) => ({ TagKey: Key, TagValue: Value })) },
  };
  const image = {
    region: asked.RegionId,
    record,
    guest: { ...freshGuest(record, id), agent: false },
    work: world.begin(seconds(durations.import)),
  };
  world.images.set(id, image);
  world.changed('image', id, 'Creating');
  return image;
}

/** Runs the import's task to its end. The snapshot it makes reads `failed` until then, as the real one does. */
function follow(world: World, image: CustomImage, asked: Asked, error: Task['error']): Task {
  const { region, record } = image;
  const first = must(asked.DiskDeviceMapping[0], new Error('at least one disk'));
  const sizes = asked.DiskDeviceMapping.map((mapping) => sizeGiB(world, mapping));
  const snapshots = sizes.map((size, index) => shadow(world, record, size, index));
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
      finish(world, image, asked, sizes, snapshots);
    }
    world.changed('task', task.id, task.status);
  });
  return task;
}

function finish(world: World, image: CustomImage, asked: Asked, sizes: number[], snapshots: string[]): void {
  const { record } = image;
  delete image.work;
  record.Status = 'Available';
  record.Size = sizes[0] ?? 20;
  record.DiskDeviceMappings.DiskDeviceMapping = asked.DiskDeviceMapping.map((mapping, index) => ({
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
  if (asked.DetectionStrategy) inspect(world, record);
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

function shadow(world: World, record: ImageRecord, size: number, index: number): string {
  const region = must(world.images.get(record.ImageId), new Error('the image is there')).region;
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

function sizeGiB(world: World, { OSSBucket, OSSObject, DiskImageSize, DiskImSize }: AskedDisk): number {
  const asked = DiskImageSize ?? DiskImSize;
  if (asked) return asked;
  const found = world.oss?.buckets.object(OSSBucket, OSSObject);
  return found ? Math.max(1, Math.ceil(diskFormat(found).virtualBytes / GIB)) : 20;
}
