import * as sdk from '@alicloud/ecs20140526';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalEcs, refusal, region, startLocalEcs } from './local-ecs.ts';

let cloud: LocalEcs;

beforeEach(async () => {
  cloud = await startLocalEcs();
});

afterEach(() => cloud.stop());

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
    const { body } = await cloud.client.importImage(request(object, more));
    return { taskId: body?.taskId ?? '', imageId: body?.imageId ?? '' };
  }

  async function task(taskId: string) {
    const { body } = await cloud.client.describeTaskAttribute(
      new sdk.DescribeTaskAttributeRequest({ regionId: region, taskId }),
    );
    return body;
  }

  it('makes an available image and finishes its task', async () => {
    const { taskId, imageId } = await imported('golden/ubuntu-24.04-app.qcow2', {
      detectionStrategy: 'Standard',
    });
    const hidden = await cloud.client.describeImages(
      new sdk.DescribeImagesRequest({ regionId: region, imageId }),
    );
    cloud.clock.advance(60_000);
    const half = await task(taskId);
    cloud.clock.advance(180_000);

    const { body } = await cloud.client.describeImages(
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
    cloud.clock.advance(180_000);

    const ended = await task(taskId);

    expect(ended?.taskStatus).toBe('Failed');
    expect(ended?.operationProgressSet?.operationProgress?.[0]).toMatchObject({
      errorCode: 'InvalidImageFormat.Malformed',
      errorMsg: 'The format of the image file is QCOW2, not VHD.',
    });
    expect(cloud.ecs.state().images.map(({ ImageId }) => ImageId)).not.toContain(imageId);
  });

  it('fails as the test asks', async () => {
    cloud.ecs.control.failImport({
      imageName: 'golden',
      code: 'InvalidVHDImage.IncorrectSize',
      message: 'The VHD is cut short.',
    });
    const { taskId } = await imported('golden/debian-12.vhd');
    cloud.clock.advance(180_000);

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
    expect(await refusal(cloud.client.importImage(request(object)))).toBe(code);
  });

  it('refuses a bucket elsewhere, a name taken, and an account that has not let ECS in', async () => {
    const good = 'golden/rocky-9.raw';
    const elsewhere = {
      diskDeviceMapping: [{ OSSBucket: 'images-shanghai', OSSObject: 'golden/ubuntu-24.04-app.qcow2' }],
    };
    expect(await refusal(cloud.client.importImage(request(good, elsewhere)))).toBe(
      'InvalidOSSBucket.NotMatched',
    );
    await imported(good);
    expect(await refusal(cloud.client.importImage(request(good)))).toBe('InvalidImageName.Duplicated');
    cloud.ecs.control.setImportRole(false);
    expect(await refusal(cloud.client.importImage(request(good, { imageName: 'other' })))).toBe(
      'NoSetRoletoECSServiceAcount',
    );
  });

  it('shows its snapshot as failed until it is done', async () => {
    await imported('golden/rocky-9.raw');
    const [during] = cloud.ecs.state().snapshots;
    cloud.clock.advance(180_000);
    const [after] = cloud.ecs.state().snapshots;

    expect([during?.status, after?.status]).toEqual(['failed', 'accomplished']);
  });

  it('leaves nothing behind when its task is cancelled', async () => {
    const { taskId } = await imported('big/warehouse.qcow2');

    await cloud.client.cancelTask(new sdk.CancelTaskRequest({ regionId: region, taskId }));
    cloud.clock.advance(180_000);

    expect(cloud.ecs.state().images).toEqual([]);
    expect(
      await refusal(cloud.client.cancelTask(new sdk.CancelTaskRequest({ regionId: region, taskId }))),
    ).toBe('InvalidTaskId.IncorrectTaskStatus');
  });

  it('gives an image that can be copied, exported, tagged and deleted', async () => {
    const { imageId } = await imported('golden/rocky-9.raw');
    cloud.clock.advance(180_000);

    const copied = await cloud.client.copyImage(
      new sdk.CopyImageRequest({
        regionId: region,
        imageId,
        destinationRegionId: 'cn-shanghai',
        destinationImageName: 'golden',
      }),
    );
    const exported = await cloud.client.exportImage(
      new sdk.ExportImageRequest({
        regionId: region,
        imageId,
        OSSBucket: 'images-hangzhou',
        OSSPrefix: 'out',
      }),
    );
    await cloud.client.tagResources(
      new sdk.TagResourcesRequest({
        regionId: region,
        resourceType: 'image',
        resourceId: [imageId],
        tag: [{ key: 'team', value: 'shop' }],
      }),
    );
    cloud.clock.advance(240_000);
    const tags = await cloud.client.listTagResources(
      new sdk.ListTagResourcesRequest({ regionId: region, resourceType: 'image', tag: [{ key: 'team' }] }),
    );
    await cloud.client.deleteImage(new sdk.DeleteImageRequest({ regionId: region, imageId }));

    expect(tags.body?.tagResources?.tagResource).toMatchObject([{ resourceId: imageId, tagValue: 'shop' }]);
    expect(await task(exported.body?.taskId ?? '')).toMatchObject({
      taskStatus: 'Finished',
      taskAction: 'ExportImage',
    });
    expect(cloud.oss.buckets.object('images-hangzhou', `out_${imageId}_system.raw.tar.gz`)).toBeDefined();
    expect(cloud.ecs.state().images).toMatchObject([
      { ImageId: copied.body?.imageId, region: 'cn-shanghai', Status: 'Available' },
    ]);
  });

  it('says by an error that a dry run would succeed, and does nothing', async () => {
    expect(await refusal(cloud.client.importImage(request('golden/rocky-9.raw', { dryRun: true })))).toBe(
      'DryRunOperation',
    );
    expect(cloud.ecs.state().images).toEqual([]);
  });

  it('happens once however often its token is sent', async () => {
    const clientToken = 'a'.repeat(64);

    const first = await imported('golden/rocky-9.raw', { clientToken });
    const second = await imported('golden/rocky-9.raw', { clientToken });

    expect(second).toEqual(first);
    expect(await refusal(cloud.client.importImage(request('golden/debian-12.vhd', { clientToken })))).toBe(
      'IdempotentParameterMismatch',
    );
    expect(cloud.ecs.control.effects().ImportImage).toEqual({ count: 1, tokens: [clientToken] });
  });
});
