import { type Action, action } from '../action.ts';
import type { Choice } from '../decide.ts';
import { decided } from '../decided.ts';

const choices: Choice[] = ['approve', 'deny', 'cancel', 'retry', 'force', 'giveup'];

/** Who may decide what is the request's own rule, the same for buttons and for typed words. */
export const decisions: Action[] = choices.map((name) =>
  action({
    name,
    role: 'viewer',
    async run(record, ctx) {
      // The button carries which plan it was drawn for; what it may do is judged on the record.
      const [id = '', plan] = record.split('/');
      return decided(await ctx.decide(id, name, { plan }), ctx);
    },
  }),
);
