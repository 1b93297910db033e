import type { DescribeImagesRequest } from '@alicloud/ecs20140526';
import ecs20140526, * as sdk from '@alicloud/ecs20140526';
import { Config } from '@alicloud/openapi-core/dist/utils.js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Clock, createClock } from '../../sandbox/clock.ts';
import { type Ecs, startEcs } from '../../sandbox/ecs/index.ts';
import { type Oss, startOss } from '../../sandbox/oss/index.ts';
import { demoBuckets } from '../../sandbox/seed.ts';

// A CommonJS package: its default export is the module object in Node, the class in jest.
const Client = (ecs20140526.default ?? ecs20140526) as typeof ecs20140526.default;

const UBUNTU = 'ubuntu_24_04_x64_20G_alibase_20260916.vhd';
const SHOP_WEB = 'i-bp1shopweb01k3x9q7m2';
const ORDER_DB = 'i-bp1orderdb01h2z6y4c8';
const region = 'cn-hangzhou';

let clock: Clock;
let oss: Oss;
let ecs: Ecs;
let client: InstanceType<typeof Client>;

function connect(secret = 'sandbox-secret', id = 'sandbox') {
  return new Client(
    new Config({
      accessKeyId: id,
      accessKeySecret: secret,
      regionId: region,
      endpoint: `127.0.0.1:${ecs.port}`,
      protocol: 'http',
      readTimeout: 2000,
      connectTimeout: 2000,
    }),
  );
}

beforeEach(async () => {
  clock = createClock({ speed: 0.001 });
  oss = await startOss({ buckets: demoBuckets() });
  ecs = await startEcs({ clock, oss });
  client = connect();
});

afterEach(async () => {
  await ecs.stop();
  await oss.stop();
});

/** The code of the refusal, so that a call that goes through fails the test by name. */
async function refusal(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'no refusal',
    (error: { code?: string; name: string }) => error.code ?? error.name,
  );
}

async function instance(id: string, at = region) {
  const { body } = await client.describeInstances(
    new sdk.DescribeInstancesRequest({ regionId: at, instanceIds: JSON.stringify([id]) }),
  );
  const [found] = body?.instances?.instance ?? [];
  if (!found) throw new Error(`no ${id}`);
  return found;
}

async function systemDisk(id: string) {
  const { body } = await client.describeDisks(
    new sdk.DescribeDisksRequest({ regionId: region, instanceId: id, diskType: 'system' }),
  );
  const [found] = body?.disks?.disk ?? [];
  if (!found?.diskId) throw new Error(`no system disk of ${id}`);
  return { ...found, diskId: found.diskId };
}

async function snapshotStatus(id: string) {
  const { body } = await client.describeSnapshots(
    new sdk.DescribeSnapshotsRequest({ regionId: region, snapshotIds: JSON.stringify([id]) }),
  );
  return body?.snapshots?.snapshot?.[0]?.status;
}

describe('a call to the local ECS', () => {
  it('is answered when its signature is right', async () => {
    const { body } = await client.describeRegions(new sdk.DescribeRegionsRequest({}));

    expect(body?.regions?.region?.map(({ regionId }) => regionId)).toContain('cn-hangzhou');
  });

  it('is refused with a wrong secret or an unknown key', async () => {
    const request = new sdk.DescribeRegionsRequest({});

    expect(await refusal(connect('other').describeRegions(request))).toBe('SignatureDoesNotMatch');
    expect(await refusal(connect('sandbox-secret', 'nobody').describeRegions(request))).toBe(
      'InvalidAccessKeyId.NotFound',
    );
  });

  it('signs characters that need encoding as the SDK does', async () => {
    const request = new sdk.DescribeInstancesRequest({ regionId: region, instanceName: "订单 (a+b)*~!'" });

    const { body } = await client.describeInstances(request);

    expect(body?.instances?.instance).toEqual([]);
  });

  it.each([
    ['StartInstance', { InstanceId: SHOP_WEB, RegionId: region }, 'InvalidParameter'],
    ['DescribeImages', { RegionId: region, Architecure: 'arm64' }, 'InvalidParameter'],
    ['DescribeImages', {}, 'MissingParameter.RegionId'],
    ['DescribeImages', { RegionId: 'cn-atlantis' }, 'InvalidRegionId.NotFound'],
    ['DescribeImages', { RegionId: region, PageSize: '101' }, 'InvalidParameter.OutOfRange'],
    ['DescribeInstances', { RegionId: region, InstanceIds: 'i-1' }, 'InvalidParameter'],
    [
      'CreateSnapshot',
      { DiskId: 'd-1', ClientToken: 'x'.repeat(65) },
      'InvalidClientToken.ValueNotSupported',
    ],
    ['RebootInstance', { InstanceId: SHOP_WEB }, 'InvalidApi.NotFound'],
  ])('%s with %j is refused', async (action, query, code) => {
    expect(await refusal(raw(action, query))).toBe(code);
  });

  it('keeps the secrets out of the list of calls', async () => {
    await refusal(
      raw('ReplaceSystemDisk', { InstanceId: SHOP_WEB, ImageId: UBUNTU, Password: 'Secret-123' }),
    );

    expect(JSON.stringify(ecs.control.calls())).not.toContain('Secret-123');
  });
});

/** A call with the generic client, which sends whatever it is given. */
function raw(action: string, query: Record<string, string>) {
  const params = {
    action,
    version: '2014-05-26',
    protocol: 'HTTP',
    pathname: '/',
    method: 'POST',
    authType: 'AK',
    style: 'RPC',
    reqBodyType: 'formData',
    bodyType: 'json',
  };
  const generic = client as unknown as {
    callApi(params: unknown, request: unknown, runtime: unknown): Promise<unknown>;
  };
  return generic.callApi({ ...params, validate() {} }, { query, validate() {} }, { validate() {} });
}

describe('DescribeImages', () => {
  async function images(filter: Partial<DescribeImagesRequest>) {
    const { body } = await client.describeImages(
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
    ecs.control.withdrawImage(UBUNTU);

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
    const first = await client.describeInstances(
      new sdk.DescribeInstancesRequest({ regionId: region, maxResults: 10 }),
    );
    const types = await client.describeInstanceTypes(
      new sdk.DescribeInstanceTypesRequest({ maxResults: 30 }),
    );
    const rest = await client.describeInstanceTypes(
      new sdk.DescribeInstanceTypesRequest({ maxResults: 30, nextToken: types.body?.nextToken }),
    );

    expect(first.body?.nextToken).toBe('');
    expect(types.body?.instanceTypes?.instanceType).toHaveLength(30);
    expect(rest.body?.instanceTypes?.instanceType).toHaveLength(16);
  });
});

describe('changing the system of an instance', () => {
  it('goes from stop over snapshot and replacement to start', async () => {
    const before = await systemDisk(SHOP_WEB);
    await client.stopInstance(
      new sdk.StopInstanceRequest({ instanceId: SHOP_WEB, stoppedMode: 'KeepCharging' }),
    );
    expect((await instance(SHOP_WEB)).status).toBe('Stopping');
    clock.advance(60_000);
    expect(await instance(SHOP_WEB)).toMatchObject({ status: 'Stopped', stoppedMode: 'KeepCharging' });

    const snapshot = await client.createSnapshot(new sdk.CreateSnapshotRequest({ diskId: before.diskId }));
    const id = snapshot.body?.snapshotId ?? '';
    const replacement = new sdk.ReplaceSystemDiskRequest({
      instanceId: SHOP_WEB,
      imageId: UBUNTU,
      keyPairName: 'ops-hangzhou',
    });
    expect(await refusal(client.replaceSystemDisk(replacement))).toBe('DiskCreatingSnapshot');
    clock.advance(60_000);
    expect(await snapshotStatus(id)).toBe('accomplished');

    const replaced = await client.replaceSystemDisk(replacement);
    const during = await instance(SHOP_WEB);
    expect(during.operationLocks?.lockReason).toHaveLength(1);
    expect(during.imageId).not.toBe(UBUNTU);
    clock.advance(120_000);

    const after = await systemDisk(SHOP_WEB);
    expect(after.diskId).toBe(replaced.body?.diskId);
    expect(after.diskId).not.toBe(before.diskId);
    expect(after.status).toBe('In_use');
    expect(await instance(SHOP_WEB)).toMatchObject({
      status: 'Stopped',
      imageId: UBUNTU,
      keyPairName: 'ops-hangzhou',
      operationLocks: { lockReason: [] },
    });

    await client.startInstance(new sdk.StartInstanceRequest({ instanceId: SHOP_WEB }));
    clock.advance(60_000);
    expect((await instance(SHOP_WEB)).status).toBe('Running');
    expect(await run('cat /etc/os-release\nuname -r')).toContain('PRETTY_NAME="Ubuntu 24.04"');
  });

  it('loses key pair and snapshot policy, keeps the manual snapshots', async () => {
    await stopped(ORDER_DB);
    const old = await systemDisk(ORDER_DB);
    const { body } = await client.createSnapshot(new sdk.CreateSnapshotRequest({ diskId: old.diskId }));
    clock.advance(60_000);

    await client.replaceSystemDisk(
      new sdk.ReplaceSystemDiskRequest({
        instanceId: ORDER_DB,
        imageId: 'rockylinux_9_7_x64_20G_alibase_20260525.vhd',
        systemDisk: { size: 60 },
      }),
    );
    clock.advance(120_000);

    expect((await instance(ORDER_DB)).keyPairName).toBe('');
    expect((await systemDisk(ORDER_DB)).autoSnapshotPolicyId).toBe('');
    expect(await snapshotStatus(body?.snapshotId ?? '')).toBe('accomplished');
  });

  it('brings the old system back by an image made from the snapshot', async () => {
    const before = await run('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
    await stopped(SHOP_WEB);
    const disk = await systemDisk(SHOP_WEB);
    const snapshot = await client.createSnapshot(new sdk.CreateSnapshotRequest({ diskId: disk.diskId }));
    clock.advance(60_000);
    await client.replaceSystemDisk(
      new sdk.ReplaceSystemDiskRequest({ instanceId: SHOP_WEB, imageId: UBUNTU }),
    );
    clock.advance(120_000);
    const image = await client.createImage(
      new sdk.CreateImageRequest({
        regionId: region,
        snapshotId: snapshot.body?.snapshotId,
        imageName: 'undo-shop-web',
      }),
    );
    clock.advance(120_000);

    await client.replaceSystemDisk(
      new sdk.ReplaceSystemDiskRequest({
        instanceId: SHOP_WEB,
        imageId: image.body?.imageId,
        keyPairName: 'ops-hangzhou',
      }),
    );
    clock.advance(120_000);
    await client.startInstance(new sdk.StartInstanceRequest({ instanceId: SHOP_WEB }));
    clock.advance(60_000);

    expect(await run('ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBe(before);
  });

  it('is refused unless every precondition holds', async () => {
    const replace = (imageId: string, size?: number, instanceId = SHOP_WEB) =>
      refusal(
        client.replaceSystemDisk(
          new sdk.ReplaceSystemDiskRequest({ instanceId, imageId, ...(size && { systemDisk: { size } }) }),
        ),
      );

    expect(await replace(UBUNTU)).toBe('IncorrectInstanceStatus');
    expect(await replace(UBUNTU, 40, 'i-uf6legacy01b7n1m5j3r')).toBe('InstanceLockedForSecurity');
    await stopped(SHOP_WEB);
    expect(await replace('m-bp1unknown')).toBe('InvalidImageId.NotFound');
    expect(await replace('aliyun_3_arm64_20G_alibase_20240819.vhd')).toBe('ImageNotSupportInstanceType');
    expect(await replace(UBUNTU, 20)).toBe('InvalidSystemDiskSize.LessThanMinSize');
    expect(await replace(UBUNTU, 4000)).toBe('InvalidSystemDiskSize.MoreThanMaxSize');
    expect(ecs.control.effects().ReplaceSystemDisk).toBeUndefined();
  });

  it('fails a snapshot whose instance is stopped meanwhile', async () => {
    const disk = await systemDisk(SHOP_WEB);
    const { body } = await client.createSnapshot(new sdk.CreateSnapshotRequest({ diskId: disk.diskId }));

    await client.stopInstance(new sdk.StopInstanceRequest({ instanceId: SHOP_WEB }));

    expect(await snapshotStatus(body?.snapshotId ?? '')).toBe('failed');
  });

  it('refuses an instance stopped without charges', async () => {
    await client.stopInstance(new sdk.StopInstanceRequest({ instanceId: SHOP_WEB }));
    clock.advance(60_000);

    const request = new sdk.ReplaceSystemDiskRequest({ instanceId: SHOP_WEB, imageId: UBUNTU });

    expect((await instance(SHOP_WEB)).stoppedMode).toBe('StopCharging');
    expect(await refusal(client.replaceSystemDisk(request))).toBe('IncorrectInstanceStatus');
  });
});

async function stopped(id: string) {
  await client.stopInstance(new sdk.StopInstanceRequest({ instanceId: id, stoppedMode: 'KeepCharging' }));
  clock.advance(60_000);
}

/** A script's output on shop-web, by Cloud Assistant. */
async function run(script: string): Promise<string> {
  const started = await client.runCommand(
    new sdk.RunCommandRequest({
      regionId: region,
      type: 'RunShellScript',
      commandContent: script,
      instanceId: [SHOP_WEB],
    }),
  );
  clock.advance(10_000);
  const { body } = await client.describeInvocationResults(
    new sdk.DescribeInvocationResultsRequest({
      regionId: region,
      invokeId: started.body?.invokeId,
      contentEncoding: 'PlainText',
    }),
  );
  return body?.invocation?.invocationResults?.invocationResult?.[0]?.output ?? '';
}

describe('importing an image', () => {
  function request(object: string, more: Record<string, unknown> = {}) {
    return new sdk.ImportImageRequest({
      regionId: region,
      imageName: 'golden',
      diskDeviceMapping: [{ OSSBucket: 'images-hangzhou', OSSObject: object, ...(more.disk as object) }],
      ...more,
    });
  }

  async function imported(object: string, more: Record<string, unknown> = {}) {
    const { body } = await client.importImage(request(object, more));
    return { taskId: body?.taskId ?? '', imageId: body?.imageId ?? '' };
  }

  async function task(taskId: string) {
    const { body } = await client.describeTaskAttribute(
      new sdk.DescribeTaskAttributeRequest({ regionId: region, taskId }),
    );
    return body;
  }

  it('makes an available image and finishes its task', async () => {
    const { taskId, imageId } = await imported('golden/ubuntu-24.04-app.qcow2', {
      detectionStrategy: 'Standard',
    });
    const hidden = await client.describeImages(new sdk.DescribeImagesRequest({ regionId: region, imageId }));
    clock.advance(60_000);
    const half = await task(taskId);
    clock.advance(180_000);

    const { body } = await client.describeImages(
      new sdk.DescribeImagesRequest({ regionId: region, imageId }),
    );

    expect(hidden.body?.images?.image).toEqual([]);
    expect(half).toMatchObject({ taskStatus: 'Processing', taskProcess: '50%' });
    expect(await task(taskId)).toMatchObject({ taskStatus: 'Finished', taskProcess: '100%' });
    expect(body?.images?.image?.[0]).toMatchObject({
      status: 'Available',
      size: 40,
      detectionOptions: { status: 'Finished' },
    });
  });

  it('tells in the task why it failed', async () => {
    const { taskId, imageId } = await imported('broken/lies.vhd', { disk: { format: 'VHD' } });
    clock.advance(180_000);

    const ended = await task(taskId);

    expect(ended?.taskStatus).toBe('Failed');
    expect(ended?.operationProgressSet?.operationProgress?.[0]).toMatchObject({
      errorCode: 'InvalidImageFormat.Malformed',
      errorMsg: 'The format of the image file is QCOW2, not VHD.',
    });
    expect(ecs.state().images.map(({ ImageId }) => ImageId)).not.toContain(imageId);
  });

  it('fails as the test asks', async () => {
    ecs.control.failImport({
      imageName: 'golden',
      code: 'InvalidVHDImage.IncorrectSize',
      message: 'The VHD is cut short.',
    });
    const { taskId } = await imported('golden/debian-12.vhd');
    clock.advance(180_000);

    expect((await task(taskId))?.operationProgressSet?.operationProgress?.[0]?.errorMsg).toBe(
      'The VHD is cut short.',
    );
  });

  it.each([
    ['golden/missing.qcow2', 'InvalidOSSObject.NotFound'],
    ['broken/empty.qcow2', 'InvalidOSSObject.Size'],
    ['broken/archived.qcow2', 'InvalidOSSObject.NeedRestore'],
    ['broken/encrypted.qcow2', 'InvalidOSSBucket.EncryptUnsupported'],
    ['broken/disk.raw.gz', 'UnsupportedSuffix.OSSObject'],
  ])('refuses %s', async (object, code) => {
    expect(await refusal(client.importImage(request(object)))).toBe(code);
  });

  it('refuses a bucket elsewhere, a name taken, and an account that has not let ECS in', async () => {
    const good = 'golden/rocky-9.raw';
    const elsewhere = {
      diskDeviceMapping: [{ OSSBucket: 'images-shanghai', OSSObject: 'golden/ubuntu-24.04-app.qcow2' }],
    };
    expect(await refusal(client.importImage(request(good, elsewhere)))).toBe('InvalidOSSBucket.NotMatched');
    await imported(good);
    expect(await refusal(client.importImage(request(good)))).toBe('InvalidImageName.Duplicated');
    ecs.control.setImportRole(false);
    expect(await refusal(client.importImage(request(good, { imageName: 'other' })))).toBe(
      'NoSetRoletoECSServiceAcount',
    );
  });

  it('says by an error that a dry run would succeed, and does nothing', async () => {
    expect(await refusal(client.importImage(request('golden/rocky-9.raw', { dryRun: true })))).toBe(
      'DryRunOperation',
    );
    expect(ecs.state().images).toEqual([]);
  });

  it('happens once however often its token is sent', async () => {
    const clientToken = 'a'.repeat(64);

    const first = await imported('golden/rocky-9.raw', { clientToken });
    const second = await imported('golden/rocky-9.raw', { clientToken });

    expect(second).toEqual(first);
    expect(await refusal(client.importImage(request('golden/debian-12.vhd', { clientToken })))).toBe(
      'IdempotentParameterMismatch',
    );
    expect(ecs.control.effects().ImportImage).toEqual({ count: 1, tokens: [clientToken] });
  });
});

describe('faults', () => {
  const stop = () => client.stopInstance(new sdk.StopInstanceRequest({ instanceId: SHOP_WEB }));

  it('throttles with the time to wait', async () => {
    ecs.control.fault({ kind: 'throttle', action: 'StopInstance', retryAfterMs: 1500 });

    await expect(stop()).rejects.toMatchObject({
      name: 'ThrottlingError',
      code: 'Throttling.User',
      retryAfter: 1500,
    });
    await expect(stop()).resolves.toBeDefined();
  });

  it('breaks the connection before or after the effect', async () => {
    ecs.control.fault({ kind: 'dropBefore', action: 'StopInstance' });
    await expect(stop()).rejects.toThrow();
    expect((await instance(SHOP_WEB)).status).toBe('Running');

    ecs.control.fault({ kind: 'dropAfter', action: 'StopInstance' });
    await expect(stop()).rejects.toThrow();
    expect((await instance(SHOP_WEB)).status).toBe('Stopping');
  });

  it('answers with a web page or an error of the server', async () => {
    ecs.control.fault({ kind: 'html502', action: 'StopInstance' });
    ecs.control.fault({ kind: 'error', action: 'StopInstance', code: 'ServiceUnavailable', status: 503 });

    expect(await refusal(stop())).toBe('SyntaxError');
    expect(await refusal(stop())).toBe('ServiceUnavailable');
  });

  it('limits calls per minute until the next one', async () => {
    await post('/fault', { kind: 'limit', action: 'DescribeRegions', perMinute: 2 });
    const ask = () => refusal(client.describeRegions(new sdk.DescribeRegionsRequest({})));

    expect([await ask(), await ask(), await ask()]).toEqual(['no refusal', 'no refusal', 'Throttling.User']);
    clock.advance(60_000);
    expect(await ask()).toBe('no refusal');
  });

  it('holds a call before its effect and lets it go on', async () => {
    await post('/hook', { action: 'StopInstance', when: 'before', pause: true });
    const call = stop();
    const held = await eventually(() => ecs.control.held()[0]);

    expect(held).toMatchObject({ action: 'StopInstance', when: 'before' });
    expect((await instance(SHOP_WEB)).status).toBe('Running');
    await post('/release', {});
    await call;
    expect((await instance(SHOP_WEB)).status).toBe('Stopping');
  });

  it('tells each call and whether it changed anything', async () => {
    await stop();
    await refusal(stop());

    expect(ecs.control.calls().map(({ action, outcome, effect }) => [action, outcome, effect])).toEqual([
      ['StopInstance', 'ok', true],
      ['StopInstance', 'IncorrectInstanceStatus', false],
    ]);
  });

  it('says what it does not understand', async () => {
    const response = await post('/fault', { kind: 'earthquake' });

    expect(response.status).toBe(400);
  });
});

async function post(path: string, body: unknown) {
  return fetch(`${ecs.url}/_control${path}`, { method: 'POST', body: JSON.stringify(body) });
}

async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    await new Promise((next) => setTimeout(next, 5));
  }
}
