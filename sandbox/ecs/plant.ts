import type { SeedInstance } from '../fleet.ts';
import type { Seed } from '../seed.ts';
import { freshGuest } from './guest.ts';
import type { Disk } from './records.ts';
import { must, type World } from './world.ts';

/** Puts what a seed describes into an empty world. */
export function plant(world: World, seed: Seed): World {
  for (const region of seed.regions) world.regions.set(region.id, region);
  for (const image of seed.publicImages) world.publicImages.set(image.ImageId, image);
  for (const type of seed.instanceTypes) world.types.set(type.instanceType, type);
  for (const { region, name } of seed.keyPairs) world.keyPairs.add(`${region}/${name}`);
  for (const policy of seed.policies) world.policies.set(policy.id, policy);
  world.imageQuota = seed.imageQuota ?? world.imageQuota;
  for (const instance of seed.instances) plantInstance(world, instance);
  return world;
}

function plantInstance(world: World, seed: SeedInstance): void {
  const { id, name, region, zone, type, imageId, locks = [], tags = {}, keyPair, publicIp, privateIp } = seed;
  const image = must(world.publicImages.get(imageId), new Error(`seed: no image ${imageId}`));
  must(world.types.get(type), new Error(`seed: no type ${type}`));
  const status = seed.status ?? 'Running';
  const createdAt = Date.parse(seed.createdAt);
  world.instances.set(id, {
    id,
    name,
    hostName: seed.hostName,
    region,
    zone,
    type,
    status,
    stoppedMode: status === 'Stopped' ? 'KeepCharging' : 'Not-applicable',
    imageId,
    privateIp,
    ...(publicIp && { publicIp }),
    chargeType: seed.chargeType ?? 'PostPaid',
    ...(keyPair && { keyPair }),
    locks: [...locks],
    replacing: false,
    tags: { ...tags },
    createdAt,
    bootedAt: createdAt,
  });
  const common = {
    region,
    zone,
    instanceId: id,
    status: 'In_use',
    category: 'cloud_essd',
    deleteAutoSnapshot: true,
    createdAt,
  } as const;
  const data = seed.dataDisks ?? [];
  const system: Disk = {
    ...common,
    id: seed.systemDisk.id,
    kind: 'system',
    device: '/dev/xvda',
    sizeGiB: seed.systemDisk.sizeGiB,
    imageId,
    tags: {},
    ...(seed.policyId && { policyId: seed.policyId }),
    guest: {
      ...freshGuest(image, seed.systemDisk.id),
      mountsData: data.length > 0,
      agent: seed.agent ?? true,
    },
  };
  world.disks.set(system.id, system);
  data.forEach((disk, index) => {
    const device = `/dev/xvd${'bcdefg'[index]}`;
    world.disks.set(disk.id, {
      ...common,
      id: disk.id,
      kind: 'data',
      device,
      sizeGiB: disk.sizeGiB,
      imageId: '',
      tags: {},
    });
  });
}
