import { z } from 'zod';
import type { Disk } from '../domain/cloud.ts';
import type { EcsClient, RequestOf } from './client.ts';
import { byToken } from './paging.ts';
import type { Patience } from './retry.ts';
import { count, flag, inGroups, list, oneOf, told, word } from './wire.ts';

const Lock = z.object({ lockReason: z.string() }).transform(({ lockReason }) => lockReason);
const Answer = z
  .object({
    diskId: z.string(),
    instanceId: word,
    type: oneOf(['system', 'data']),
    device: word,
    status: z.string().catch(''),
    size: count,
    category: word,
    performanceLevel: word,
    diskChargeType: word,
    imageId: word,
    sourceSnapshotId: word,
    deleteAutoSnapshot: flag,
    autoSnapshotPolicyId: word,
    encrypted: flag,
    creationTime: word,
    operationLocks: list('operationLock', Lock),
  })
  .transform(
    ({ diskId, size, diskChargeType, creationTime, operationLocks, ...same }): Disk =>
      told({
        ...same,
        id: diskId,
        sizeGiB: size,
        chargeType: diskChargeType,
        createdAt: creationTime,
        locks: operationLocks,
      }),
  );
const Page = z.object({ disks: list('disk', Answer) });
const idsPerCall = 100;

export function disks(client: EcsClient) {
  function pages(region: string, filter: RequestOf<'DescribeDisks'>, patience?: Patience): Promise<Disk[]> {
    return byToken(
      (nextToken) =>
        client.read('DescribeDisks', region, { ...filter, maxResults: 100, nextToken }, patience),
      (body) => Page.parse(body).disks,
    );
  }

  return {
    /** DescribeDisks. The system disk of an instance, or undefined. */
    async systemDisk(region: string, instanceId: string, patience?: Patience): Promise<Disk | undefined> {
      const [disk] = await pages(region, { instanceId, diskType: 'system' }, patience);
      return disk;
    },

    /** DescribeDisks. System disk and data disks of an instance. */
    ofInstance(region: string, instanceId: string, patience?: Patience): Promise<Disk[]> {
      return pages(region, { instanceId }, patience);
    },

    /** DescribeDisks. Released disks are left out of the answer. */
    async byIds(region: string, diskIds: string[], patience?: Patience): Promise<Disk[]> {
      const groups = inGroups(diskIds, idsPerCall).map((ids) =>
        pages(region, { diskIds: JSON.stringify(ids) }, patience),
      );
      return (await Promise.all(groups)).flat();
    },

    /** ApplyAutoSnapshotPolicy. A new system disk does not take over the policy of the old one. */
    async applyAutoSnapshotPolicy(region: string, diskId: string, policyId: string): Promise<void> {
      await client.write('ApplyAutoSnapshotPolicy', region, {
        autoSnapshotPolicyId: policyId,
        diskIds: JSON.stringify([diskId]),
      });
    },
  };
}
