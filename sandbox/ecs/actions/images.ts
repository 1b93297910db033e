import { z } from 'zod';
import { action } from '../action.ts';
import { denied, invalid, missing } from '../errors.ts';
import { misfit } from '../fit.ts';
import { page } from '../paging.ts';
import { bool, csv, dryRun, numbered, regional, tags, text } from '../parameters.ts';
import type { CustomImage, ImageRecord } from '../records.ts';
import { must, tagged, type World } from '../world.ts';
import { imageName } from './image-names.ts';

const architecture = z.enum(['i386', 'x86_64', 'arm64'], 'InvalidArchitecture.ValueNotSupported');

export const describeImages = action(
  'DescribeImages',
  z.object({
    ...regional,
    ...dryRun,
    ...numbered(100),
    ActionType: z.enum(['CreateEcs', 'ChangeOS']).default('CreateEcs'),
    Architecture: architecture.optional(),
    Filter: z.array(z.object({ Key: text, Value: text })).optional(),
    ImageFamily: text.optional(),
    ImageId: text.optional(),
    ImageName: text.optional(),
    ImageOwnerAlias: z
      .enum(['system', 'self', 'others', 'marketplace'], 'InvalidImageOwnerAlias.ValueNotSupported')
      .optional(),
    InstanceType: text.optional(),
    IsSupportCloudinit: bool.optional(),
    IsSupportIoOptimized: bool.optional(),
    OSType: z.enum(['linux', 'windows'], 'InvalidOSType.ValueNotSupported').optional(),
    ShowExpired: bool.optional(),
    SnapshotId: text.optional(),
    // Also with ImageId: an image that is still being made is "not found" unless its status is asked for.
    Status: csv.default(['Available']),
    Tag: tags.optional(),
    Usage: z.enum(['instance', 'none'], 'InvalidUsage.ValueNotSupported').optional(),
  }),
  (asked, world) => {
    const type = asked.InstanceType ? world.types.get(asked.InstanceType) : undefined;
    if (asked.InstanceType && !type) throw invalid('InvalidInstanceType.ValueNotSupported');
    const found = candidates(world, asked.RegionId, asked.ImageId).filter(
      (image) =>
        (!asked.ImageOwnerAlias || image.ImageOwnerAlias === asked.ImageOwnerAlias) &&
        (!asked.Architecture || image.Architecture === asked.Architecture) &&
        (!asked.OSType || image.OSType === asked.OSType) &&
        (!asked.ImageFamily || image.ImageFamily === asked.ImageFamily) &&
        (!asked.ImageName || image.ImageName.includes(asked.ImageName.replaceAll('*', ''))) &&
        (asked.Status.includes('ALL') || asked.Status.includes(image.Status)) &&
        (asked.IsSupportCloudinit === undefined || image.IsSupportCloudinit === asked.IsSupportCloudinit) &&
        (asked.IsSupportIoOptimized === undefined ||
          image.IsSupportIoOptimized === asked.IsSupportIoOptimized) &&
        (!asked.Usage || usage(world, image) === asked.Usage) &&
        (!asked.SnapshotId || comesFrom(image, asked.SnapshotId)) &&
        (!type || !misfit(image, type)) &&
        tagged(tagsOf(image), asked.Tag) &&
        (asked.Filter ?? []).every((filter) => passes(image, filter)),
    );
    const { rows, fields } = page(found.sort(newestFirst), asked);
    return {
      RegionId: asked.RegionId,
      ...fields,
      Images: { Image: rows.map((image) => shown(world, image)) },
    };
  },
);

export const describeImageFromFamily = action(
  'DescribeImageFromFamily',
  z.object({ ...regional, ImageFamily: text }),
  ({ RegionId, ImageFamily }, world) => {
    const [Image] = candidates(world, RegionId)
      .filter((image) => image.ImageFamily === ImageFamily && image.Status === 'Available')
      .sort(newestFirst);
    // This action prints the progress without its percent sign.
    return Image ? { Image: { ...Image, Progress: '100' } } : {};
  },
);

export const describeImageSupportInstanceTypes = action(
  'DescribeImageSupportInstanceTypes',
  z.object({ ...regional, ImageId: text.optional(), ActionType: text.optional() }),
  ({ RegionId, ImageId }, world) => {
    const image = ImageId ? world.findImage(ImageId, RegionId) : undefined;
    if (ImageId && !image) throw missing('InvalidImageId.NotFound');
    const InstanceType = [...world.types.values()]
      .filter((type) => !image || !misfit(image, type))
      .map(({ instanceType, family, vcpu, memoryGiB }) => ({
        InstanceTypeId: instanceType,
        InstanceTypeFamily: family,
        CpuCoreCount: vcpu,
        MemorySize: memoryGiB,
      }));
    return { RegionId, ...(ImageId && { ImageId }), InstanceTypes: { InstanceType } };
  },
);

export const modifyImageAttribute = action(
  'ModifyImageAttribute',
  z.object({
    ...regional,
    ...dryRun,
    ImageId: text,
    ImageName: imageName.optional(),
    Description: z.string().max(256).optional(),
    ImageFamily: text.optional(),
    BootMode: z.enum(['BIOS', 'UEFI', 'UEFI-Preferred'], 'InvalidBootMode.Malformed').optional(),
    Status: z.enum(['Available', 'Deprecated']).optional(),
    Features: z.object({ NvmeSupport: text.optional(), ImdsSupport: text.optional() }).optional(),
  }),
  ({ RegionId, ImageId, Features, DryRun: _, ...changes }, world) => {
    const { record } = own(world, ImageId, RegionId);
    if (!['Available', 'Deprecated'].includes(record.Status)) throw invalid('IncorrectImageStatus');
    return () => {
      Object.assign(record, changes, Features && { Features: { ...record.Features, ...Features } });
      world.changed('image', ImageId, record.Status);
      return {};
    };
  },
);

export const deleteImage = action(
  'DeleteImage',
  z.object({ ...regional, ...dryRun, ImageId: text, Force: bool.default(false) }),
  ({ RegionId, ImageId, Force }, world) => {
    const image = world.images.get(ImageId);
    if (!image || image.region !== RegionId) return {};
    if (image.work) throw denied('ImageIsImporting', 'The image is still being made.');
    if (!Force && usage(world, image.record) === 'instance')
      throw denied('ImageUsingByInstance', 'Instances use the image.');
    return () => {
      world.images.delete(ImageId);
      world.changed('image', ImageId, 'Deleted');
      return {};
    };
  },
);

/** One of the account's own images in the region. */
export function own(world: World, id: string, region: string): CustomImage {
  const image = world.images.get(id);
  return must(image?.region === region ? image : undefined, missing('InvalidImageId.NotFound'));
}

/** Own images and the newest public build of each variant; an older public build only when asked for by its id. */
function candidates(world: World, region: string, id?: string): ImageRecord[] {
  if (id) return [world.findImage(id, region)].filter((image) => image !== undefined);
  const own = [...world.images.values()]
    .filter((image) => image.region === region)
    .map(({ record }) => record);
  return [...own, ...listed(world)];
}

function listed(world: World): ImageRecord[] {
  const newest = new Map<string, ImageRecord>();
  for (const image of world.publicImages.values()) {
    const variant = image.ImageId.replace(/_\d{8,9}(\.\w+)?$/, '');
    const other = newest.get(variant);
    if (world.withdrawn.has(image.ImageId)) continue;
    if (!other || newestFirst(image, other) < 0) newest.set(variant, image);
  }
  return [...newest.values()];
}

function newestFirst(a: ImageRecord, b: ImageRecord): number {
  return b.CreationTime.localeCompare(a.CreationTime) || a.ImageId.localeCompare(b.ImageId);
}

function shown(world: World, image: ImageRecord): ImageRecord {
  const work = world.images.get(image.ImageId)?.work;
  return { ...image, Progress: `${world.percent(work)}%`, Usage: usage(world, image) };
}

function usage(world: World, image: ImageRecord): string {
  if (image.ImageOwnerAlias === 'system') return 'instance';
  return [...world.instances.values()].some(({ imageId }) => imageId === image.ImageId) ? 'instance' : 'none';
}

function comesFrom(image: ImageRecord, snapshotId: string): boolean {
  return image.DiskDeviceMappings.DiskDeviceMapping.some(({ SnapshotId }) => SnapshotId === snapshotId);
}

function tagsOf(image: ImageRecord): Record<string, string> {
  return Object.fromEntries(image.Tags.Tag.map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

function passes(image: ImageRecord, { Key, Value }: { Key: string; Value: string }): boolean {
  if (Key === 'CreationStartTime') return Date.parse(image.CreationTime) >= Date.parse(Value);
  if (Key === 'CreationEndTime') return Date.parse(image.CreationTime) <= Date.parse(Value);
  if (Key === 'NetworkType') return true;
  throw invalid('InvalidParameter.Filter', `There is no filter ${Key}.`);
}
