import { z } from 'zod';
import { arg, command, option } from '../command.ts';
import { RegionId } from '../schemas.ts';
import { idAlone, show as showThing } from '../show.ts';

export const show = command({
  name: 'show',
  aliases: ['查看'],
  summary: 'command.show',
  role: 'viewer',
  startsWith: idAlone,
  args: z.object({
    id: arg('arg.id', z.string().regex(idAlone)),
    region: option('arg.region', RegionId.optional()),
  }),
  examples: ['show i-bp1example', 'show aliyun_3_x64_20G_alibase_20260828.vhd'],
  run: ({ id, region }, ctx) => showThing(id, ctx, region),
});
