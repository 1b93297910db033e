import { Agent, fetch, type RequestInit } from 'undici';
import { z } from 'zod';
import { PaceError, UnknownOutcomeError } from '../platform.ts';

/** DingTalk understood and said no. `code` is its word for why; `scope` the permission that is missing. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  readonly code: string;
  readonly scope: string | undefined;

  constructor(status: number, code: string, scope?: string) {
    super(`DingTalk refused: ${code}${scope ? ` (${scope})` : ''}`);
    this.status = status;
    this.code = code;
    this.scope = scope;
  }
}

const Refusal = z.looseObject({
  code: z.string(),
  accessdenieddetail: z
    .looseObject({ requiredScopes: z.array(z.string()) })
    .optional()
    .catch(undefined),
  AccessDeniedDetail: z
    .looseObject({ requiredScopes: z.array(z.string()) })
    .optional()
    .catch(undefined),
});

/** Codes of the system for what surely did not arrive. */
const unsent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const qpsPauseMs = 2000;

export type Calls = ReturnType<typeof calls>;

/**
 * HTTP to DingTalk. Throws `PaceError`, `RefusedError`, `UnknownOutcomeError`, or an `Error` when it surely was not
 * taken; no address, token or body is in any of them.
 */
export function calls() {
  const dispatcher = new Agent({
    connect: { timeout: 5000 },
    headersTimeout: 10_000,
    bodyTimeout: 10_000,
  });

  async function request(url: string, init: RequestInit): Promise<unknown> {
    const { status, body } = await exchange(url, init);
    if (status < 400) return body;
    throw refusal(status, body);
  }

  async function exchange(url: string, init: RequestInit): Promise<{ status: number; body: unknown }> {
    try {
      const response = await fetch(url, { ...init, dispatcher, redirect: 'error' });
      const text = await response.text();
      return { status: response.status, body: parsed(text) };
    } catch (error) {
      const code = codeOf(error);
      if (unsent.has(code)) throw new Error(`DingTalk cannot be reached: ${code}`);
      throw new UnknownOutcomeError(`DingTalk did not answer: ${code}`);
    }
  }

  return {
    request,
    json: (method: 'POST' | 'PUT', url: string, body: unknown, headers: Record<string, string> = {}) =>
      request(url, {
        method,
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    close: () => dispatcher.destroy(),
  };
}

function refusal(status: number, body: unknown): Error {
  const refused = Refusal.safeParse(body);
  if (refused.success) {
    const { code, accessdenieddetail, AccessDeniedDetail } = refused.data;
    if (status === 429 || code.includes('QpsLimit')) return new PaceError(qpsPauseMs);
    const [scope] = (AccessDeniedDetail ?? accessdenieddetail)?.requiredScopes ?? [];
    // Also `system.busy` comes after an effect at times.
    return status < 500
      ? new RefusedError(status, code, scope)
      : new UnknownOutcomeError(`DingTalk answered HTTP ${status}, ${code}`);
  }
  if (status === 429) return new PaceError(qpsPauseMs);
  // The ban of a whole address answers with a page, or with JSON of another shape.
  return status < 500
    ? new RefusedError(status, `HTTP ${status}`)
    : new UnknownOutcomeError(`DingTalk answered HTTP ${status}`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  if (cause instanceof Error && 'code' in cause) return String(cause.code);
  return error instanceof Error ? error.name : 'unknown';
}
