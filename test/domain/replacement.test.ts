import { describe, expect, it } from '@jest/globals';
import type { Disk, Image, Instance, InstanceType } from '../../src/domain/cloud.ts';
import { planReplacement } from '../../src/domain/replacement.ts';
import type { ReplacementFacts, ReplacementWish } from '../../src/domain/replacement-wish.ts';
import { planHash } from '../../src/domain/request.ts';
import { UserError } from '../../src/errors.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const day = 24 * 60 * 60 * 1000;

const instance: Instance = {
  id: 'i-bp1web01',
  name: 'web-01',
  region: 'cn-hangzhou',
  status: 'Running',
  imageId: 'centos_7_9_x64_20G_alibase_20240628.vhd',
  osType: 'linux',
  osNameEn: 'CentOS 7.9 64 bit',
  type: 'ecs.g8i.large',
  chargeType: 'PostPaid',
  keyPair: 'ops',
  locks: [],
  tags: {},
  privateIps: ['172.16.1.11'],
  publicIps: ['203.0.113.11'],
};
const type: InstanceType = {
  id: 'ecs.g8i.large',
  memoryGiB: 8,
  cpuArchitecture: 'X86',
  nvme: 'required',
  bootModes: ['UEFI'],
};
const system: Disk = {
  id: 'd-bp1sys',
  type: 'system',
  status: 'In_use',
  sizeGiB: 60,
  category: 'cloud_essd',
  autoSnapshotPolicyId: 'sp-bp1nightly',
  locks: [],
};
const data: Disk = { id: 'd-bp1data', type: 'data', status: 'In_use', sizeGiB: 200, locks: [] };
const image: Image = {
  id: 'aliyun_3_x64_20G_alibase_20260513.vhd',
  name: 'aliyun_3_x64_20G_alibase_20260513.vhd',
  region: 'cn-hangzhou',
  status: 'Available',
  progress: 100,
  sizeGiB: 20,
  architecture: 'x86_64',
  bootMode: 'UEFI-Preferred',
  osType: 'linux',
  osNameEn: 'Alibaba Cloud Linux  3.2104 LTS 64 bit',
  owner: 'system',
  nvme: 'supported',
  tags: {},
  disks: [],
};
const windows: Partial<Image> = {
  osType: 'windows',
  osNameEn: 'Windows Server 2022',
  platform: 'Windows Server 2022',
};

type Change = {
  instance?: Partial<Instance>;
  type?: Partial<InstanceType>;
  system?: Partial<Disk>;
  image?: Partial<Image>;
  facts?: Partial<ReplacementFacts>;
  wish?: Partial<ReplacementWish>;
};

function plan(change: Change = {}, at = now) {
  const facts: ReplacementFacts = {
    instance: { ...instance, ...change.instance },
    type: { ...type, ...change.type },
    disks: [{ ...system, ...change.system }, data],
    image: { ...image, ...change.image },
    supported: true,
    unfinished: [],
    keyPairs: ['dev', 'ops'],
    ...change.facts,
  };
  return planReplacement(facts, { site: 'cn', backup: { keepDays: 7 }, ...change.wish }, at);
}

function refusal(change: Change): UserError {
  try {
    plan(change);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was planned');
}

describe('the plan of a replacement', () => {
  it('names exactly what will be there afterwards', () => {
    expect(plan()).toMatchObject({
      region: 'cn-hangzhou',
      instance: { id: 'i-bp1web01', running: true, ips: ['172.16.1.11', '203.0.113.11'] },
      image: { id: image.id, os: 'Alibaba Cloud Linux 3', supportOver: false },
      disk: { id: 'd-bp1sys', oldSizeGiB: 60, sizeGiB: 60, policyId: 'sp-bp1nightly' },
      dataDisks: [{ id: 'd-bp1data', sizeGiB: 200 }],
      keyPair: 'ops',
      wish: { backup: { keepDays: 7 } },
    });
  });

  it('has the same hash when it is made again an hour or a month later', () => {
    const first = planHash(plan());

    expect(planHash(plan({}, now + day / 24))).toBe(first);
    expect(planHash(plan({}, now + 30 * day))).toBe(first);
  });

  it.each<[string, Change]>([
    ['the instance was stopped meanwhile', { instance: { status: 'Stopped', stoppedMode: 'KeepCharging' } }],
    ['the system disk is another one', { system: { id: 'd-bp1other' } }],
    ['the disk has grown', { system: { sizeGiB: 80 } }],
    ['another key pair is bound', { instance: { keyPair: 'dev' } }],
    ['an address has changed', { instance: { publicIps: ['203.0.113.99'] } }],
    ['a data disk has gone', { facts: { disks: [system] } }],
  ])('has another hash when %s', (_, change) => {
    expect(planHash(plan(change))).not.toBe(planHash(plan()));
  });

  it.each<[string, number, Change]>([
    ['the old disk', 60, {}],
    ['the image', 100, { image: { sizeGiB: 100 } }],
    ['the smallest disk there is', 20, { system: { sizeGiB: 10 }, image: { sizeGiB: 5 } }],
    ['what was asked for', 200, { wish: { sizeGiB: 200 } }],
  ])('makes the disk as large as %s', (_, sizeGiB, change) => {
    expect(plan(change).disk.sizeGiB).toBe(sizeGiB);
  });

  it('prefers the key pair that was asked for', () => {
    expect(plan({ wish: { keyPair: 'dev' } }).keyPair).toBe('dev');
  });

  it('says that support is over, and since when, but leaves an exactly named image to the approver', () => {
    const old = { id: 'centos_7_9_x64_20G_alibase_20240628.vhd', osNameEn: 'CentOS  7.9 64 bit' };

    expect(plan({ image: old }).image).toMatchObject({
      os: 'CentOS 7.9',
      supportOver: true,
      supportEndsAt: Date.parse('2024-06-30'),
    });
  });

  it('binds no key pair to Windows', () => {
    expect(plan({ image: windows, wish: { passwordSet: true } })).not.toHaveProperty('keyPair');
  });

  it('lets pass what nobody has told about an own image, and says that it is unproven', () => {
    const unknown = { architecture: undefined, bootMode: undefined, nvme: undefined };

    expect(plan({ image: unknown }).nvmeUnproven).toBe(true);
  });
});

describe('a replacement is refused', () => {
  it.each<[string, string, Change]>([
    ['of a locked instance', 'locked', { instance: { locks: ['security'] } }],
    ['of a locked disk', 'locked', { system: { locks: ['financial'] } }],
    ['of an expired one', 'expired', { instance: { chargeType: 'PrePaid', expiresAt: '2026-11-23T16:00Z' } }],
    ['of a cluster’s node', 'cluster', { instance: { tags: { 'ack.aliyun.com': 'c1a2b3' } } }],
    ['while it starts', 'status', { instance: { status: 'Starting' } }],
    ['while it stops', 'status', { instance: { status: 'Stopping' } }],
    [
      'after an economical stop',
      'economical',
      { instance: { status: 'Stopped', stoppedMode: 'StopCharging' } },
    ],
    ['with hibernation', 'hibernation', { instance: { hibernation: true } }],
    ['without a system disk', 'disk', { facts: { disks: [data] } }],
    [
      'during a snapshot',
      'snapshot',
      { facts: { unfinished: [{ id: 's-bp1', status: 'progressing', progress: 40, tags: {} }] } },
    ],
    ['with an image in the making', 'image', { image: { status: 'Creating' } }],
    [
      'with an image of data disks too',
      'image.dataDisks',
      { image: { disks: [{ type: 'system' }, { type: 'data' }] } },
    ],
    [
      'with an unpaid marketplace image',
      'image.subscription',
      { image: { owner: 'marketplace', subscribed: false } },
    ],
    ['with an arm64 image on x86', 'architecture', { image: { architecture: 'arm64' } }],
    ['with an x86 image on ARM', 'architecture', { type: { cpuArchitecture: 'ARM' } }],
    ['with a 32-bit image on 8 GiB', 'bits', { image: { architecture: 'i386' } }],
    ['without the NVMe driver', 'nvme', { image: { nvme: 'unsupported' } }],
    ['with a BIOS image on a UEFI type', 'boot', { image: { bootMode: 'BIOS' } }],
    ['when ECS sees it differently', 'unsupported', { facts: { supported: false } }],
    ['from Linux to Windows abroad', 'crossing', { instance: { region: 'ap-southeast-1' }, image: windows }],
    [
      'from Linux to Windows in Hong Kong',
      'crossing',
      { instance: { region: 'cn-hongkong' }, image: windows },
    ],
    ['with a smaller disk', 'small', { wish: { sizeGiB: 40 } }],
    ['with a disk beyond the limit', 'large', { wish: { sizeGiB: 2049 } }],
    [
      'with a basic disk beyond its limit',
      'large',
      { system: { category: 'cloud' }, wish: { sizeGiB: 501 } },
    ],
    ['without a key pair', 'keyPair.none', { instance: { keyPair: undefined } }],
    ['with a key pair that is not there', 'keyPair.unknown', { wish: { keyPair: 'gone' } }],
    ['where there is no key pair', 'keyPair.nowhere', { facts: { keyPairs: [] } }],
    ['to Windows before its password is set', 'windows', { image: windows }],
    ['to Windows with a key pair', 'windows.keyPair', { image: windows, wish: { keyPair: 'ops' } }],
  ])('%s', (_, rule, change) => {
    expect(refusal(change).key).toBe(`error.replace.${rule}`);
  });

  it('with the key pairs there are', () => {
    expect(refusal({ instance: { keyPair: undefined } }).slots).toMatchObject({
      first: 'dev',
      known: { list: ['dev', 'ops'] },
    });
  });

  it('with a link to the console of the account’s site', () => {
    const { slots } = refusal({ image: windows, wish: { site: 'intl' } });

    expect(slots.page).toEqual([
      {
        link: 'https://ecs.console.alibabacloud.com/server/i-bp1web01/detail?regionId=cn-hangzhou',
        text: 'i-bp1web01',
      },
    ]);
  });

  it.each<[string, Change]>([
    ['a Deprecated image', { image: { status: 'Deprecated' } }],
    ['a subscribed marketplace image', { image: { owner: 'marketplace', subscribed: true } }],
    ['a 32-bit image on a small type', { image: { architecture: 'i386' }, type: { memoryGiB: 2 } }],
    ['a disk of exactly the limit', { wish: { sizeGiB: 2048 } }],
    ['Windows in mainland China', { image: windows, wish: { passwordSet: true } }],
    ['a type that tells no boot modes', { image: { bootMode: 'BIOS' }, type: { bootModes: [] } }],
    [
      'an instance stopped in the standard mode',
      { instance: { status: 'Stopped', stoppedMode: 'KeepCharging' } },
    ],
  ])('but not with %s', (_, change) => {
    expect(() => plan(change)).not.toThrow();
  });
});
