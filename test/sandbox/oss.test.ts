import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import OSS from 'ali-oss';
import { type Oss, startOss } from '../../sandbox/oss/index.ts';
import { demoBuckets } from '../../sandbox/seed.ts';

const GOLDEN = 'golden/ubuntu-24.04-app.qcow2';

let server: Oss;
let client: OSS;

function connect(options: Partial<OSS.Options> = {}) {
  return new OSS({
    region: 'oss-cn-hangzhou',
    accessKeyId: 'sandbox',
    accessKeySecret: 'sandbox-secret',
    bucket: 'images-hangzhou',
    endpoint: server.url,
    sldEnable: true,
    authorizationV4: true,
    ...options,
  } as OSS.Options);
}

beforeEach(async () => {
  server = await startOss({ buckets: demoBuckets() });
  client = connect();
});

afterEach(() => server.stop());

describe('the local OSS', () => {
  it('tells size and class of an object by its head', async () => {
    const { res } = await client.head(GOLDEN);

    expect(res.headers).toMatchObject({
      'content-length': String(2 * 2 ** 30),
      'x-oss-storage-class': 'Standard',
    });
  });

  it('reads the first and the last bytes of a disk that takes no room', async () => {
    const head = await client.get(GOLDEN, { headers: { Range: 'bytes=0-3' } });
    const size = 30 * 2 ** 30 + 512;
    const tail = await client.get('golden/debian-12.vhd', {
      headers: { Range: `bytes=${size - 512}-${size - 1}` },
    });

    expect(head.res.status).toBe(206);
    expect(head.content.toString('latin1')).toBe('QFI\xfb');
    expect(tail.content.subarray(0, 8).toString()).toBe('conectix');
  });

  it('keeps what is put', async () => {
    await client.put('uploads/中文 (1)+~.raw', Buffer.from('disk'));

    const { content } = await client.get('uploads/中文 (1)+~.raw');

    expect(content.toString()).toBe('disk');
  });

  it('takes an upload at a signed address, with the content type it was signed for', async () => {
    const url = await client.signatureUrlV4(
      'PUT',
      60,
      { headers: { 'content-type': 'application/x-disk' } },
      'uploads/new.raw',
    );

    const refused = await fetch(url, {
      method: 'PUT',
      body: 'disk',
      headers: { 'content-type': 'text/plain' },
    });
    const taken = await fetch(url, {
      method: 'PUT',
      body: 'disk',
      headers: { 'content-type': 'application/x-disk' },
    });

    expect([refused.status, taken.status]).toEqual([403, 200]);
    expect(server.buckets.object('images-hangzhou', 'uploads/new.raw')?.size).toBe(4);
  });

  it('refuses a signed address that has run out', async () => {
    const url = await client.signatureUrlV4('GET', -1, {}, GOLDEN);

    expect((await fetch(url)).status).toBe(403);
  });

  it('says where a bucket is', async () => {
    const location = await client.getBucketLocation('images-shanghai');
    const info = await client.getBucketInfo('images-hangzhou');

    expect(location).toMatchObject({ location: 'oss-cn-shanghai' });
    expect(info.bucket).toMatchObject({ Name: 'images-hangzhou', Location: 'oss-cn-hangzhou' });
  });

  it('names what is wrong', async () => {
    await expect(client.get('no/such', { headers: { Range: 'bytes=0-1' } })).rejects.toMatchObject({
      code: 'NoSuchKey',
      status: 404,
    });
    await expect(connect({ bucket: 'no-such' }).get('x')).rejects.toMatchObject({ code: 'NoSuchBucket' });
    await expect(connect({ accessKeySecret: 'other' }).get(GOLDEN)).rejects.toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
    await expect(connect({ authorizationV4: false }).get(GOLDEN)).rejects.toMatchObject({ status: 400 });
  });

  it('gives no body, and so no code, to a refused HEAD', async () => {
    await expect(client.head('no/such')).rejects.toMatchObject({ code: 'NoSuchKey', status: 404 });
    await expect(connect({ accessKeySecret: 'other' }).head(GOLDEN)).rejects.toMatchObject({
      name: 'UnknownError',
      status: 403,
    });
  });

  it('takes objects from outside without their bytes', async () => {
    const object = { bucket: 'more', region: 'cn-shanghai', key: 'big.raw', size: 10 ** 12 };

    await fetch(`${server.url}/_control/objects`, { method: 'POST', body: JSON.stringify(object) });

    expect((await connect({ bucket: 'more' }).head('big.raw')).res.headers).toMatchObject({
      'content-length': '1000000000000',
    });
  });
});
