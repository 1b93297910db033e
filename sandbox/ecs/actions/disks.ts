import { z } from 'zod';
import { action } from '../action.ts';
import { either } from '../paging.ts';
import { bent, dryRun, int, jsonIds, regional, tags, text } from '../parameters.ts';
import type { Disk } from '../records.ts';
import { stamp, tagged, tagList } from '../world.ts';

export const describeDisks = action(
  'DescribeDisks',
  z.object({
    ...regional,
    ...dryRun,
    DiskIds: jsonIds.optional(),
    InstanceId: text.optional(),
    DiskType: z.enum(['system', 'data', 'all']).default('all'),
    Status: z.string().optional(),
    Category: text.optional(),
    AutoSnapshotPolicyId: text.optional(),
    Tag: tags.optional(),
    MaxResults: bent(10, 500).optional(),
    NextToken: text.optional(),
    PageNumber: int(1, 1e6).optional(),
    PageSize: int(1, 100).optional(),
  }),
  (asked, world) => {
    const found = [...world.disks.values()].filter(
      (disk) =>
        disk.region === asked.RegionId &&
        (!asked.DiskIds || asked.DiskIds.includes(disk.id)) &&
        (!asked.InstanceId || disk.instanceId === asked.InstanceId) &&
        (asked.DiskType === 'all' || disk.kind === asked.DiskType) &&
        (!asked.Status || asked.Status === 'All' || disk.status === asked.Status) &&
        (!asked.Category || asked.Category === 'all' || disk.category === asked.Category) &&
        (!asked.AutoSnapshotPolicyId || disk.policyId === asked.AutoSnapshotPolicyId) &&
        tagged(disk.tags, asked.Tag),
    );
    const { rows, fields } = either(found, asked);
    return { ...fields, Disks: { Disk: rows.map(shown) } };
  },
);

function shown(disk: Disk) {
  return {
    DiskId: disk.id,
    DiskName: '',
    InstanceId: disk.instanceId,
    RegionId: disk.region,
    ZoneId: disk.zone,
    Type: disk.kind,
    Device: disk.device,
    Status: disk.status,
    Size: disk.sizeGiB,
    Category: disk.category,
    PerformanceLevel: 'PL0',
    DiskChargeType: 'PostPaid',
    ImageId: disk.imageId,
    SourceSnapshotId: '',
    DeleteAutoSnapshot: disk.deleteAutoSnapshot,
    DeleteWithInstance: true,
    EnableAutoSnapshot: true,
    EnableAutomatedSnapshotPolicy: disk.policyId !== undefined,
    AutoSnapshotPolicyId: disk.policyId ?? '',
    Encrypted: false,
    Portable: disk.kind === 'data',
    CreationTime: stamp(disk.createdAt),
    OperationLocks: { OperationLock: [] },
    Tags: tagList(disk.tags),
  };
}
