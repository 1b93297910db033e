import { z } from 'zod';
import type { Image, InstanceType } from '../../src/domain/cloud.ts';
import { uses } from '../../src/domain/picking.ts';
import { recommend as choose } from '../../src/domain/recommend.ts';
import { systemWords } from '../../src/domain/systems.ts';
import { readWish } from '../../src/domain/wish.ts';
import { UserError } from '../../src/errors.ts';
import { recommendationCard } from '../cards/recommendation.ts';
import { arg, type Ctx, command, option } from '../command.ts';
import { findInstance, findType, listImages, regionsFor } from '../lookups.ts';
import { nearest } from '../parse.ts';
import { ArchitectureWord, RegionId, TypeOrInstance } from '../schemas.ts';

export const recommend = command({
  name: 'recommend',
  aliases: ['推荐'],
  summary: 'command.recommend',
  role: 'viewer',
  args: z.object({
    os: arg('arg.os', z.string().default(''), { rest: true }),
    for: option('arg.for', z.enum(uses).optional()),
    arch: option('arg.arch', ArchitectureWord.optional()),
    type: option('arg.type', TypeOrInstance.optional()),
    region: option('arg.region', RegionId.optional()),
  }),
  examples: [
    'recommend ubuntu',
    'recommend prod --type ecs.g8y.large',
    'recommend windows 2022 --region cn-shanghai',
  ],
  async run({ os, for: use, arch, type: named, region: asked }, ctx) {
    const wish = wishFrom(os);
    const { region, images, type } = await places(ctx, named, asked);
    if (type && arch && architectureOf(type) !== arch)
      throw new UserError('error.recommend.conflict', {
        type: type.id,
        architecture: architectureOf(type) ?? '?',
        asked: arch,
      });
    const advice = choose({
      images,
      wish: {
        language: ctx.t.locale,
        ...wish,
        ...(use && { use }),
        ...(arch && { architecture: arch }),
      },
      ...(type && { type }),
      now: ctx.now,
      region,
    });
    return recommendationCard(advice, ctx.now, ctx.t);
  },
});

/** An instance brings its region and its type with it. */
async function places(
  ctx: Ctx,
  named: string | undefined,
  asked: string | undefined,
): Promise<{ region: string; images: Image[]; type?: InstanceType }> {
  const instance = named?.startsWith('i-')
    ? await findInstance(ctx, named, regionsFor(ctx, asked))
    : undefined;
  const region = instance?.region ?? asked ?? ctx.home.region;
  const typeId = instance ? instance.type : named;
  const [images, type] = await Promise.all([
    listImages(ctx, region),
    typeId ? findType(ctx, typeId, region) : undefined,
  ]);
  return { region, images, ...(type && { type }) };
}

function wishFrom(text: string) {
  const wish = readWish(text);
  if (wish) return wish;
  const near = nearest(text.split(' ')[0] ?? '', [...systemWords, ...uses]);
  if (near) throw new UserError('error.recommend.wish.near', { text, near });
  throw new UserError('error.recommend.wish', { text });
}

function architectureOf({ cpuArchitecture }: InstanceType): 'arm64' | 'x86_64' | undefined {
  return cpuArchitecture && (cpuArchitecture === 'ARM' ? 'arm64' : 'x86_64');
}
