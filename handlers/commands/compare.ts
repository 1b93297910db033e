import { z } from 'zod';
import { readPair, settled } from '../../src/domain/release.ts';
import { UserError } from '../../src/errors.ts';
import { comparisonCard } from '../cards/comparison.ts';
import { arg, command, option } from '../command.ts';
import { listImages } from '../lookups.ts';
import { RegionId } from '../schemas.ts';

export const compare = command({
  name: 'compare',
  aliases: ['对比'],
  summary: 'command.compare',
  role: 'viewer',
  args: z.object({
    systems: arg('arg.compare.os', z.string(), { rest: true }),
    region: option('arg.region', RegionId.optional()),
  }),
  examples: ['compare ubuntu debian', 'compare centos 7 vs alinux 3'],
  async run({ systems, region: asked }, { t, now, catalog, home }) {
    const pair = readPair(systems);
    if (!pair) throw new UserError('error.compare.pair', { text: systems });
    const region = asked ?? home.region;
    const images = await listImages({ catalog }, region);
    return comparisonCard([settled(pair[0]), settled(pair[1])], { images, region, now, t });
  },
});
