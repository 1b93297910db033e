import { action } from '../action.ts';
import { read, typed } from '../parse.ts';
import { mustBe } from '../rights.ts';

/** Asks the next question for the person: its record is a command as it would be typed. Only questions, never work. */
export const ask = action({
  name: 'ask',
  role: 'viewer',
  run(record, ctx) {
    const what = read(record, ctx.commands, ctx.t);
    const { name, role, run } = what.command;
    if (role !== 'viewer') return { whisper: { tone: 'warn', title: ctx.t('click.unknown') } };
    mustBe(role, ctx.who, name, ctx.config);
    return run(typed(what, ctx.t), ctx);
  },
});
