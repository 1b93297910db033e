import { z } from 'zod';
import { importImage } from '../../jobs/import-image.ts';
import { passing } from '../../jobs/retry.ts';
import type { Image } from '../../src/domain/cloud.ts';
import {
  defaultName,
  ImportBoot,
  ImportFormat,
  type ImportWish,
  planImport,
  refuseObject,
} from '../../src/domain/import-plan.ts';
import { EcsError } from '../../src/ecs/errors.ts';
import { everyImageStatus } from '../../src/ecs/images.ts';
import { UserError } from '../../src/errors.ts';
import { arg, type Ctx, command, option } from '../command.ts';
import { regionsFor } from '../lookups.ts';
import { ArchitectureWord } from '../schemas.ts';

const ossAddress = /^oss:\/\/([a-z\d][a-z\d-]{1,61}[a-z\d])\/(?!\/)(.+)$/;

export const importCommand = command({
  name: 'import',
  aliases: ['导入'],
  summary: 'import.help',
  role: 'operator',
  asks: true,
  args: z.object({
    source: arg('import.arg.source', z.string().trim().regex(ossAddress)),
    name: option('import.arg.name', z.string().optional()),
    os: option('import.arg.os', z.string().optional()),
    arch: option('import.arg.arch', ArchitectureWord.optional()),
    boot: option('import.arg.boot', caseless(ImportBoot)),
    format: option('import.arg.format', caseless(ImportFormat)),
    size: option('import.arg.size', z.coerce.number().int().positive().optional()),
  }),
  examples: [
    'import oss://my-bucket/images/ubuntu-24.04.qcow2',
    'import oss://my-bucket/erp.vhd --name erp-2026 --os "windows 2022"',
  ],
  async run({ source, name, os, arch, boot, format, size }, ctx) {
    const { home, config, now } = ctx;
    const { bucket, object } = address(source);
    const region = await regionOf(bucket, ctx);
    const wish: ImportWish = {
      site: home.site,
      ...(name && { name }),
      ...(os && { os }),
      ...(arch && { architecture: arch }),
      ...(boot && { bootMode: boot }),
      ...(format && { format }),
      ...(size && { sizeGiB: size }),
    };
    const [head, images] = await Promise.all([
      ctx.ecs.oss.head(region, bucket, object),
      named(name ?? defaultName(object, now), region, ctx),
    ]);
    const { sizeBytes } = refuseObject({ bucket, object, head });
    const ends = await ctx.ecs.oss.readEnds(region, bucket, object, sizeBytes);
    const names = images.map((image) => image.name);
    const facts = { region, bucket, object, head, ends, names, vmdk: config.importVmdk };
    return ctx.submit(importImage, planImport(facts, wish, now));
  },
});

/** `qcow2` as well as `QCOW2`. */
function caseless<E extends z.ZodEnum>(choices: E) {
  return z.preprocess(
    (typed) => (typeof typed === 'string' ? typed.toUpperCase() : typed),
    choices.optional(),
  );
}

function address(source: string): { bucket: string; object: string } {
  const [, bucket = '', object = ''] = ossAddress.exec(source) ?? [];
  return { bucket, object };
}

/** ECS imports only from a bucket in the region of the image, so the bucket decides. */
async function regionOf(bucket: string, { ecs, home }: Ctx): Promise<string> {
  const region = await locate(bucket, regionsFor({ home }), ecs).catch((error) => {
    if (error instanceof EcsError && error.code === 'NoSuchBucket')
      throw new UserError('error.import.bucket', { bucket });
    throw error;
  });
  if (!home.regions.includes(region))
    throw new UserError('error.import.region', { bucket, region, regions: { list: home.regions } });
  return region;
}

/**
 * OSS may refuse to tell, at one region's address, of a bucket that is in another, or for want of the right to ask.
 * Then it is taken to be at home; ImportImage itself refuses a bucket of another region.
 */
async function locate(bucket: string, regions: string[], ecs: Ctx['ecs']): Promise<string> {
  for (const region of regions)
    try {
      return await ecs.oss.location(region, bucket);
    } catch (error) {
      if (!(error instanceof EcsError) || error.code === 'NoSuchBucket' || passing(error)) throw error;
    }
  return regions[0] ?? '';
}

/** ECS looks for a part of a name, so this finds the numbered ones too. */
function named(name: string, region: string, { ecs }: Ctx): Promise<Image[]> {
  return ecs.images.list(region, { owner: 'self', name, status: everyImageStatus });
}
