import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Account } from '../account.ts';
import { OssError } from './answers.ts';

const QUARTER = 15 * 60_000;

/**
 * Checks OSS's V4 signature, in the Authorization header or in the address itself, as OSS documents it.
 * @throws OssError when it is missing, wrong, too old or made with an unknown key
 */
export function verify(
  request: IncomingMessage,
  url: URL,
  resource: string,
  accounts: Account[],
  now = Date.now(),
): void {
  const inUrl = url.searchParams.has('x-oss-signature');
  const claim = inUrl ? claimInUrl(url, now) : claimInHeader(request, now);
  const [keyId, day, region, product] = claim.credential.split('/');
  const account = accounts.find(({ accessKeyId }) => accessKeyId === keyId);
  if (!account)
    throw new OssError(
      403,
      'InvalidAccessKeyId',
      'The OSS Access Key Id you provided does not exist in our records.',
    );
  const text = [
    'OSS4-HMAC-SHA256',
    claim.date,
    [day, region, product, 'aliyun_v4_request'].join('/'),
    createHash('sha256')
      .update(canonical(request, url, resource, claim.additional))
      .digest('hex'),
  ].join('\n');
  const key = [day, region, product, 'aliyun_v4_request'].reduce<string | Buffer>(
    (secret, part) =>
      createHmac('sha256', secret)
        .update(part ?? '')
        .digest(),
    `aliyun_v4${account.accessKeySecret}`,
  );
  const expected = createHmac('sha256', key).update(text).digest();
  const given = Buffer.from(claim.signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new OssError(
      403,
      'SignatureDoesNotMatch',
      'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    );
  }
}

interface Claim {
  credential: string;
  signature: string;
  date: string;
  additional: string[];
}

function claimInHeader(request: IncomingMessage, now: number): Claim {
  const header = request.headers.authorization ?? '';
  const date = String(request.headers['x-oss-date'] ?? '');
  if (!header) throw new OssError(403, 'AccessDenied', 'Anonymous access is forbidden for this operation.');
  if (!header.startsWith('OSS4-HMAC-SHA256 ')) {
    throw new OssError(400, 'InvalidArgument', 'Only signature version 4 is accepted here.');
  }
  const part = (name: string) => new RegExp(`${name}=([^,]+)`).exec(header)?.[1] ?? '';
  if (Math.abs(moment(date) - now) > QUARTER) {
    throw new OssError(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the current time is too large.',
    );
  }
  return {
    credential: part('Credential'),
    signature: part('Signature'),
    date,
    additional: part('AdditionalHeaders').split(';').filter(Boolean),
  };
}

function claimInUrl(url: URL, now: number): Claim {
  const value = (name: string) => url.searchParams.get(name) ?? '';
  const date = value('x-oss-date');
  const until = moment(date) + Number(value('x-oss-expires')) * 1000;
  if (!(until > now)) throw new OssError(403, 'AccessDenied', 'Request has expired.');
  return {
    credential: value('x-oss-credential'),
    signature: value('x-oss-signature'),
    date,
    additional: value('x-oss-additional-headers').split(';').filter(Boolean),
  };
}

function canonical(request: IncomingMessage, url: URL, resource: string, additional: string[]): string {
  const query = [...url.searchParams]
    .filter(([name]) => name !== 'x-oss-signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => (value ? `${name}=${value}` : name))
    .join('&');
  const signed = Object.keys(request.headers).filter(
    (name) =>
      name === 'content-type' ||
      name === 'content-md5' ||
      name.startsWith('x-oss-') ||
      additional.includes(name),
  );
  const headers = signed.sort().map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  return [
    request.method,
    encode(resource).replaceAll('%2F', '/'),
    query,
    headers.join(''),
    additional.join(';'),
    request.headers['x-oss-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
}

/** `20260101T000000Z` as milliseconds; NaN for anything else. */
function moment(text: string): number {
  return Date.parse(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function encode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
