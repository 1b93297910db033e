import { FormData } from 'undici';
import { type Calls, RefusedError } from './calls.ts';
import { type TokenConfig, tokens } from './token.ts';

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
      withToken((accessToken) => {
        const form = new FormData();
        form.append('media', new Blob([new Uint8Array(content)]), name);
        const query = new URLSearchParams({ access_token: accessToken, type });
        return calls.request(`${oapiBase}/media/upload?${query}`, { method: 'POST', body: form });
      }),
  };
}

function tokenRefused(error: unknown): boolean {
  if (!(error instanceof RefusedError)) return false;
  return error.status === 401 || /InvalidAuthentication/i.test(error.code);
}
