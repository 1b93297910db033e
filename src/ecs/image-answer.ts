import { z } from 'zod';
import type { Image } from '../domain/cloud.ts';
import { count, flag, list, oneOf, percent, tags, told, word, words } from './wire.ts';

const DiskMapping = z
  .object({
    type: word,
    device: word,
    size: count,
    format: word,
    snapshotId: word,
    importOSSBucket: word,
    importOSSObject: word,
    progress: percent.optional(),
    remainTime: count,
    encrypted: flag,
  })
  .transform(({ size, importOSSBucket, importOSSObject, remainTime, ...same }) =>
    told({
      ...same,
      sizeGiB: size,
      bucket: importOSSBucket,
      object: importOSSObject,
      remainingSeconds: remainTime,
    }),
  );

const CheckItem = z
  .object({ name: z.string(), value: word, riskLevel: word, riskCode: word })
  .transform(({ name, value, riskLevel, riskCode }) =>
    told({ name, value, risk: riskLevel, code: riskCode }),
  );

const Check = z
  .object({
    status: word,
    items: z.unknown().optional().pipe(list('item', CheckItem)),
  })
  .transform(told)
  .optional()
  .catch(undefined);

const Answer = z.object({
  imageId: z.string(),
  imageName: z.string().catch(''),
  /** `""` says that there is none; absent says nothing. */
  imageFamily: z.string().optional().catch(undefined),
  description: word,
  status: z.string().catch(''),
  progress: percent,
  size: count,
  architecture: oneOf(['x86_64', 'arm64', 'i386']),
  bootMode: oneOf(['BIOS', 'UEFI', 'UEFI-Preferred']),
  OSType: oneOf(['linux', 'windows']),
  OSName: words,
  OSNameEn: words,
  platform: word,
  imageOwnerAlias: oneOf(['system', 'self', 'others', 'marketplace']),
  creationTime: word,
  features: z
    .object({ nvmeSupport: oneOf(['supported', 'unsupported']) })
    .optional()
    .catch(undefined),
  isSupportCloudinit: flag,
  isSubscribed: flag,
  productCode: word,
  detectionOptions: Check,
  tags,
  diskDeviceMappings: list('diskDeviceMapping', DiskMapping),
});

function image(region: string) {
  return (said: z.output<typeof Answer>): Image =>
    told({
      id: said.imageId,
      name: said.imageName || said.imageId,
      region,
      family: said.imageFamily,
      description: said.description,
      status: said.status,
      progress: said.progress,
      sizeGiB: said.size,
      architecture: said.architecture,
      bootMode: said.bootMode,
      osType: said.OSType,
      osName: said.OSName,
      osNameEn: said.OSNameEn,
      platform: said.platform,
      owner: said.imageOwnerAlias,
      createdAt: said.creationTime,
      nvme: said.features?.nvmeSupport,
      cloudInit: said.isSupportCloudinit,
      subscribed: said.isSubscribed,
      productCode: said.productCode,
      check: said.detectionOptions,
      tags: said.tags,
      disks: said.diskDeviceMappings,
    });
}

const Page = z.object({ images: list('image', Answer) });
const Single = z.object({ image: Answer.optional().catch(undefined) });

/** DescribeImages' body. */
export function readImages(body: unknown, region: string): Image[] {
  return Page.parse(body).images.map(image(region));
}

/** DescribeImageFromFamily's body; no image is not an error there. */
export function readFamily(body: unknown, region: string): Image | undefined {
  const found = Single.parse(body).image;
  return found && image(region)(found);
}
