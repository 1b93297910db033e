import { z } from 'zod';
import { readReplacement } from '../../jobs/replace-os/plan.ts';
import { replaceOs } from '../../jobs/replace-os.ts';
import type { Instance } from '../../src/domain/cloud.ts';
import { recommend } from '../../src/domain/recommend.ts';
import { release, releaseName, systemWords } from '../../src/domain/systems.ts';
import { UserError } from '../../src/errors.ts';
import { arg, type Ctx, command, option } from '../command.ts';
import { findInstance, findType, listImages, regionsFor } from '../lookups.ts';
import { nearest } from '../parse.ts';

const dayMs = 24 * 60 * 60 * 1000;
const exactId = /^m-|\.vhd$/;

export const replace = command({
  name: 'replace',
  aliases: ['更换'],
  summary: 'replace.help',
  role: 'operator',
  asks: true,
  args: z.object({
    instance: arg('replace.arg.instance', z.string()),
    image: arg('replace.arg.image', z.string(), { rest: true }),
    size: option('replace.arg.size', z.coerce.number().int().positive().optional()),
    keypair: option('replace.arg.keyPair', z.string().optional()),
    noBackup: option('replace.arg.noBackup', z.string().min(3).optional()),
    passwordSet: option('replace.arg.passwordSet', z.stringbool().default(false)),
  }),
  examples: [
    'replace i-bp1abcdefghijklmnop ubuntu 24.04',
    'replace i-bp1abcdefghijklmnop aliyun_3_x64_20G_alibase_20260513.vhd --size 60 --keypair ops',
  ],
  async run({ instance: id, image, size, keypair, noBackup, passwordSet }, ctx) {
    const { ecs, now, home, config } = ctx;
    const instance = await findInstance(ctx, id, regionsFor(ctx));
    const { region } = instance;
    const imageId = exactId.test(image)
      ? await here(image, region, ctx)
      : await resolve(image, instance, ctx);
    const keepDays = Math.max(1, Math.ceil(config.backupKeepMs / dayMs));
    const wish = {
      site: home.site,
      backup: noBackup ? { none: noBackup } : { keepDays },
      ...(size && { sizeGiB: size }),
      ...(keypair && { keyPair: keypair }),
      ...(passwordSet && { passwordSet }),
    };
    const plan = await readReplacement(ecs, { region, instanceId: id, imageId }, wish, now);
    return ctx.submit(replaceOs, plan);
  },
});

/** Images do not cross regions: one of elsewhere is told apart from one that is nowhere. */
async function here(imageId: string, region: string, { ecs, home }: Ctx): Promise<string> {
  if (await ecs.images.get(region, imageId)) return imageId;
  const others = home.regions.filter((other) => other !== region);
  const found = await Promise.all(others.map((other) => ecs.images.get(other, imageId)));
  const elsewhere = found.find((image) => image !== undefined);
  if (!elsewhere) throw new UserError('error.image.unknown', { id: imageId, regions: region });
  throw new UserError('error.replace.elsewhere', { imageId, region, found: elsewhere.region });
}

/** One exact image for a system's name. Another system than the named one is only proposed, never taken. */
async function resolve(text: string, instance: Instance, ctx: Ctx): Promise<string> {
  const wanted = release(text);
  if (!wanted) {
    const near = nearest(text.split(' ')[0] ?? '', systemWords);
    if (near) throw new UserError('error.replace.os.near', { text, near, instance: instance.id });
    throw new UserError('error.replace.os', { text });
  }
  const { region, type: typeId = '' } = instance;
  const [images, type] = await Promise.all([listImages(ctx, region), findType(ctx, typeId, region)]);
  const wish = { release: wanted, language: ctx.t.locale };
  const { best, refused } = recommend({ images, wish, type, now: ctx.now, region });
  if (!refused) return best.image.id;
  const proposal = {
    os: releaseName(refused.release),
    instead: releaseName(best.what),
    instance: instance.id,
    imageId: best.image.id,
  };
  if (refused.why === 'ended') throw new UserError('error.replace.ended', proposal);
  throw new UserError('error.replace.unlisted', { ...proposal, region, type: typeId });
}
