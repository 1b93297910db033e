import { z } from 'zod';
import { action } from '../action.ts';
import { missing } from '../errors.ts';
import { page } from '../paging.ts';
import { jsonIds, numbered, regional, text } from '../parameters.ts';
import { must } from '../world.ts';

export const describeAutoSnapshotPolicyEx = action(
  'DescribeAutoSnapshotPolicyEx',
  z.object({
    ...regional,
    ...numbered(100),
    AutoSnapshotPolicyId: text.optional(),
    AutoSnapshotPolicyName: text.optional(),
  }),
  (asked, world) => {
    const found = [...world.policies.values()].filter(
      ({ id, region, name }) =>
        region === asked.RegionId &&
        (!asked.AutoSnapshotPolicyId || id === asked.AutoSnapshotPolicyId) &&
        (!asked.AutoSnapshotPolicyName || name === asked.AutoSnapshotPolicyName),
    );
    const { rows, fields } = page(found, asked);
    const AutoSnapshotPolicy = rows.map(({ id, name }) => ({
      AutoSnapshotPolicyId: id,
      AutoSnapshotPolicyName: name,
      RegionId: asked.RegionId,
      Status: 'Normal',
      RepeatWeekdays: '["1","2","3","4","5","6","7"]',
      TimePoints: '["2"]',
      RetentionDays: 7,
      DiskNums: [...world.disks.values()].filter(({ policyId }) => policyId === id).length,
      CreationTime: '2025-03-01T02:00:00Z',
      Tags: { Tag: [] },
    }));
    return { ...fields, AutoSnapshotPolicies: { AutoSnapshotPolicy } };
  },
);

/** One of the few actions whose names on the wire begin with a small letter. */
export const applyAutoSnapshotPolicy = action(
  'ApplyAutoSnapshotPolicy',
  z.object({ regionId: text, autoSnapshotPolicyId: text, diskIds: jsonIds }),
  ({ autoSnapshotPolicyId, diskIds }, world) => {
    must(world.policies.get(autoSnapshotPolicyId), missing('InvalidAutoSnapshotPolicyId.NotFound'));
    const disks = diskIds.map((id) => world.disk(id));
    return () => {
      for (const disk of disks) {
        disk.policyId = autoSnapshotPolicyId;
        world.changed('disk', disk.id, 'policy');
      }
      return {};
    };
  },
);
