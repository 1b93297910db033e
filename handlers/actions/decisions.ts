import { type Action, action } from '../action.ts';
import type { Choice } from '../decide.ts';
import { decided } from '../decided.ts';

const choices: Choice[] = ['approve', 'deny', 'cancel', 'retry', 'force', 'giveup'];

/** Who may decide what is the request's own rule, the same for buttons and for typed words. */
export const decisions: Action[] = choices.map((name) =>
  action({ name, role: 'viewer', run: async (record, ctx) => decided(await ctx.decide(record, name), ctx) }),
);
