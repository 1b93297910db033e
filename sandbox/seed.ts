import instanceTypes from './data/instance-types.json' with { type: 'json' };
import publicImages from './data/public-images.json' with { type: 'json' };
import type { ImageRecord, InstanceType, Policy } from './ecs/records.ts';
import type { Region } from './ecs/world.ts';
import { fleet, type SeedInstance } from './fleet.ts';
import { Buckets } from './oss/objects.ts';
import { fixedVhd, gzip, iso, qcow2, raw, vmdk } from './oss/samples.ts';

/** What a world begins with. Tests take `demoSeed()` and change what they need. */
export interface Seed {
  regions: Region[];
  publicImages: ImageRecord[];
  instanceTypes: InstanceType[];
  keyPairs: { region: string; name: string }[];
  policies: Policy[];
  instances: SeedInstance[];
  /** Own images per region; default 1000. */
  imageQuota?: number;
}

/** Three regions, the real public images and types of `sandbox/data`, and a small fleet. Fresh objects at each call. */
export function demoSeed(): Seed {
  return structuredClone({
    regions: [
      { id: 'cn-hangzhou', localName: '华东1（杭州）', idPrefix: 'bp1' },
      { id: 'cn-shanghai', localName: '华东2（上海）', idPrefix: 'uf6' },
      { id: 'ap-southeast-1', localName: '新加坡', idPrefix: 't4n' },
    ],
    // Old records lack fields that new ones have, so the compiler sees 300 shapes; they are one in the API.
    publicImages: publicImages as unknown as ImageRecord[],
    instanceTypes: instanceTypes as InstanceType[],
    keyPairs: [
      { region: 'cn-hangzhou', name: 'ops-hangzhou' },
      { region: 'cn-shanghai', name: 'ops-shanghai' },
      { region: 'ap-southeast-1', name: 'ops-singapore' },
    ],
    policies: [{ id: 'sp-bp1nightly7days00001', region: 'cn-hangzhou', name: 'nightly-7d' }],
    instances: fleet,
  });
}

/** Buckets with one disk image of each kind, good and bad. */
export function demoBuckets(): Buckets {
  const buckets = new Buckets();
  buckets.addBucket('images-hangzhou', 'cn-hangzhou');
  buckets.addBucket('images-shanghai', 'cn-shanghai');
  const hangzhou = {
    'golden/ubuntu-24.04-app.qcow2': qcow2({ virtualGiB: 40 }),
    'golden/rocky-9.raw': raw({ virtualGiB: 20 }),
    'golden/debian-12.vhd': fixedVhd({ virtualGiB: 30 }),
    'vmware/erp.vmdk': vmdk({ virtualGiB: 60 }),
    'broken/installer.img': iso(),
    'broken/disk.raw.gz': gzip(),
    'broken/empty.qcow2': { size: 0, head: Buffer.alloc(0) },
    'broken/archived.qcow2': { ...qcow2({ virtualGiB: 40 }), storageClass: 'Archive' as const },
    'broken/encrypted.qcow2': { ...qcow2({ virtualGiB: 40 }), sse: 'AES256' },
    // Looks well from both ends; the demo lets ECS find it damaged.
    'broken/torn.qcow2': qcow2({ virtualGiB: 40 }),
    // Named VHD, is QCOW2.
    'broken/lies.vhd': qcow2({ virtualGiB: 40 }),
    'big/warehouse.qcow2': qcow2({ virtualGiB: 200, size: 20 * 2 ** 30 }),
  };
  for (const [key, object] of Object.entries(hangzhou)) buckets.put('images-hangzhou', key, object);
  buckets.put('images-shanghai', 'golden/ubuntu-24.04-app.qcow2', qcow2({ virtualGiB: 40 }));
  return buckets;
}
