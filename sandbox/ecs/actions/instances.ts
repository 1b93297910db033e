import { z } from 'zod';
import { action } from '../action.ts';
import { durations, seconds } from '../durations.ts';
import { denied } from '../errors.ts';
import { either, page } from '../paging.ts';
import { bent, bool, dryRun, int, jsonIds, numbered, regional, tags, text } from '../parameters.ts';
import type { Instance } from '../records.ts';
import { minute, tagged, tagList, type World } from '../world.ts';
import { failSnapshots } from './snapshots.ts';

export const describeInstances = action(
  'DescribeInstances',
  z.object({
    ...regional,
    ...dryRun,
    InstanceIds: jsonIds.optional(),
    InstanceName: text.optional(),
    Status: z
      .enum(['Pending', 'Running', 'Starting', 'Stopping', 'Stopped'], 'InvalidStatus.ValueNotSupported')
      .optional(),
    ImageId: text.optional(),
    InstanceType: text.optional(),
    ZoneId: text.optional(),
    KeyPairName: text.optional(),
    LockReason: text.optional(),
    PrivateIpAddresses: jsonIds.optional(),
    PublicIpAddresses: jsonIds.optional(),
    Tag: tags.optional(),
    MaxResults: bent(10, 100).optional(),
    NextToken: text.optional(),
    PageNumber: int(1, 1e6).optional(),
    PageSize: int(1, 100).optional(),
  }),
  (asked, world) => {
    const found = [...world.instances.values()].filter(
      (instance) =>
        instance.region === asked.RegionId &&
        (!asked.InstanceIds || asked.InstanceIds.includes(instance.id)) &&
        (!asked.InstanceName || wildcard(asked.InstanceName).test(instance.name)) &&
        (!asked.Status || instance.status === asked.Status) &&
        (!asked.ImageId || instance.imageId === asked.ImageId) &&
        (!asked.InstanceType || instance.type === asked.InstanceType) &&
        (!asked.ZoneId || instance.zone === asked.ZoneId) &&
        (!asked.KeyPairName || instance.keyPair === asked.KeyPairName) &&
        (!asked.LockReason || instance.locks.includes(asked.LockReason)) &&
        (!asked.PrivateIpAddresses || asked.PrivateIpAddresses.includes(instance.privateIp)) &&
        (!asked.PublicIpAddresses || asked.PublicIpAddresses.includes(instance.publicIp ?? '')) &&
        tagged(instance.tags, asked.Tag),
    );
    const { rows, fields } = either(found, asked);
    return { ...fields, Instances: { Instance: rows.map((instance) => shown(world, instance)) } };
  },
);

export const describeInstanceStatus = action(
  'DescribeInstanceStatus',
  z.object({
    ...regional,
    ...numbered(50),
    InstanceId: z.array(text).max(100).optional(),
    ZoneId: text.optional(),
  }),
  (asked, world) => {
    const found = [...world.instances.values()].filter(
      ({ id, region, zone }) =>
        region === asked.RegionId &&
        (!asked.InstanceId || asked.InstanceId.includes(id)) &&
        (!asked.ZoneId || zone === asked.ZoneId),
    );
    const { rows, fields } = page(found, asked);
    const InstanceStatus = rows.map(({ id, status }) => ({ InstanceId: id, Status: status }));
    return { ...fields, InstanceStatuses: { InstanceStatus } };
  },
);

export const stopInstance = action(
  'StopInstance',
  z.object({
    ...dryRun,
    InstanceId: text,
    ForceStop: bool.default(false),
    StoppedMode: z.enum(['KeepCharging', 'StopCharging']).optional(),
  }),
  ({ InstanceId, ForceStop, StoppedMode }, world) => {
    const instance = world.instance(InstanceId);
    // A forced stop also ends a stop that hangs.
    const stoppable = instance.status === 'Running' || (ForceStop && instance.status === 'Stopping');
    if (!stoppable) throw denied('IncorrectInstanceStatus');
    return () => {
      failSnapshots(world, instance.id);
      become(world, instance, 'Stopping');
      world.clock.after(seconds(ForceStop ? durations.forceStop : durations.stop), () => {
        if (instance.status !== 'Stopping') return;
        const chosen = StoppedMode ?? world.defaultStoppedMode;
        instance.stoppedMode = instance.chargeType === 'PostPaid' ? chosen : 'KeepCharging';
        become(world, instance, 'Stopped');
      });
      return {};
    };
  },
);

export const startInstance = action(
  'StartInstance',
  z.object({ ...dryRun, InstanceId: text }),
  ({ InstanceId }, world) => {
    const instance = world.instance(InstanceId);
    if (instance.status !== 'Stopped' || instance.replacing) throw denied('IncorrectInstanceStatus');
    refuseLocked(instance);
    return () => {
      failSnapshots(world, instance.id);
      instance.stoppedMode = 'Not-applicable';
      become(world, instance, 'Starting');
      world.clock.after(seconds(durations.start), () => {
        instance.bootedAt = world.clock.now();
        become(world, instance, 'Running');
      });
      return {};
    };
  },
);

/** @throws EcsError for an instance that is locked: no change is allowed before the lock is gone */
export function refuseLocked({ locks }: Instance): void {
  if (locks.includes('security')) throw denied('InstanceLockedForSecurity');
  if (locks.length > 0)
    throw denied('InstanceExpiredOrInArrears', 'The instance has expired or the account is in arrears.');
}

function become(world: World, instance: Instance, status: Instance['status']): void {
  instance.status = status;
  world.changed('instance', instance.id, status);
}

function wildcard(pattern: string): RegExp {
  const quoted = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${quoted.join('.*')}$`);
}

function shown(world: World, instance: Instance) {
  const image = world.findImage(instance.imageId, instance.region);
  const type = world.typeOf(instance);
  const guest = world.systemDisk(instance.id).guest;
  // What the lock says while a disk is being replaced is not documented; only that there is one.
  const locks = [...instance.locks, ...(instance.replacing ? ['replacingSystemDisk'] : [])];
  return {
    InstanceId: instance.id,
    InstanceName: instance.name,
    HostName: instance.hostName,
    Description: '',
    Status: instance.status,
    StoppedMode: instance.stoppedMode,
    ImageId: instance.imageId,
    OSType: image?.OSType ?? (guest?.windows ? 'windows' : 'linux'),
    OSName: image?.OSName ?? guest?.osName ?? '',
    OSNameEn: image?.OSNameEn ?? guest?.osName ?? '',
    InstanceType: instance.type,
    InstanceTypeFamily: type.family,
    Cpu: type.vcpu,
    Memory: type.memoryGiB * 1024,
    RegionId: instance.region,
    ZoneId: instance.zone,
    InstanceChargeType: instance.chargeType,
    SpotStrategy: 'NoSpot',
    CreationTime: minute(instance.createdAt),
    StartTime: minute(instance.bootedAt),
    ExpiredTime: instance.chargeType === 'PrePaid' ? '2027-12-31T16:00Z' : '2099-12-31T15:59Z',
    DeletionProtection: false,
    IoOptimized: true,
    KeyPairName: instance.keyPair ?? '',
    OperationLocks: { LockReason: locks.map((LockReason) => ({ LockReason, LockMsg: '' })) },
    Tags: tagList(instance.tags),
    ResourceGroupId: '',
    InstanceNetworkType: 'vpc',
    VpcAttributes: {
      VpcId: 'vpc-sandbox',
      VSwitchId: 'vsw-sandbox',
      PrivateIpAddress: { IpAddress: [instance.privateIp] },
    },
    PublicIpAddress: { IpAddress: instance.publicIp ? [instance.publicIp] : [] },
    EipAddress: { AllocationId: '', IpAddress: '', InternetChargeType: '' },
    ImageOptions: { CurrentOSNVMeSupported: image?.Features?.NvmeSupport === 'supported' },
    HibernationOptions: { Configured: false },
  };
}
