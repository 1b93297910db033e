import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, sandboxAccount } from '../account.ts';
import { bucketXml, errorXml, locationXml, OssError } from './answers.ts';
import { Buckets, bytes } from './objects.ts';
import type { StoredObject } from './samples.ts';
import { verify } from './signature.ts';

/** A running local OSS. Clients need `endpoint: url`, `sldEnable: true` (path style) and `authorizationV4: true`. */
export interface Oss {
  /** `http://localhost:<port>`: ali-oss refuses to sign addresses for an endpoint that is an IP. */
  url: string;
  port: number;
  buckets: Buckets;
  stop(): Promise<void>;
}

export interface OssOptions {
  /** 0 or absent: any free port. */
  port?: number;
  accounts?: Account[];
  /** Filled beforehand, or empty. */
  buckets?: Buckets;
}

const MOST_IN_MEMORY = 64 * 2 ** 20;

/**
 * A local OSS that speaks the vendor's wire format, path style, signature V4 only.
 * Covered: HEAD, GET with Range, PUT of one object; bucket location; bucket info; signed GET and PUT addresses.
 * `GET /_control/objects` lists, `POST /_control/objects` adds (`{ bucket, region?, key, size, headBase64?, tailBase64?, storageClass?, sse? }`).
 */
export async function startOss({
  port = 0,
  accounts = [sandboxAccount],
  buckets = new Buckets(),
}: OssOptions = {}): Promise<Oss> {
  const server = createServer((request, response) => {
    answer(request, response, buckets, accounts).catch((error: unknown) => fail(request, response, error));
  });
  await new Promise<void>((ready) => server.listen(port, 'localhost', ready));
  const bound = (server.address() as AddressInfo).port;
  return {
    url: `http://localhost:${bound}`,
    port: bound,
    buckets,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  buckets: Buckets,
  accounts: Account[],
) {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/_control/objects') return control(request, response, buckets);
  const path = decodeURIComponent(url.pathname);
  verify(request, url, path, accounts);

  const [, name = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  const bucket = buckets.bucket(name);
  if (!bucket) throw new OssError(404, 'NoSuchBucket', 'The specified bucket does not exist.');
  if (!key) {
    if (url.searchParams.has('location')) return xml(response, locationXml(bucket.region));
    if (url.searchParams.has('bucketInfo'))
      return xml(response, bucketXml(name, bucket.region, bucket.storageClass));
    throw new OssError(501, 'NotImplemented', 'The sandbox does not cover this operation on a bucket.');
  }
  if (request.method === 'PUT') return put(request, response, buckets, name, key);
  const object = bucket.objects.get(key);
  if (!object) throw new OssError(404, 'NoSuchKey', 'The specified key does not exist.');
  if (request.method === 'HEAD') return send(response, 200, headers(object)).end();
  if (request.method === 'GET') return get(request, response, object);
  throw new OssError(405, 'MethodNotAllowed', 'The specified method is not allowed against this resource.');
}

function get(request: IncomingMessage, response: ServerResponse, object: StoredObject) {
  if (object.storageClass?.includes('Archive')) {
    throw new OssError(403, 'InvalidObjectState', "The operation is not valid for the object's state.");
  }
  const range = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '');
  const suffix = range?.[1] === '' ? Number(range[2]) : 0;
  const start = suffix ? Math.max(0, object.size - suffix) : Number(range?.[1] || 0);
  const end = suffix || !range?.[2] ? object.size - 1 : Math.min(Number(range[2]), object.size - 1);
  // OSS answers a range it cannot satisfy with the whole object, as if none had been asked for.
  const partial = range && start <= end;
  const [from, to] = partial ? [start, end] : [0, object.size - 1];
  if (to - from + 1 > MOST_IN_MEMORY) {
    throw new OssError(
      500,
      'InternalError',
      'The sandbox does not send more than 64 MiB at once; ask for a range.',
    );
  }
  const body = object.size ? bytes(object, from, to) : Buffer.alloc(0);
  send(response, partial ? 206 : 200, {
    ...headers(object),
    'content-length': body.length,
    ...(partial && { 'content-range': `bytes ${from}-${to}/${object.size}` }),
  }).end(body);
}

async function put(
  request: IncomingMessage,
  response: ServerResponse,
  buckets: Buckets,
  name: string,
  key: string,
) {
  const body = await read(request);
  const contentType = request.headers['content-type'];
  buckets.put(name, key, {
    size: body.length,
    head: body,
    ...(contentType && { contentType }),
    lastModified: Date.now(),
  });
  send(response, 200, { etag: etag(body), 'content-length': 0 }).end();
}

async function control(request: IncomingMessage, response: ServerResponse, buckets: Buckets) {
  if (request.method === 'POST') {
    const {
      bucket,
      region = 'cn-hangzhou',
      key,
      headBase64 = '',
      tailBase64,
      ...rest
    } = JSON.parse((await read(request)).toString());
    if (!buckets.bucket(bucket)) buckets.addBucket(bucket, region);
    buckets.put(bucket, key, {
      ...rest,
      head: Buffer.from(headBase64, 'base64'),
      ...(tailBase64 && { tail: Buffer.from(tailBase64, 'base64') }),
    });
  }
  response.setHeader('content-type', 'application/json').end(JSON.stringify(buckets.list()));
}

function headers(object: StoredObject) {
  return {
    'content-length': object.size,
    'content-type': object.contentType ?? 'application/octet-stream',
    'last-modified': new Date(object.lastModified ?? Date.UTC(2026, 0, 1)).toUTCString(),
    'accept-ranges': 'bytes',
    etag: etag(object.head),
    'x-oss-object-type': 'Normal',
    'x-oss-storage-class': object.storageClass ?? 'Standard',
    ...(object.sse && { 'x-oss-server-side-encryption': object.sse }),
  };
}

function fail(request: IncomingMessage, response: ServerResponse, cause: unknown) {
  const error = cause instanceof OssError ? cause : new OssError(500, 'InternalError', String(cause));
  request.resume();
  if (response.headersSent || request.destroyed) return void response.destroy();
  send(response, error.status, { 'content-type': 'application/xml' });
  // OSS gives no body to HEAD, so its clients see a 403 without a code.
  response.end(request.method === 'HEAD' ? undefined : errorXml(error, requestId(), 'localhost'));
}

function xml(response: ServerResponse, body: string) {
  send(response, 200, { 'content-type': 'application/xml' }).end(body);
}

function send(response: ServerResponse, status: number, fields: Record<string, string | number>) {
  return response.writeHead(status, { server: 'AliyunOSS', 'x-oss-request-id': requestId(), ...fields });
}

function requestId() {
  return randomBytes(12).toString('hex').toUpperCase();
}

function etag(body: Buffer) {
  return `"${createHash('md5').update(body).digest('hex').toUpperCase()}"`;
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
