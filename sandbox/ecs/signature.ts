import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Account } from '../account.ts';
import { EcsError, invalid, missing } from './errors.ts';

const QUARTER = 15 * 60_000;

/**
 * Checks `ACS3-HMAC-SHA256` as the gateway does. Dates are held against real time, not sandbox time:
 * the client signs with its own clock. Nonces are remembered as long as a date would be accepted.
 */
export function createVerifier(accounts: Account[]) {
  const nonces = new Map<string, number>();

  return function verify(request: IncomingMessage, url: URL, body: Buffer, now = Date.now()): Account {
    const header = (name: string) => String(request.headers[name] ?? '');
    const [, keyId, names, signature] =
      /^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]+)$/.exec(
        header('authorization'),
      ) ?? [];
    if (!keyId || !names || !signature) {
      throw invalid(
        'MissingParameter.Signature',
        'An Authorization header of the kind ACS3-HMAC-SHA256 is needed.',
      );
    }
    const account = accounts.find(({ accessKeyId }) => accessKeyId === keyId);
    if (!account) throw missing('InvalidAccessKeyId.NotFound', 'Specified access key is not found.');

    const date = Date.parse(header('x-acs-date'));
    if (Number.isNaN(date))
      throw invalid('InvalidTimeStamp.Format', 'Specified time stamp or date value is not well formatted.');
    if (Math.abs(date - now) > QUARTER)
      throw invalid('InvalidTimeStamp.Expired', 'Specified time stamp or date value is expired.');

    const expected = createHmac('sha256', account.accessKeySecret)
      .update(`ACS3-HMAC-SHA256\n${sha256(canonical(request, url, names, body))}`)
      .digest();
    const given = Buffer.from(signature, 'hex');
    if (
      given.length !== expected.length ||
      !timingSafeEqual(given, expected) ||
      !signsEnough(request, names)
    ) {
      throw new EcsError(400, 'SignatureDoesNotMatch', 'Specified signature does not match our calculation.');
    }

    const nonce = header('x-acs-signature-nonce');
    // Oldest first, as they were put in.
    for (const [old, at] of nonces) {
      if (now - at <= 2 * QUARTER) break;
      nonces.delete(old);
    }
    if (!nonce || nonces.has(nonce))
      throw invalid('SignatureNonceUsed', 'Specified signature nonce was used already.');
    nonces.set(nonce, now);
    return account;
  };
}

function canonical(request: IncomingMessage, url: URL, names: string, body: Buffer): string {
  const query = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encode(value)}`)
    .join('&');
  const headers = names.split(';').map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`);
  return [request.method, url.pathname, query, headers.join(''), names, sha256(body)].join('\n');
}

/** A signature that leaves out the host or one of ECS's own headers could be moved to another call. */
function signsEnough(request: IncomingMessage, names: string): boolean {
  const signed = new Set(names.split(';'));
  return Object.keys(request.headers).every(
    (name) => signed.has(name) || (name !== 'host' && !name.startsWith('x-acs-')),
  );
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
