import { z } from 'zod';
import { arg, type Command, command } from '../command.ts';
import { decided } from '../decided.ts';

const id = z.string().toLowerCase();

/** The buttons of a request's card, typed. */
export const approve: Command = command({
  name: 'approve',
  aliases: ['批准', '同意'],
  summary: 'approve.summary',
  role: 'viewer',
  shownTo: 'approver',
  examples: ['approve rq_7f3a2k'],
  args: z.object({
    request: arg('decide.request', id),
    plan: arg('approve.plan', z.string().toLowerCase().min(6).optional()),
  }),
  run: async ({ request, plan }, ctx) => decided(await ctx.decide(request, 'approve', { plan }), ctx),
});

export const deny: Command = command({
  name: 'deny',
  aliases: ['拒绝'],
  summary: 'deny.summary',
  role: 'viewer',
  shownTo: 'approver',
  examples: ['deny rq_7f3a2k not during the sale'],
  args: z.object({
    request: arg('decide.request', id),
    reason: arg('deny.reason', z.string().max(300).optional(), { rest: true }),
  }),
  run: async ({ request, reason }, ctx) => decided(await ctx.decide(request, 'deny', { why: reason }), ctx),
});

export const cancel: Command = command({
  name: 'cancel',
  aliases: ['取消'],
  summary: 'cancel.summary',
  role: 'viewer',
  examples: ['cancel rq_7f3a2k'],
  args: z.object({ request: arg('decide.request', id) }),
  run: async ({ request }, ctx) => decided(await ctx.decide(request, 'cancel'), ctx),
});
