import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createClock } from '../../sandbox/clock.ts';
import { type Ecs as EcsSandbox, startEcs } from '../../sandbox/ecs/index.ts';
import { type Oss as OssSandbox, startOss } from '../../sandbox/oss/index.ts';
import { demoBuckets } from '../../sandbox/seed.ts';
import { createEcs, type Ecs } from '../../src/ecs/index.ts';

const region = 'cn-hangzhou';
const web = 'i-bp1shopweb01k3x9q7m2';
const webDisk = 'd-bp1shopweb01sys4c8t1';
const database = 'i-bp1orderdb01h2z6y4c8';
const minutes = 60_000;
const hours = 60 * minutes;

let sandbox: EcsSandbox;
let objects: OssSandbox;
let ecs: Ecs;

beforeAll(async () => {
  objects = await startOss({ buckets: demoBuckets() });
  sandbox = await startEcs({ clock: createClock(), oss: objects });
  ecs = createEcs({
    accessKeyId: 'sandbox',
    accessKeySecret: 'sandbox-secret',
    endpoint: sandbox.url,
    ossEndpoint: objects.url,
    homeRegion: region,
    userAgent: 'ecs-image/spec',
  });
});

afterAll(async () => {
  await sandbox.stop();
  await objects.stop();
});

const later = (ms: number) => sandbox.control.clock({ advanceMs: ms });
const imported = (name: string, token: string, object = 'golden/ubuntu-24.04-app.qcow2') =>
  ecs.images.import({
    region,
    name,
    bucket: 'images-hangzhou',
    object,
    sizeGiB: 40,
    osType: 'linux',
    platform: 'Ubuntu',
    architecture: 'x86_64',
    tags: { 'ecs-image': 'rq_spec01' },
    token,
  });

describe('reading ECS', () => {
  it('lists every page of the public images', async () => {
    const images = await ecs.images.list(region, { owner: 'system' });

    expect(images.length).toBeGreaterThan(100);
    expect(new Set(images.map(({ id }) => id)).size).toBe(images.length);
    expect(images.every(({ owner, region: at }) => owner === 'system' && at === region)).toBe(true);
  });

  it('reads one image, in our own words', async () => {
    const image = await ecs.images.get(region, 'centos_7_9_x64_20G_alibase_20240628.vhd');

    expect(image).toMatchObject({
      architecture: 'x86_64',
      osType: 'linux',
      status: 'Available',
      progress: 100,
      sizeGiB: 20,
      owner: 'system',
    });
    expect(await ecs.images.get(region, 'm-bp1nosuchimage0000000')).toBeUndefined();
  });

  it('finds the newest image of a family, and none of an unknown one', async () => {
    expect(await ecs.images.fromFamily(region, 'acs:ubuntu_24_04_x64')).toMatchObject({
      architecture: 'x86_64',
    });
    expect(await ecs.images.fromFamily(region, 'acs:no_such_family')).toBeUndefined();
  });

  it('asks ECS whether an image fits an instance type', async () => {
    const [arm] = await ecs.images.list(region, { owner: 'system', architecture: 'arm64' });

    expect(await ecs.images.supports(region, 'centos_7_9_x64_20G_alibase_20240628.vhd', 'ecs.g7.large')).toBe(
      true,
    );
    expect(await ecs.images.supports(region, arm?.id ?? '', 'ecs.g7.large')).toBe(false);
  });

  it('reads instances, all of them or those named', async () => {
    const all = await ecs.instances.list(region);
    const named = await ecs.instances.list(region, [web, 'i-bp1nosuchinstance0000']);

    expect(all.length).toBeGreaterThan(3);
    expect(named).toHaveLength(1);
    expect(await ecs.instances.get(region, web)).toMatchObject({
      id: web,
      name: 'shop-web-01',
      zone: 'cn-hangzhou-g',
      type: 'ecs.g7.large',
      keyPair: 'ops-hangzhou',
      privateIps: ['172.16.1.11'],
      publicIps: ['203.0.113.11'],
      locks: [],
      tags: { env: 'prod', team: 'shop' },
    });
    expect(await ecs.instances.get(region, 'i-bp1nosuchinstance0000')).toBeUndefined();
    expect(await ecs.instances.status(region, [web])).toEqual(new Map([[web, 'Running']]));
  });

  it('reads what an instance type asks of an image, once', async () => {
    const [type] = await ecs.instanceTypes.get(region, ['ecs.g7.large', 'ecs.no-such.type']);
    const calls = sandbox.control.calls().length;
    await ecs.instanceTypes.get(region, ['ecs.g7.large']);

    expect(type).toMatchObject({ id: 'ecs.g7.large', vcpu: 2, memoryGiB: 8, cpuArchitecture: 'X86' });
    expect(sandbox.control.calls()).toHaveLength(calls);
  });

  it('reads disks', async () => {
    expect(await ecs.disks.systemDisk(region, web)).toMatchObject({
      id: webDisk,
      type: 'system',
      sizeGiB: 40,
      status: 'In_use',
    });
    expect(await ecs.disks.ofInstance(region, database)).toHaveLength(3);
    expect(await ecs.disks.byIds(region, [webDisk, 'd-bp1nosuchdisk0000000'])).toHaveLength(1);
    expect(await ecs.disks.byIds(region, [])).toEqual([]);
  });

  it('reads regions and key pairs', async () => {
    expect((await ecs.regions.list()).map(({ id }) => id)).toContain(region);
    expect(await ecs.keyPairs.list(region)).toEqual(['ops-hangzhou']);
    expect(await ecs.keyPairs.exists(region, 'ops-hangzhou')).toBe(true);
    expect(await ecs.keyPairs.exists(region, 'ops-*')).toBe(false);
  });

  it('pages through more than a hundred of what it asks for', async () => {
    const ids = Array.from({ length: 230 }, (_, nth) => `i-bp1nosuch${String(nth).padStart(12, '0')}`);

    expect(await ecs.instances.list(region, [...ids, web])).toHaveLength(1);
  });
});

describe('importing an image', () => {
  it('gives the same image for the same token, and tells its end', async () => {
    const first = await imported('spec-import', 'token-import');
    const again = await imported('spec-import', 'token-import');
    const before = await ecs.look(region, 'task', [first.taskId]);
    later(hours);
    const after = await ecs.look(region, 'task', [first.taskId]);

    expect(again).toEqual(first);
    expect(before.get(first.taskId)).toMatchObject({ kind: 'task', status: 'Processing' });
    expect(after.get(first.taskId)).toMatchObject({ kind: 'task', status: 'Finished' });
    expect(await ecs.images.get(region, first.imageId)).toMatchObject({
      name: 'spec-import',
      status: 'Available',
      tags: { 'ecs-image': 'rq_spec01' },
      check: { status: 'Finished' },
    });
    expect(await ecs.images.listTagged(region, 'ecs-image', 'rq_spec01')).toHaveLength(1);
  });

  it('tells why it failed', async () => {
    const { taskId } = await imported('spec-lies', 'token-lies', 'broken/installer.img');
    later(hours);

    const seen = await ecs.look(region, 'task', [taskId]);

    expect(seen.get(taskId)).toMatchObject({ status: 'Failed', failure: { code: expect.any(String) } });
  });

  it('is refused when the name is taken', async () => {
    await imported('spec-twice', 'token-a');

    await expect(imported('spec-twice', 'token-b')).rejects.toMatchObject({
      code: 'InvalidImageName.Duplicated',
    });
  });
});

describe('replacing a system disk, call by call', () => {
  it('stops, backs up, replaces, restores what was lost, starts', async () => {
    await ecs.instances.stop(region, web);
    later(minutes);
    expect(await ecs.instances.get(region, web)).toMatchObject({
      status: 'Stopped',
      stoppedMode: 'KeepCharging',
    });

    const { snapshotId } = await ecs.snapshots.create({
      region,
      diskId: webDisk,
      name: 'before-replacement',
      retentionDays: 7,
      tags: { 'ecs-image': 'rq_spec02' },
      token: 'token-snapshot',
    });
    expect(await ecs.snapshots.inProgress(region, webDisk)).toMatchObject([{ id: snapshotId }]);
    later(hours);
    const taken = await ecs.look(region, 'snapshot', [snapshotId]);
    expect(taken.get(snapshotId)).toMatchObject({ kind: 'snapshot', status: 'accomplished', progress: 100 });

    const [ubuntu] = await ecs.images.list(region, { owner: 'system', family: 'acs:ubuntu_24_04_x64' });
    const imageId = ubuntu?.id ?? '';
    const { diskId } = await ecs.instances.replaceSystemDisk({
      region,
      instanceId: web,
      imageId,
      sizeGiB: 40,
      token: 'token-replace',
    });
    later(hours);
    const [disks, instances] = [
      await ecs.look(region, 'disk', [diskId, webDisk]),
      await ecs.look(region, 'instance', [web]),
    ];
    expect([...disks.keys()]).toEqual([diskId]);
    expect(instances.get(web)).toMatchObject({ kind: 'instance', imageId, locks: [] });

    await ecs.keyPairs.attach(region, web, 'ops-hangzhou');
    await ecs.disks.applyAutoSnapshotPolicy(region, diskId, 'sp-bp1nightly7days00001');
    await ecs.instances.start(region, web);
    later(10 * minutes);
    expect(await ecs.disks.systemDisk(region, web)).toMatchObject({
      autoSnapshotPolicyId: 'sp-bp1nightly7days00001',
    });

    const agents = await ecs.look(region, 'agent', [web]);
    expect(agents.get(web)).toMatchObject({ kind: 'agent', online: true });
    const { invokeId } = await ecs.assistant.run({
      region,
      instanceId: web,
      script: 'cat /etc/os-release',
      token: 'token-run',
    });
    later(minutes);
    const runs = await ecs.look(region, 'invocation', [invokeId]);
    expect(runs.get(invokeId)).toMatchObject({ kind: 'invocation', status: 'Success', exitCode: 0 });
  });
});

describe('making images of what is there', () => {
  it('makes one of an instance, copies it to another region, deletes it', async () => {
    const made = await ecs.images.create({
      region,
      name: 'spec-made',
      from: { instanceId: database },
      token: 'token-c',
    });
    later(hours);
    const copied = await ecs.images.copy({
      region,
      imageId: made.imageId,
      to: 'cn-shanghai',
      name: 'spec-copied',
      token: 'token-d',
    });
    later(hours);
    const copies = await ecs.look('cn-shanghai', 'image', [copied.imageId]);
    await ecs.images.delete(region, made.imageId);

    expect(copies.get(copied.imageId)).toMatchObject({
      kind: 'image',
      name: 'spec-copied',
      status: 'Available',
    });
    expect(await ecs.images.get(region, made.imageId)).toBeUndefined();
  });

  it('looks at many images with few calls', async () => {
    const ids: string[] = [];
    for (const nth of [1, 2, 3, 4, 5])
      ids.push((await imported(`spec-many-${nth}`, `token-many-${nth}`)).imageId);
    const calls = sandbox.control.calls().length;

    const seen = await ecs.look(region, 'image', [...ids, 'm-bp1nosuchimage0000000']);

    expect([...seen.keys()].sort()).toEqual([...ids].sort());
    expect(sandbox.control.calls().length - calls).toBe(2);
  });

  it('can be cancelled while an import runs', async () => {
    const { taskId } = await imported('spec-cancelled', 'token-cancelled');
    await ecs.tasks.cancel(region, taskId);
    later(minutes);

    expect((await ecs.tasks.get(region, taskId)).status).not.toMatch(/Processing|Finished/);
  });
});

describe('a dry run of every write', () => {
  it('changes nothing and says what the keys may do', async () => {
    const effects = sandbox.control.effects();

    const runs = await ecs.dryRun({ region, instanceId: database });

    expect(sandbox.control.effects()).toEqual(effects);
    expect(runs.filter(({ verdict }) => verdict !== 'untested').map(({ action }) => action)).toEqual([
      'StopInstance',
      'StartInstance',
      'ImportImage',
      'CreateImage',
      'CopyImage',
      'DeleteImage',
    ]);
    expect(runs.find(({ action }) => action === 'StopInstance')).toMatchObject({ verdict: 'allowed' });
  });

  it('names the RAM action of a right that is missing', async () => {
    sandbox.control.fault({ action: 'DeleteImage', kind: 'error', code: 'Forbidden.RAM', status: 403 });

    const runs = await ecs.dryRun({ region });

    expect(runs.find(({ action }) => action === 'DeleteImage')).toMatchObject({
      verdict: 'refused',
      ramAction: 'ecs:DeleteImage',
    });
  });
});
