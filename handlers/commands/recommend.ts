import { z } from 'zod';
import type { Image, Instance, InstanceType } from '../../src/domain/cloud.ts';
import { uses } from '../../src/domain/picking.ts';
import { recommend as choose, openQuestion, resolved } from '../../src/domain/recommend.ts';
import { inCluster } from '../../src/domain/replacement-rules.ts';
import { systemWords } from '../../src/domain/systems.ts';
import { readWish, wishWords } from '../../src/domain/wish.ts';
import { UserError } from '../../src/errors.ts';
import { recommendationCard } from '../cards/recommendation.ts';
import { arg, type Ctx, command, option } from '../command.ts';
import { findFamily, findInstance, findType, listFitting, listImages, regionsFor } from '../lookups.ts';
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
    const { type: said, cluster, ...words } = wishFrom(os);
    if (cluster) throw new UserError('error.recommend.cluster');
    const wish = { ...words, ...(use && { use }), ...(arch && { architecture: arch }) };
    const { region, images, type, allowed, osType } = await places(ctx, named ?? said, asked);
    refuseConflict(type, wish.architecture);
    const listed = choose({
      images,
      wish: { language: ctx.t.locale, ...wish },
      ...(type && { type }),
      ...(allowed && { allowed }),
      ...(osType && { osType }),
      now: ctx.now,
      region,
    });
    // A newer build than the list knew counts, where the family tells of one.
    const advice = resolved(listed, await findFamily(ctx, listed.best.image), ctx.now);
    return recommendationCard(advice, openQuestion(wish, advice), { ...ctx, site: ctx.home.site });
  },
});

type Place = {
  region: string;
  images: Image[];
  type?: InstanceType;
  allowed?: ReadonlySet<string>;
  osType?: Instance['osType'];
};

/** An instance brings its region and its type with it; ECS says itself what it would put on a type. */
async function places(ctx: Ctx, named: string | undefined, asked: string | undefined): Promise<Place> {
  const instance = named?.startsWith('i-')
    ? await findInstance(ctx, named, regionsFor(ctx, asked))
    : undefined;
  if (instance && inCluster(instance)) throw new UserError('error.recommend.cluster');
  const region = instance?.region ?? asked ?? ctx.home.region;
  const typeId = instance ? instance.type : named;
  if (!typeId) return { region, images: await listImages(ctx, region) };
  // A type that does not exist is told as such, not as a list that could not be had.
  const [images, type] = await Promise.all([listImages(ctx, region), findType(ctx, typeId, region)]);
  const allowed = await listFitting(ctx, region, typeId, instance ? 'ChangeOS' : 'CreateEcs');
  return { region, images, type, allowed, ...(instance?.osType && { osType: instance.osType }) };
}

function wishFrom(text: string) {
  const wish = readWish(text);
  if (wish) return wish;
  const near = nearest(text.split(' ')[0] ?? '', [...systemWords, ...wishWords]);
  if (near) throw new UserError('error.recommend.wish.near', { text, near });
  throw new UserError('error.recommend.wish', { text });
}

/** A type has one architecture, whatever else was asked for. */
function refuseConflict(type: InstanceType | undefined, asked: string | undefined): void {
  if (!type?.cpuArchitecture || !asked) return;
  const architecture = type.cpuArchitecture === 'ARM' ? 'arm64' : 'x86_64';
  if ((asked === 'arm64') !== (architecture === 'arm64'))
    throw new UserError('error.recommend.conflict', { type: type.id, architecture, asked });
}
