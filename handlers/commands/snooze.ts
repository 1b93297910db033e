import { z } from 'zod';
import { snoozable } from '../../src/domain/snooze.ts';
import { UserError } from '../../src/errors.ts';
import { at } from '../../src/i18n/text.ts';
import { arg, type Ctx, command, option } from '../command.ts';
import { findInstance, regionsFor } from '../lookups.ts';

export const snooze = command({
  name: 'snooze',
  aliases: ['暂缓'],
  summary: 'command.snooze',
  role: 'operator',
  args: z.object({
    what: arg('arg.snooze.what', z.string().trim().min(1), { rest: true }),
    until: option('arg.snooze.until', z.iso.date().optional()),
    reason: option('arg.snooze.reason', z.string().max(200).optional()),
    off: option('arg.snooze.off', z.stringbool().default(false)),
  }),
  examples: ['snooze centos 7 --until 2027-03-31 --reason "moves in spring"', 'snooze centos 7 --off'],
  async run({ what: words, until: day, reason, off }, ctx) {
    const { what, name } = await named(words, ctx);
    if (off) {
      if (!(await ctx.snoozes.end(what))) throw new UserError('error.snooze.none', { what: name });
      return { title: ctx.t('snooze.over', { what: name }) };
    }
    if (!day || !reason) throw new UserError('error.snooze.missing', { what });
    const until = Date.parse(day);
    if (until <= ctx.now) throw new UserError('error.snooze.past', { until: day });
    await ctx.snoozes.set({ what, until, reason, by: ctx.who.name });
    return {
      title: ctx.t('snooze.title', { what: name, until: at(until, 'date') }),
      body: [{ kind: 'text', text: ctx.t('snooze.text', { reason }) }],
    };
  },
});

/** A system need not run anywhere yet; an instance has to be there. */
async function named(words: string, ctx: Ctx) {
  const found = snoozable(words, ctx.now);
  if (!found) throw new UserError('error.snooze.what', { what: words });
  if (found.instance) await findInstance(ctx, found.what, regionsFor(ctx));
  return found;
}
