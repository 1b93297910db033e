import { type ErrorKind, kindOfCode } from './error-codes.ts';

export type { ErrorKind } from './error-codes.ts';
export { explain } from './error-texts.ts';

export type EcsErrorFields = {
  kind: ErrorKind;
  /** ECS's or OSS's code; for what never reached them the errno, `Timeout`, `BadAnswer` or `NoCredentials`. */
  code: string;
  /** The API action, such as `ImportImage` or `oss:HeadObject`. */
  action: string;
  message: string;
  /** HTTP status; absent when there was no answer. */
  status?: number | undefined;
  requestId?: string | undefined;
  /** How long ECS wants us to wait, in milliseconds. */
  retryAfterMs?: number | undefined;
  /** The RAM action that was refused, such as `ecs:ImportImage`. */
  authAction?: string | undefined;
};

/**
 * Why a call to ECS or OSS failed. It never carries the SDK's own error: that one ends with the whole URL, and
 * the URL holds every parameter. `message` is safe to log and to show.
 */
export class EcsError extends Error {
  override readonly name = 'EcsError';
  readonly kind: ErrorKind;
  readonly code: string;
  readonly action: string;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly authAction: string | undefined;

  constructor(fields: EcsErrorFields) {
    super(fields.message);
    this.kind = fields.kind;
    this.code = fields.code;
    this.action = fields.action;
    this.status = fields.status;
    this.requestId = fields.requestId;
    this.retryAfterMs = fields.retryAfterMs;
    this.authAction = fields.authAction;
  }
}

/**
 * Makes an EcsError of whatever the ECS SDK, the credentials package or ali-oss threw.
 * @param secrets strings that must not appear in the message, whoever put them there.
 */
export function normalise(thrown: unknown, action: string, secrets: readonly string[] = []): EcsError {
  if (thrown instanceof EcsError) return thrown;
  const error = fields(thrown);
  const code = text(error.code);
  const status = number(error.statusCode) ?? number(error.status);
  if (code && status && status > 0) {
    const kind = kindOfCode(code, status);
    return new EcsError({
      kind,
      code,
      action,
      status,
      message: kind === 'auth' || kind === 'clock' ? code : scrubbed(ownWords(error, code), secrets),
      requestId: text(error.requestId),
      retryAfterMs: number(error.retryAfter),
      authAction: text(fields(error.accessDeniedDetail).AuthAction),
    });
  }
  if (code === 'InvalidCredentials') return noCredentials(action);
  return unanswered(error, code, status, action);
}

/** No key could be had from the environment, a profile or the instance's role. */
export function noCredentials(action: string): EcsError {
  return new EcsError({ kind: 'auth', code: 'NoCredentials', action, message: 'no credentials were found' });
}

const errnos = /^(E[A-Z_]+|UND_ERR_\w+|ERR_TLS\w+|CERT_\w+|DEPTH_ZERO\w*|UNABLE_TO\w+)$/;

/** A failure without a code from the service: its own text may hold the URL, so none of it is kept. */
function unanswered(
  error: Record<string, unknown>,
  code: string | undefined,
  status: number | undefined,
  action: string,
): EcsError {
  const name = text(error.name) ?? '';
  const said = text(error.message) ?? '';
  if (/Timeout/i.test(name) || /Timeout/i.test(code ?? '') || /^(Read|Connect)Timeout/.test(said))
    return new EcsError({
      kind: 'transport',
      code: 'Timeout',
      action,
      message: `no answer to ${action} in time`,
    });
  if (code && errnos.test(code))
    return new EcsError({
      kind: 'transport',
      code,
      action,
      message: `${action} did not get through (${code})`,
    });
  if (name === 'SyntaxError' || (status ?? 0) >= 500)
    return new EcsError({
      kind: 'transient',
      code: 'BadAnswer',
      action,
      status,
      message: `${action} got an answer that is not the API's`,
    });
  if (name === 'RequestError' || name === 'ResponseError' || /aborted|socket hang up|mismatch/.test(said))
    return new EcsError({
      kind: 'transport',
      code: 'Aborted',
      action,
      message: `the answer to ${action} broke off`,
    });
  return new EcsError({
    kind: 'unknown',
    code: name || 'Error',
    action,
    status,
    message: `${action} failed (${name || 'Error'})`,
  });
}

/** The service's sentence without the SDK's frame around it. */
function ownWords(error: Record<string, unknown>, code: string): string {
  const data = fields(error.data);
  const said = text(data.Message) ?? text(data.message) ?? text(error.message) ?? code;
  return said
    .replace(`${code}: code: `, '')
    .replace(/^\d{3}, /, '')
    .replace(/ request id: .*$/s, '');
}

const longestMessage = 200;

/** Cuts addresses, credentials and signatures out of a sentence, and the sentence to 200 characters. */
function scrubbed(said: string, secrets: readonly string[]): string {
  let clean = said.replace(/\s+/g, ' ').trim();
  for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, '***');
  clean = clean
    .replace(/\b\w+:\/\/\S+/g, '[address]')
    .replace(
      /\b(Password|UserData|CommandContent|Signature|SecurityToken|AccessKeyId|AccessKeySecret)(\s*[=:]\s*)\S+/gi,
      '$1$2***',
    )
    .replace(/\b(LTAI|STS\.)[\w.]{8,}/g, '***');
  return clean.length > longestMessage ? `${clean.slice(0, longestMessage - 1)}…` : clean;
}

function fields(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

/** The SDK writes a missing string as `"undefined"`. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value !== 'undefined' ? value : undefined;
}

function number(value: unknown): number | undefined {
  const parsed = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : undefined;
}
