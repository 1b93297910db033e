import type AliOss from 'ali-oss';
import { z } from 'zod';
import type { StoredObject } from '../domain/cloud.ts';
import { type EcsSettings, usualPatience } from './client.ts';
import { type Credentials, secretsOf } from './credentials.ts';
import { EcsError, normalise } from './errors.ts';
import { type Patience, repeated } from './retry.ts';
import { told } from './wire.ts';

/** First 64 KiB and last 512 bytes of an object: what tells a disk image's format. */
export type ObjectEnds = { head: Buffer; tail: Buffer; sizeBytes: number };

const headBytes = 64 * 1024;
const tailBytes = 512;
/** ali-oss throws a bare Error at any other. */
const bucketName = /^[a-z0-9_][a-z0-9_-]{1,61}[a-z0-9_]$/;
const defaultTimeoutMs = 15_000;

const Headers = z.object({
  'content-length': z.coerce.number(),
  etag: z.string().optional(),
  'last-modified': z.string().optional(),
  'x-oss-storage-class': z.string().default('Standard'),
  'x-oss-server-side-encryption': z.string().optional(),
  'x-oss-restore': z.string().optional(),
});

export function oss(settings: EcsSettings, keys: Credentials) {
  const where = endpoint(settings.ossEndpoint);
  const secrets = secretsOf(settings);

  /** A client is a bag of options, so a new one with today's keys is made for each call. */
  async function at(region: string, bucket: string): Promise<AliOss> {
    const { default: Oss } = await import('ali-oss');
    const { accessKeyId, accessKeySecret, securityToken } = await keys.keys();
    if (!bucketName.test(bucket))
      throw new EcsError({
        kind: 'invalid',
        code: 'InvalidBucketName',
        action: 'oss',
        message: 'not the name of a bucket',
      });
    return new Oss({
      region: `oss-${region}`,
      bucket,
      accessKeyId,
      accessKeySecret,
      ...(securityToken && {
        stsToken: securityToken,
        refreshSTSToken: async () => ({ accessKeyId, accessKeySecret, stsToken: securityToken }),
      }),
      authorizationV4: true,
      timeout: settings.timeoutMs ?? defaultTimeoutMs,
      ...where,
    });
  }

  async function call<T>(action: string, run: () => Promise<T>, asked?: Patience): Promise<T> {
    return repeated(
      async () => {
        try {
          return await run();
        } catch (thrown) {
          throw normalise(thrown, `oss:${action}`, secrets);
        }
      },
      { ...usualPatience(settings), ...asked },
    );
  }

  /** GetObject with a range, ends included. Without one ali-oss would buffer the whole object. */
  async function bytes(
    client: AliOss,
    key: string,
    [from, to]: readonly [number, number],
    patience?: Patience,
  ) {
    const { content } = await call(
      'GetObject',
      () => client.get(key, { headers: { Range: `bytes=${from}-${to}` } }),
      patience,
    );
    return content as Buffer;
  }

  return {
    /**
     * HeadObject. `forbidden` when the keys may not see it. A refused HEAD has no body and so no reason: one byte
     * is then asked for to learn it. Throws EcsError for all else.
     */
    async head(
      region: string,
      bucket: string,
      key: string,
      patience?: Patience,
    ): Promise<StoredObject | 'absent' | 'forbidden'> {
      const client = await at(region, bucket);
      try {
        const { res } = await call('HeadObject', () => client.head(key), patience);
        return storedObject(res.headers);
      } catch (error) {
        if (!(error instanceof EcsError)) throw error;
        if (error.status === 404) return 'absent';
        if (error.status !== 403) throw error;
      }
      try {
        await bytes(client, key, [0, 0], patience);
      } catch (error) {
        if (error instanceof EcsError && error.kind === 'notFound') return 'absent';
        if (!(error instanceof EcsError) || error.kind !== 'forbidden') throw error;
      }
      return 'forbidden';
    },

    /** GetObject, two ranges of an object whose size HEAD has told. */
    async readEnds(
      region: string,
      bucket: string,
      key: string,
      sizeBytes: number,
      patience?: Patience,
    ): Promise<ObjectEnds> {
      const none = Buffer.alloc(0);
      if (sizeBytes === 0) return { head: none, tail: none, sizeBytes };
      const client = await at(region, bucket);
      const head = await bytes(client, key, [0, Math.min(headBytes, sizeBytes) - 1], patience);
      const tail = await bytes(client, key, [Math.max(0, sizeBytes - tailBytes), sizeBytes - 1], patience);
      return { head, tail, sizeBytes };
    },

    /** GetBucketLocation. The ECS region a bucket lies in. Throws EcsError, `notFound` when there is none. */
    async location(region: string, bucket: string, patience?: Patience): Promise<string> {
      const client = await at(region, bucket);
      const { location } = await call('GetBucketLocation', () => client.getBucketLocation(bucket), patience);
      return String(location).replace(/^oss-/, '');
    },

    /**
     * An address to PUT one object to, at most 5 GiB, signed with V4. Whoever has it may write: it is for the
     * asker's eyes only and never for a log. With temporary keys it dies with them.
     */
    async signedPut(region: string, bucket: string, key: string, expiresSeconds: number): Promise<string> {
      const client = await at(region, bucket);
      return call('PutObject', () => client.signatureUrlV4('PUT', expiresSeconds, {}, key));
    },
  };
}

function storedObject(headers: unknown): StoredObject {
  const said = Headers.parse(headers);
  return told({
    sizeBytes: said['content-length'],
    etag: said.etag?.replaceAll('"', ''),
    storageClass: said['x-oss-storage-class'],
    encrypted: said['x-oss-server-side-encryption'] !== undefined,
    restore: said['x-oss-restore'],
    lastModified: said['last-modified'] && new Date(said['last-modified']).toISOString(),
  });
}

/** An endpoint of our own is addressed by path, and by name: ali-oss cannot sign URLs with an IP address. */
function endpoint(url: string | undefined): Partial<AliOss.Options> & { sldEnable?: boolean } {
  if (!url) return { secure: true };
  const named = new URL(url);
  if (named.hostname === '127.0.0.1' || named.hostname === '[::1]') named.hostname = 'localhost';
  if (named.protocol === 'http:' && named.hostname !== 'localhost')
    throw new Error('plain http is for loopback only');
  return { endpoint: named.origin, secure: named.protocol === 'https:', sldEnable: true };
}
