import { z } from 'zod';
import type { StoredObject } from '../../oss/samples.ts';
import { action } from '../action.ts';
import { diskFormat } from '../disk-format.ts';
import { denied, invalid } from '../errors.ts';
import { startImport } from '../importing.ts';
import { dryRun, int, regional, tags, text, token } from '../parameters.ts';
import type { Task } from '../records.ts';
import { must, type World } from '../world.ts';
import { freeName, imageName } from './image-names.ts';

const GIB = 2 ** 30;
const SUFFIXES = /\.(raw|img|vhd|qcow2|vmdk)$/i;

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
  if ([...world.images.values()].filter(({ region }) => region === asked.RegionId).length >= world.imageQuota)
    throw denied('QuotaExceed.Image');
  const objects = asked.DiskDeviceMapping.map((mapping) => object(world, asked.RegionId, mapping));

  const error = failure(world, asked, objects);
  const sizesGiB = asked.DiskDeviceMapping.map((mapping, index) => sizeGiB(mapping, objects[index]));

  return () => startImport(world, asked, sizesGiB, error);
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

/** The size asked for, else that of the disk in the file. */
function sizeGiB({ DiskImageSize, DiskImSize }: AskedDisk, found: StoredObject | undefined): number {
  return (
    DiskImageSize ?? DiskImSize ?? Math.max(1, Math.ceil(found ? diskFormat(found).virtualBytes / GIB : 0))
  );
}
