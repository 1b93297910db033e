import { z } from 'zod';
import { command } from '../command.ts';
import { requestTable } from '../request-table.ts';

const shown = 20;

export const requests = command({
  name: 'requests',
  aliases: ['请求', '请求列表'],
  summary: 'requests.summary',
  role: 'viewer',
  examples: ['requests'],
  args: z.object({}),
  async run(_args, { requests, operations, t }) {
    const recent = (await requests.recent(shown)).map(({ request }) => request);
    return requestTable(t('requests.title'), recent, operations, t);
  },
});
