import type { Logger } from '@slack/bolt';
import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
  WebClient,
} from '@slack/web-api';
import { PaceError, UnknownOutcomeError } from '../platform.ts';

/** Slack understood and said no. `code` is its word for why (`not_in_channel`). */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: string;

  constructor(code: string) {
    super(`Slack refused: ${code}`);
    this.code = code;
  }
}

export type Clients = ReturnType<typeof clients>;

/**
 * Three clients, because one that waits holds up everything behind it: posts are never sent again by the SDK
 * (a second post would be seen), edits and reads may be, and forms have three seconds in all.
 */
export function clients({ botToken, apiUrl, logger }: { botToken: string; apiUrl?: string; logger: Logger }) {
  const client = (retries: number, timeout: number) =>
    new WebClient(botToken, {
      ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
      logger,
      timeout,
      rejectRateLimitedCalls: true,
      retryConfig: { retries, minTimeout: 300, maxTimeout: 3000 },
    });
  return { posts: client(0, 10_000), edits: client(2, 10_000), forms: client(0, 2500) };
}

/**
 * One call to Slack. Throws `PaceError`, `RefusedError`, `UnknownOutcomeError`, or an `Error` when Slack was not
 * reached; no token, address or argument is in any of them.
 */
export async function call<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw known(error);
  }
}

/** When Slack does not say how long. */
const defaultPauseMs = 30_000;

function known(error: unknown): Error {
  if (error instanceof WebAPIRateLimitedError) return new PaceError(error.retryAfter * 1000);
  if (error instanceof WebAPIPlatformError) {
    const { error: code } = error.data;
    return /^rate_?limited$/.test(code) ? new PaceError(defaultPauseMs) : new RefusedError(code);
  }
  if (error instanceof WebAPIHTTPError)
    return new UnknownOutcomeError(`Slack answered HTTP ${error.statusCode}`);
  if (error instanceof WebAPIRequestError)
    return unsent.has(reason(error.original))
      ? new Error(`Slack was not reached: ${reason(error.original)}`)
      : new UnknownOutcomeError(`Slack did not answer: ${reason(error.original)}`);
  // A 429 without a time to wait is a bare Error with the address in it.
  if (error instanceof Error && error.message.startsWith('Retry header'))
    return new PaceError(defaultPauseMs);
  return new Error(`the call to Slack failed: ${error instanceof Error ? error.name : typeof error}`);
}

/** No connection, so nothing was sent. */
const unsent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT']);

/** The system's code (`ECONNREFUSED`) or the error's name (`TimeoutError`). */
function reason(error: Error): string {
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
