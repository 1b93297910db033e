import { z } from 'zod';
import type { Faults } from '../faults.ts';
import type { Links } from '../links.ts';
import { Refused, read } from '../refused.ts';
import type { Endpoint } from './endpoint.ts';

const Open = z.strictObject({
  clientId: z.string(),
  clientSecret: z.string(),
  subscriptions: z.array(
    z.strictObject({ type: z.enum(['EVENT', 'CALLBACK', 'SYSTEM']), topic: z.string().min(1) }),
  ),
  ua: z.string().optional(),
  localIp: z.string().optional(),
});

/** `connections/open`: a ticket for one Stream connection (§1.1). */
export const gateway = (links: Links, faults: Faults): Record<string, Endpoint> => ({
  'POST /v1.0/gateway/connections/open': {
    token: 'none',
    metered: false,
    async run({ body }, { app }) {
      const fault = faults.open();
      if (fault === 'hang') await new Promise(() => {});
      if (fault === 'refuse') throw new Refused(400, 'invalidParameter', 'the robot is not in Stream mode');
      if (fault === 'fail') throw new Refused(500, 'system.error', 'fault');
      const { clientId, clientSecret, subscriptions } = read(Open, body);
      if (fault === 'unauthorized' || clientId !== app.clientId || clientSecret !== app.clientSecret)
        throw new Refused(401, 'authFailed', '鉴权失败');
      return links.open(subscriptions.map(({ topic }) => topic));
    },
  },
});
