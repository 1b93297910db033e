import { z } from 'zod';
import { UserError } from '../../src/errors.ts';
import { command, option } from '../command.ts';
import { fleetCard } from '../fleet/card.ts';
import { fleetFiles } from '../fleet/files.ts';
import { surveyed } from '../fleet/survey.ts';
import { regionsFor } from '../lookups.ts';
import { RegionId } from '../schemas.ts';

export const fleet = command({
  name: 'fleet',
  aliases: ['巡检'],
  summary: 'command.fleet',
  role: 'viewer',
  args: z.object({ region: option('arg.fleet.region', RegionId.optional()) }),
  examples: ['fleet', 'fleet --region cn-shanghai'],
  async run({ region }, ctx) {
    const regions = regionsFor(ctx, region);
    const reading = ctx.t('fleet.reading', { count: regions.length });
    const survey = await ctx.patiently(reading, surveyed(ctx, regions, ctx.now));
    if (survey.machines.length === 0 && survey.failed.length === 0)
      throw new UserError('error.fleet.empty', { regions: { list: survey.regions } });
    const title = ctx.t('fleet.title', { count: survey.machines.length, regions: survey.regions.length });
    return { card: fleetCard(survey, title, ctx.t), files: await fleetFiles(survey, ctx.t) };
  },
});
