import { z } from 'zod';
import type { Snapshot } from '../domain/cloud.ts';
import type { EcsClient, RequestOf } from './client.ts';
import { byToken } from './paging.ts';
import type { Patience } from './retry.ts';
import { count, flag, inGroups, list as listOf, percent, tagFields, tags, told, word } from './wire.ts';

const Answer = z
  .object({
    snapshotId: z.string(),
    snapshotName: word,
    status: z.string().catch(''),
    progress: percent,
    remainTime: count,
    available: flag,
    sourceDiskId: word,
    sourceDiskSize: count,
    sourceDiskType: word,
    usage: word,
    encrypted: flag,
    retentionDays: count,
    creationTime: word,
    tags,
  })
  .transform(
    (said): Snapshot =>
      told({
        id: said.snapshotId,
        name: said.snapshotName,
        status: said.status,
        progress: said.progress,
        remainingSeconds: said.remainTime,
        usable: said.available,
        diskId: said.sourceDiskId,
        diskSizeGiB: said.sourceDiskSize,
        diskType: said.sourceDiskType,
        usage: said.usage,
        encrypted: said.encrypted,
        retentionDays: said.retentionDays,
        createdAt: said.creationTime,
        tags: said.tags,
      }),
  );
const Page = z.object({ snapshots: listOf('snapshot', Answer) });
const Made = z.object({ snapshotId: z.string() });
const idsPerCall = 100;

export type SnapshotCreation = {
  region: string;
  diskId: string;
  name: string;
  /** ECS deletes it after so many days; kept for ever when left out. */
  retentionDays?: number;
  tags?: Record<string, string>;
  token: string;
};

export function snapshots(client: EcsClient) {
  function pages(
    region: string,
    filter: RequestOf<'DescribeSnapshots'>,
    patience?: Patience,
  ): Promise<Snapshot[]> {
    return byToken(
      (nextToken) =>
        client.read('DescribeSnapshots', region, { ...filter, maxResults: 100, nextToken }, patience),
      (body) => Page.parse(body).snapshots,
    );
  }

  return {
    /** CreateSnapshot. It fails if the instance is stopped or restarted meanwhile. */
    async create(what: SnapshotCreation): Promise<{ snapshotId: string }> {
      const body = await client.write(
        'CreateSnapshot',
        what.region,
        told({
          diskId: what.diskId,
          snapshotName: what.name,
          retentionDays: what.retentionDays,
          tag: tagFields(what.tags),
          clientToken: what.token,
        }),
      );
      return Made.parse(body);
    },

    /** DescribeSnapshots. Unknown ids are left out of the answer. */
    async list(region: string, snapshotIds: string[], patience?: Patience): Promise<Snapshot[]> {
      const groups = inGroups(snapshotIds, idsPerCall).map((ids) =>
        pages(region, { snapshotIds: JSON.stringify(ids) }, patience),
      );
      return (await Promise.all(groups)).flat();
    },

    /** DescribeSnapshots. All of a disk, also of one that is gone. */
    ofDisk(region: string, diskId: string, patience?: Patience): Promise<Snapshot[]> {
      return pages(region, { diskId }, patience);
    },

    /** DescribeSnapshots. Unfinished snapshots of a disk: ReplaceSystemDisk refuses while there is one. */
    inProgress(region: string, diskId: string, patience?: Patience): Promise<Snapshot[]> {
      return pages(region, { diskId, status: 'progressing' }, patience);
    },
  };
}
