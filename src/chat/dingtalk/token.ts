import { z } from 'zod';
import { UnknownOutcomeError } from '../platform.ts';
import type { Calls } from './calls.ts';

const Token = z.looseObject({ accessToken: z.string().min(1), expireIn: z.number() });

/** A token is used until ten minutes before its end; asking is free, and brings the same one to all processes. */
const spareMs = 600_000;

export type TokenConfig = { calls: Calls; apiBase: string; clientId: string; clientSecret: string };

/** The app's access token (`POST /v1.0/oauth2/accessToken`), asked for once by everybody who waits for it. */
export function tokens({ calls, apiBase, clientId, clientSecret }: TokenConfig) {
  let current: { token: Promise<string>; until: number } | undefined;

  async function ask(): Promise<string> {
    const app = { appKey: clientId, appSecret: clientSecret };
    const answer = await calls.json('POST', `${apiBase}/v1.0/oauth2/accessToken`, app).catch(unsaid);
    const { accessToken, expireIn } = Token.parse(answer);
    if (current) current.until = Date.now() + Math.max(expireIn * 1000 - spareMs, 0);
    return accessToken;
  }

  return {
    async get(): Promise<string> {
      if (current && current.until > Date.now()) return current.token;
      const asked = { token: ask(), until: Number.POSITIVE_INFINITY };
      current = asked;
      try {
        return await asked.token;
      } catch (error) {
        if (current === asked) current = undefined;
        throw error;
      }
    },
    /** DingTalk no longer takes it. */
    forget(): void {
      current = undefined;
    },
  };
}

/** Without a token nothing was said yet, so there is no doubt. */
function unsaid(error: unknown): never {
  throw error instanceof UnknownOutcomeError ? new Error(`no token: ${error.message}`) : error;
}
