import { z } from 'zod';
import { seenOn } from '../../src/domain/access.ts';
import { UserError } from '../../src/errors.ts';
import { arg, command } from '../command.ts';
import { requestCard } from '../request-card.ts';
import { requestTable } from '../request-table.ts';

const shown = 20;

export const status = command({
  name: 'status',
  aliases: ['状态'],
  summary: 'status.summary',
  role: 'viewer',
  examples: ['status', 'status rq_7f3a2k'],
  args: z.object({ request: arg('status.request', z.string().toLowerCase().optional()) }),
  async run({ request: id }, { requests, operations, config, incoming, t }) {
    if (!id) {
      const active = (await requests.active()).map(({ request }) => request);
      active.sort((a, b) => b.createdAt - a.createdAt);
      return requestTable(t('status.title'), active.slice(0, shown), operations, t);
    }
    const request = (await requests.load(id))?.request;
    const operation = operations.find(({ name }) => name === request?.operation);
    if (!request || !operation) throw new UserError('error.request.unknown', { id });
    return requestCard(request, operation, seenOn(incoming.place.platform, config.directory), t);
  },
});
