import { createHash, createHmac, randomUUID } from 'node:crypto';
import * as sdk from '@alicloud/ecs20140526';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalEcs, refusal, region, SHOP_WEB, startLocalEcs, UBUNTU } from './local-ecs.ts';

let cloud: LocalEcs;

beforeEach(async () => {
  cloud = await startLocalEcs();
});

afterEach(() => cloud.stop());

describe('a call to the local ECS', () => {
  it('is answered when its signature is right', async () => {
    const { body } = await cloud.client.describeRegions(new sdk.DescribeRegionsRequest({}));

    expect(body?.regions?.region?.map(({ regionId }) => regionId)).toContain('cn-hangzhou');
  });

  it('is refused with a wrong secret or an unknown key', async () => {
    const request = new sdk.DescribeRegionsRequest({});

    expect(await refusal(cloud.connect('other').describeRegions(request))).toBe('SignatureDoesNotMatch');
    expect(await refusal(cloud.connect('sandbox-secret', 'nobody').describeRegions(request))).toBe(
      'InvalidAccessKeyId.NotFound',
    );
  });

  it('signs characters that need encoding as the SDK does', async () => {
    const request = new sdk.DescribeInstancesRequest({ regionId: region, instanceName: "订单 (a+b)*~!'" });

    const { body } = await cloud.client.describeInstances(request);

    expect(body?.instances?.instance).toEqual([]);
  });

  it.each([
    ['StartInstance', { InstanceId: SHOP_WEB, RegionId: region }, 'InvalidParameter'],
    ['DescribeImages', { RegionId: region, Architecure: 'arm64' }, 'InvalidParameter'],
    ['DescribeImages', {}, 'MissingParameter.RegionId'],
    ['DescribeImages', { RegionId: 'cn-atlantis' }, 'InvalidRegionId.NotFound'],
    ['DescribeImages', { RegionId: region, IsPublic: 'perhaps' }, 'InvalidParameter'],
    ['DescribeImages', { RegionId: region, PageSize: '101' }, 'InvalidParameter.OutOfRange'],
    ['DescribeInstances', { RegionId: region, InstanceIds: 'i-1' }, 'InvalidParameter'],
    [
      'CreateSnapshot',
      { DiskId: 'd-1', ClientToken: 'x'.repeat(65) },
      'InvalidClientToken.ValueNotSupported',
    ],
    ['RebootInstance', { InstanceId: SHOP_WEB }, 'InvalidApi.NotFound'],
  ])('%s with %j is refused', async (action, query, code) => {
    expect(await refusal(cloud.raw(action, query))).toBe(code);
  });

  it('is refused when it comes a second time or from a clock that is wrong', async () => {
    const now = signed(new Date());
    const late = signed(new Date(Date.now() - 20 * 60_000));

    expect(await code(now)).toBeUndefined();
    expect(await code(now)).toBe('SignatureNonceUsed');
    expect(await code(late)).toBe('InvalidTimeStamp.Expired');
  });

  it('takes a script that makes the address longer than Node allows by itself', async () => {
    const output = await cloud.run(SHOP_WEB, `${'# a comment\n'.repeat(1400)}hostname`);

    expect(output).toBe('shop-web-01\n');
  });

  it('keeps the secrets out of the list of calls', async () => {
    await refusal(
      cloud.raw('ReplaceSystemDisk', { InstanceId: SHOP_WEB, ImageId: UBUNTU, Password: 'Secret-123' }),
    );

    expect(JSON.stringify(cloud.ecs.control.calls())).not.toContain('Secret-123');
  });
});

/** DescribeRegions signed by hand, for a date of one's own. */
function signed(date: Date): Record<string, string> {
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const headers: Record<string, string> = {
    host: `127.0.0.1:${cloud.ecs.port}`,
    'x-acs-action': 'DescribeRegions',
    'x-acs-content-sha256': hash(''),
    'x-acs-date': `${date.toISOString().slice(0, 19)}Z`,
    'x-acs-signature-nonce': randomUUID(),
    'x-acs-version': '2014-05-26',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const names = Object.keys(headers).join(';');
  const canonical = ['POST', '/', '', lines.join(''), names, hash('')].join('\n');
  const signature = createHmac('sha256', 'sandbox-secret')
    .update(`ACS3-HMAC-SHA256\n${hash(canonical)}`)
    .digest('hex');
  const authorization = `ACS3-HMAC-SHA256 Credential=sandbox,SignedHeaders=${names},Signature=${signature}`;
  return { ...headers, authorization };
}

async function code(headers: Record<string, string>): Promise<string | undefined> {
  const response = await fetch(cloud.ecs.url, { method: 'POST', headers });
  return ((await response.json()) as { Code?: string }).Code;
}

describe('DescribeImages', () => {
  async function images(filter: Partial<sdk.DescribeImagesRequest>) {
    const { body } = await cloud.client.describeImages(
      new sdk.DescribeImagesRequest({ regionId: region, ...filter }),
    );
    return { total: body?.totalCount, ids: (body?.images?.image ?? []).map(({ imageId = '' }) => imageId) };
  }

  it('gives ten at a time unless asked for more', async () => {
    const page = await images({});
    const more = await images({ pageSize: 100, pageNumber: 2 });

    expect(page.ids).toHaveLength(10);
    expect(page.total).toBeGreaterThan(100);
    expect(more.ids).toHaveLength(100);
  });

  it('lists the newest build of a variant, and an older one only by its id', async () => {
    const old = 'aliyun_2_1903_x64_20G_alibase_20200324.vhd';

    const family = await images({ imageFamily: 'acs:alibaba_cloud_linux_2_1903_lts_x64', pageSize: 100 });
    const byId = await images({ imageId: old });

    expect(family.ids).toEqual(['aliyun_2_1903_x64_20G_alibase_20240628.vhd']);
    expect(byId.ids).toEqual([old]);
  });

  it('lists the next build when the newest is withdrawn', async () => {
    cloud.ecs.control.withdrawImage(UBUNTU);

    const { ids } = await images({ imageFamily: 'acs:ubuntu_24_04_x64' });

    expect(ids).toHaveLength(1);
    expect(ids).not.toContain(UBUNTU);
  });

  it('leaves out what a type cannot run', async () => {
    const arm = await images({ instanceType: 'ecs.c8y.large', pageSize: 100 });
    const nvme = await images({ instanceType: 'ecs.g8i.large', actionType: 'ChangeOS', pageSize: 100 });

    expect(arm.ids.every((id) => id.includes('arm64'))).toBe(true);
    expect(nvme.ids).toContain(UBUNTU);
    expect(nvme.ids.some((id) => id.startsWith('debian_12'))).toBe(false);
  });
});

describe('paging by token', () => {
  it('hands out every instance once', async () => {
    const first = await cloud.client.describeInstances(
      new sdk.DescribeInstancesRequest({ regionId: region, maxResults: 10 }),
    );
    const types = await cloud.client.describeInstanceTypes(
      new sdk.DescribeInstanceTypesRequest({ maxResults: 30 }),
    );
    const rest = await cloud.client.describeInstanceTypes(
      new sdk.DescribeInstanceTypesRequest({ maxResults: 30, nextToken: types.body?.nextToken }),
    );

    expect(first.body?.nextToken).toBe('');
    expect(types.body?.instanceTypes?.instanceType).toHaveLength(30);
    expect(rest.body?.instanceTypes?.instanceType).toHaveLength(16);
  });
});
