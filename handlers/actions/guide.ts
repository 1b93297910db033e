import { topics } from '../../src/domain/guide/topics.ts';
import { action } from '../action.ts';
import { tell } from '../guide.ts';

/** A topic of the guide, or with `/more` the rest of it: `centos`, `centos/more`. */
export const guide = action({
  name: 'guide',
  role: 'viewer',
  run(record, ctx) {
    const [name, rest] = record.split('/');
    const topic = topics.find((one) => one.name === name);
    if (!topic) return { whisper: { tone: 'warn', title: ctx.t('click.unknown') } };
    return tell(topic, rest === 'more', ctx);
  },
});
