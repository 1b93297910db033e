import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Oss, startOss } from '../../sandbox/oss/index.ts';
import { fixedVhd, qcow2 } from '../../sandbox/oss/samples.ts';
import { detectDiskImage } from '../../src/domain/disk-image.ts';
import { EcsError } from '../../src/ecs/errors.ts';
import { createEcs, type EcsSettings } from '../../src/ecs/index.ts';
import { startAnswering } from './answering.ts';

const keys = { accessKeyId: 'sandbox', accessKeySecret: 'sandbox-secret' };
const region = 'cn-hangzhou';
let server: Oss;

beforeEach(async () => {
  server = await startOss();
  server.buckets.addBucket('images', region);
});
afterEach(() => server.stop());

const oss = (settings: Partial<EcsSettings> = {}) =>
  createEcs({ ...keys, ossEndpoint: server.url, homeRegion: region, timeoutMs: 1000, ...settings }).oss;

describe('an object in OSS', () => {
  it('is described without being read', async () => {
    server.buckets.put('images', 'a/disk one.qcow2', { ...qcow2({ virtualGiB: 20 }), sse: 'AES256' });

    expect(await oss().head(region, 'images', 'a/disk one.qcow2')).toEqual({
      sizeBytes: 2 * 2 ** 30,
      etag: expect.stringMatching(/^[0-9A-F]{32}$/),
      storageClass: 'Standard',
      encrypted: true,
      lastModified: '2026-01-01T00:00:00.000Z',
    });
  });

  it('shows its format by its two ends alone', async () => {
    const disk = fixedVhd({ virtualGiB: 40 });
    server.buckets.put('images', 'disk.img', disk);

    const { head, tail, sizeBytes } = await oss().readEnds(region, 'images', 'disk.img', disk.size);

    expect([head.length, tail.length]).toEqual([64 * 1024, 512]);
    expect(detectDiskImage(head, tail, sizeBytes)).toMatchObject({ format: 'VHD', sizeGiB: 40 });
  });

  it('may be smaller than the ends that are looked at', async () => {
    server.buckets.put('images', 'tiny', { size: 3, head: Buffer.from('abc') });
    server.buckets.put('images', 'empty', { size: 0, head: Buffer.alloc(0) });

    const tiny = await oss().readEnds(region, 'images', 'tiny', 3);
    const empty = await oss().readEnds(region, 'images', 'empty', 0);

    expect([tiny.head.toString(), tiny.tail.toString()]).toEqual(['abc', 'abc']);
    expect(empty.head).toHaveLength(0);
  });

  it('is absent when there is none, or no bucket', async () => {
    expect(await oss().head(region, 'images', 'nothing')).toBe('absent');
    expect(await oss().head(region, 'no-such-bucket', 'nothing')).toBe('absent');
  });

  it('cannot be read while it is archived', async () => {
    server.buckets.put('images', 'old', { ...qcow2({ virtualGiB: 20 }), storageClass: 'Archive' });

    expect(await oss().head(region, 'images', 'old')).toMatchObject({ storageClass: 'Archive' });
    await expect(oss().readEnds(region, 'images', 'old', 2 ** 31)).rejects.toMatchObject({
      code: 'InvalidObjectState',
    });
  });

  it('is put to a signed address', async () => {
    const address = await oss().signedPut(region, 'images', 'upload.raw', 600);

    const answer = await fetch(address, { method: 'PUT', body: Buffer.from('bytes of a disk') });

    expect(answer.status).toBe(200);
    expect(server.buckets.object('images', 'upload.raw')).toMatchObject({ size: 15 });
  });
});

describe('a bucket', () => {
  it('tells the region it lies in, as ECS writes it', async () => {
    server.buckets.addBucket('far-away', 'eu-central-1');

    expect(await oss().location(region, 'far-away')).toBe('eu-central-1');
  });

  it('cannot have just any name', async () => {
    await expect(oss().head(region, 'My Bucket!', 'x')).rejects.toMatchObject({
      kind: 'invalid',
      code: 'InvalidBucketName',
    });
  });

  it('that is not there is not found', async () => {
    await expect(oss().location(region, 'no-such-bucket')).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('a call to OSS that fails', () => {
  const failing = async (answer: Parameters<typeof startAnswering>[0], timeoutMs = 300) => {
    const other = await startAnswering(answer);
    const error = await oss({ ossEndpoint: other.url, timeoutMs })
      .head(region, 'images', 'secret-name', { retries: 0 })
      .catch((thrown: unknown) => thrown);
    await other.stop();
    return error;
  };
  const refusal = (code: string) =>
    `<?xml version="1.0"?><Error><Code>${code}</Code><Message>No.</Message></Error>`;

  it('is refused for want of a right, which only a second question can tell', async () => {
    const answer = await failing(({ action }) => [403, action === 'GET' ? refusal('AccessDenied') : '']);

    expect(answer).toBe('forbidden');
  });

  it('is told apart from wrong keys', async () => {
    const error = await oss({ accessKeySecret: 'another-secret' })
      .head(region, 'images', 'x')
      .catch((thrown: unknown) => thrown);

    expect(error).toMatchObject({ kind: 'auth', code: 'SignatureDoesNotMatch' });
  });

  it.each<[string, Parameters<typeof startAnswering>[0], Partial<EcsError>]>([
    ['no answer', () => () => undefined, { kind: 'transport', code: 'Timeout' }],
    ['a failure of the service', () => [503, ''], { kind: 'transient', code: 'BadAnswer' }],
    ['a broken connection', () => (response) => response.socket?.destroy(), { kind: 'transport' }],
  ])('says why without an address: %s', async (_what, answer, expected) => {
    const error = await failing(answer);

    expect(error).toBeInstanceOf(EcsError);
    expect(error).toMatchObject({ ...expected, action: 'oss:HeadObject' });
    expect(`${(error as Error).message}${(error as Error).stack}`).not.toMatch(/http:|secret-name|localhost/);
  });
});
