import { z } from 'zod';
import { newSecret } from '../ids.ts';
import { Refused, read } from '../refused.ts';
import type { State } from '../state.ts';
import type { Endpoint } from './endpoint.ts';

const Ask = z.strictObject({ appKey: z.string(), appSecret: z.string() });

/** Access tokens: one at a time, renewed when asked for again within its life (§5). */
export function createTokens(state: State) {
  let current = { token: '', expires: 0 };

  const give: Endpoint = {
    token: 'none',
    metered: false,
    run({ body }) {
      const { appKey, appSecret } = read(Ask, body);
      if (appKey !== state.app.clientId || appSecret !== state.app.clientSecret)
        throw new Refused(400, 'invalidClientIdOrSecret', '无效的clientId或者clientSecret');
      const expires = state.now() + state.timings.token;
      current = { token: current.expires > state.now() ? current.token : newSecret(), expires };
      return { accessToken: current.token, expireIn: state.timings.token / 1000 };
    },
  };

  return {
    endpoints: { 'POST /v1.0/oauth2/accessToken': give } as Record<string, Endpoint>,
    valid: (token: string | null | undefined) => token === current.token && current.expires > state.now(),
  };
}

export type Tokens = ReturnType<typeof createTokens>;
