import { z } from 'zod';
import { findTopic, topicWords } from '../../src/domain/guide/topics.ts';
import { UserError } from '../../src/errors.ts';
import { contents } from '../cards/guide.ts';
import { arg, command, option } from '../command.ts';
import { tell } from '../guide.ts';
import { nearest } from '../parse.ts';

export const guide = command({
  name: 'guide',
  aliases: ['指南'],
  summary: 'command.guide',
  role: 'viewer',
  args: z.object({
    topic: arg('arg.topic', z.string().default(''), { rest: true }),
    more: option('arg.more', z.stringbool().default(false)),
  }),
  examples: ['guide', 'guide centos', 'guide import --more'],
  run({ topic: text, more }, ctx) {
    if (!text) return contents(ctx.home.region, ctx.t);
    const topic = findTopic(text);
    if (topic) return tell(topic, more, ctx);
    const near = nearest(text, topicWords);
    if (near) throw new UserError('error.guide.topic.near', { text, near });
    throw new UserError('error.guide.topic', { text });
  },
});
