import * as sdk from '@alicloud/ecs20140526';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalEcs, ORDER_DB, refusal, region, SHOP_WEB, startLocalEcs, UBUNTU } from './local-ecs.ts';

let cloud: LocalEcs;

beforeEach(async () => {
  cloud = await startLocalEcs();
});

afterEach(() => cloud.stop());

describe('changing the system of an instance', () => {
  it('goes from stop over snapshot and replacement to start', async () => {
    const before = await cloud.systemDisk(SHOP_WEB);
    await cloud.client.stopInstance(
      new sdk.StopInstanceRequest({ instanceId: SHOP_WEB, stoppedMode: 'KeepCharging' }),
    );
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Stopping');
    cloud.clock.advance(60_000);
    expect(await cloud.instance(SHOP_WEB)).toMatchObject({ status: 'Stopped', stoppedMode: 'KeepCharging' });

    const snapshot = await cloud.client.createSnapshot(
      new sdk.CreateSnapshotRequest({ diskId: before.diskId }),
    );
    const id = snapshot.body?.snapshotId ?? '';
    const replacement = new sdk.ReplaceSystemDiskRequest({
      instanceId: SHOP_WEB,
      imageId: UBUNTU,
      keyPairName: 'ops-hangzhou',
    });
    expect(await refusal(cloud.client.replaceSystemDisk(replacement))).toBe('DiskCreatingSnapshot');
    cloud.clock.advance(60_000);
    expect(await cloud.snapshotStatus(id)).toBe('accomplished');

    const replaced = await cloud.client.replaceSystemDisk(replacement);
    const during = await cloud.instance(SHOP_WEB);
    expect(during.operationLocks?.lockReason).toHaveLength(1);
    expect(during.imageId).not.toBe(UBUNTU);
    cloud.clock.advance(120_000);

    const after = await cloud.systemDisk(SHOP_WEB);
    expect(after.diskId).toBe(replaced.body?.diskId);
    expect(after.diskId).not.toBe(before.diskId);
    expect(after.status).toBe('In_use');
    expect(await cloud.instance(SHOP_WEB)).toMatchObject({
      status: 'Stopped',
      imageId: UBUNTU,
      keyPairName: 'ops-hangzhou',
      operationLocks: { lockReason: [] },
    });

    await cloud.client.startInstance(new sdk.StartInstanceRequest({ instanceId: SHOP_WEB }));
    cloud.clock.advance(60_000);
    expect((await cloud.instance(SHOP_WEB)).status).toBe('Running');
    expect(await cloud.run(SHOP_WEB, 'cat /etc/os-release\nuname -r')).toContain(
      'PRETTY_NAME="Ubuntu 24.04"',
    );
  });

  it('loses key pair and snapshot policy, keeps the manual snapshots', async () => {
    await cloud.stopped(ORDER_DB);
    const old = await cloud.systemDisk(ORDER_DB);
    const { body } = await cloud.client.createSnapshot(new sdk.CreateSnapshotRequest({ diskId: old.diskId }));
    cloud.clock.advance(60_000);

    await cloud.client.replaceSystemDisk(
      new sdk.ReplaceSystemDiskRequest({
        instanceId: ORDER_DB,
        imageId: 'rockylinux_9_7_x64_20G_alibase_20260525.vhd',
        systemDisk: { size: 60 },
      }),
    );
    cloud.clock.advance(120_000);

    expect((await cloud.instance(ORDER_DB)).keyPairName).toBe('');
    expect((await cloud.systemDisk(ORDER_DB)).autoSnapshotPolicyId).toBe('');
    expect(await cloud.snapshotStatus(body?.snapshotId ?? '')).toBe('accomplished');
  });

  it('brings the old system back by an image made from the snapshot', async () => {
    const before = await cloud.run(SHOP_WEB, 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub');
    await cloud.stopped(SHOP_WEB);
    const disk = await cloud.systemDisk(SHOP_WEB);
    const snapshot = await cloud.client.createSnapshot(
      new sdk.CreateSnapshotRequest({ diskId: disk.diskId }),
    );
    cloud.clock.advance(60_000);
    await cloud.client.replaceSystemDisk(
      new sdk.ReplaceSystemDiskRequest({ instanceId: SHOP_WEB, imageId: UBUNTU }),
    );
    cloud.clock.advance(120_000);
    const image = await cloud.client.createImage(
      new sdk.CreateImageRequest({
        regionId: region,
        snapshotId: snapshot.body?.snapshotId,
        imageName: 'undo-shop-web',
      }),
    );
    cloud.clock.advance(120_000);

    await cloud.client.replaceSystemDisk(
      new sdk.ReplaceSystemDiskRequest({
        instanceId: SHOP_WEB,
        imageId: image.body?.imageId,
        keyPairName: 'ops-hangzhou',
      }),
    );
    cloud.clock.advance(120_000);
    await cloud.client.startInstance(new sdk.StartInstanceRequest({ instanceId: SHOP_WEB }));
    cloud.clock.advance(60_000);

    expect(await cloud.run(SHOP_WEB, 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub')).toBe(before);
  });

  it('is refused unless every precondition holds', async () => {
    const replace = (imageId: string, size?: number, instanceId = SHOP_WEB) =>
      refusal(
        cloud.client.replaceSystemDisk(
          new sdk.ReplaceSystemDiskRequest({ instanceId, imageId, ...(size && { systemDisk: { size } }) }),
        ),
      );

    expect(await replace(UBUNTU)).toBe('IncorrectInstanceStatus');
    expect(await replace(UBUNTU, 40, 'i-uf6legacy01b7n1m5j3r')).toBe('InstanceLockedForSecurity');
    await cloud.stopped(SHOP_WEB);
    expect(await replace('m-bp1unknown')).toBe('InvalidImageId.NotFound');
    expect(await replace('aliyun_3_arm64_20G_alibase_20240819.vhd')).toBe('ImageNotSupportInstanceType');
    expect(await replace(UBUNTU, 20)).toBe('InvalidSystemDiskSize.LessThanMinSize');
    expect(await replace(UBUNTU, 4000)).toBe('InvalidSystemDiskSize.MoreThanMaxSize');
    expect(cloud.ecs.control.effects().ReplaceSystemDisk).toBeUndefined();
  });

  it('fails a snapshot whose instance is stopped meanwhile', async () => {
    const disk = await cloud.systemDisk(SHOP_WEB);
    const { body } = await cloud.client.createSnapshot(
      new sdk.CreateSnapshotRequest({ diskId: disk.diskId }),
    );

    await cloud.client.stopInstance(new sdk.StopInstanceRequest({ instanceId: SHOP_WEB }));

    expect(await cloud.snapshotStatus(body?.snapshotId ?? '')).toBe('failed');
  });

  it('puts key pair and snapshot policy back when asked', async () => {
    await cloud.stopped(ORDER_DB);
    const { diskId } = await cloud.systemDisk(ORDER_DB);
    const keyPair = {
      regionId: region,
      keyPairName: 'ops-hangzhou',
      instanceIds: JSON.stringify([ORDER_DB]),
    };
    const policy = {
      regionId: region,
      autoSnapshotPolicyId: 'sp-bp1nightly7days00001',
      diskIds: JSON.stringify([diskId]),
    };

    await cloud.client.attachKeyPair(new sdk.AttachKeyPairRequest(keyPair));
    await cloud.client.applyAutoSnapshotPolicy(new sdk.ApplyAutoSnapshotPolicyRequest(policy));

    expect((await cloud.instance(ORDER_DB)).keyPairName).toBe('ops-hangzhou');
    expect((await cloud.systemDisk(ORDER_DB)).autoSnapshotPolicyId).toBe('sp-bp1nightly7days00001');
  });

  it('has Cloud Assistant back only some time after the start', async () => {
    const agent = async () => {
      const request = { regionId: region, instanceId: [SHOP_WEB] };
      const { body } = await cloud.client.describeCloudAssistantStatus(
        new sdk.DescribeCloudAssistantStatusRequest(request),
      );
      return body?.instanceCloudAssistantStatusSet?.instanceCloudAssistantStatus?.[0]?.cloudAssistantStatus;
    };
    await cloud.stopped(SHOP_WEB);
    await cloud.client.startInstance(new sdk.StartInstanceRequest({ instanceId: SHOP_WEB }));
    cloud.clock.advance(21_000);
    const early = await agent();
    cloud.clock.advance(20_000);

    expect([early, await agent()]).toEqual(['false', 'true']);
  });

  it('refuses an instance stopped without charges', async () => {
    await cloud.client.stopInstance(new sdk.StopInstanceRequest({ instanceId: SHOP_WEB }));
    cloud.clock.advance(60_000);

    const request = new sdk.ReplaceSystemDiskRequest({ instanceId: SHOP_WEB, imageId: UBUNTU });

    expect((await cloud.instance(SHOP_WEB)).stoppedMode).toBe('StopCharging');
    expect(await refusal(cloud.client.replaceSystemDisk(request))).toBe('IncorrectInstanceStatus');
  });
});
