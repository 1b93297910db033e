import { FormData } from 'undici';
import { z } from 'zod';
import { PaceError, UnknownOutcomeError } from '../platform.ts';
import { type Calls, RefusedError } from './calls.ts';
import { type TokenConfig, tokens } from './token.ts';

/** The older API says no with HTTP 200 (`facts/dingtalk.md` §4.3). */
const OldAnswer = z.looseObject({ errcode: z.number(), errmsg: z.string().catch('') });
const tooFast = new Set([90002, 90018]);
const staleToken = new Set([40014, 42001]);
/** Its own door keeper; the code behind it stands in the words. */
const gate = 88;
const busy = -1;
const qpsPauseMs = 2000;

export type OpenApi = ReturnType<typeof openApi>;

/** Calls that carry the app's token. One that is refused for its token is made once more with a new one. */
export function openApi(config: TokenConfig & { calls: Calls; oapiBase: string }) {
  const { calls, apiBase, oapiBase } = config;
  const token = tokens(config);

  async function withToken<T>(call: (token: string) => Promise<T>): Promise<T> {
    try {
      return await call(await token.get());
    } catch (error) {
      if (!tokenRefused(error)) throw error;
      token.forget();
      return call(await token.get());
    }
  }

  return {
    call: (method: 'POST' | 'PUT', path: string, body: unknown): Promise<unknown> =>
      withToken((accessToken) =>
        calls.json(method, `${apiBase}${path}`, body, { 'x-acs-dingtalk-access-token': accessToken }),
      ),

    /** `POST /media/upload`, of the older API: the token is in the address. */
    upload: (type: 'file', name: string, content: Buffer): Promise<unknown> =>
      withToken(async (accessToken) => {
        const form = new FormData();
        form.append('media', new Blob([new Uint8Array(content)]), name);
        const query = new URLSearchParams({ access_token: accessToken, type });
        return granted(
          await calls.request(`${oapiBase}/media/upload?${query}`, { method: 'POST', body: form }),
        );
      }),
  };
}

function granted(answer: unknown): unknown {
  const { success, data } = OldAnswer.safeParse(answer);
  if (!success) throw new UnknownOutcomeError('DingTalk answered something else');
  const behind = data.errcode === gate ? /subcode=(\d+)/.exec(data.errmsg)?.[1] : undefined;
  const code = Number(behind ?? data.errcode);
  if (code === 0) return answer;
  if (tooFast.has(code) || code === gate) throw new PaceError(qpsPauseMs);
  if (code === busy) throw new UnknownOutcomeError('DingTalk is busy');
  throw new RefusedError(staleToken.has(code) ? 401 : 400, `errcode ${code}`);
}

/** Whether it said no to who we are, which can become right. */
export function tokenRefused(error: unknown): boolean {
  if (!(error instanceof RefusedError)) return false;
  return error.status === 401 || /InvalidAuthentication|invalidClient/i.test(error.code);
}
