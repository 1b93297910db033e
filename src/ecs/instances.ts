import { z } from 'zod';
import type { Instance } from '../domain/cloud.ts';
import type { EcsClient, RequestOf } from './client.ts';
import { EcsError } from './errors.ts';
import { readInstances } from './instance-answer.ts';
import { byNumber, byToken } from './paging.ts';
import type { Patience } from './retry.ts';
import { inGroups, list as listOf, told } from './wire.ts';

export type InstanceFilter = {
  /** May hold `*`. */
  name?: string;
  status?: string;
  imageId?: string;
  type?: string;
  tag?: { key: string; value?: string };
};

export type SystemDiskReplacement = {
  region: string;
  instanceId: string;
  imageId: string;
  sizeGiB?: number;
  keyPair?: string;
  /** Same token, same new disk. */
  token: string;
};

const idsPerCall = 100;
const statusPageSize = 50;
const Statuses = z.object({
  instanceStatuses: listOf('instanceStatus', z.object({ instanceId: z.string(), status: z.string() })),
});
const Replaced = z.object({ diskId: z.string() });

export function instances(client: EcsClient) {
  function pages(region: string, filter: RequestOf<'DescribeInstances'>, patience?: Patience) {
    return byToken(
      (nextToken) =>
        client.read('DescribeInstances', region, { ...filter, maxResults: 100, nextToken }, patience),
      (body) => readInstances(body, region),
    );
  }

  /**
   * DescribeInstances, all pages. Ids that ECS does not know are left out of the answer, and so is everything
   * when the right to see it is missing: an empty list is no proof.
   */
  async function list(
    region: string,
    which: string[] | InstanceFilter = {},
    patience?: Patience,
  ): Promise<Instance[]> {
    if (Array.isArray(which)) {
      const groups = inGroups(which, idsPerCall).map((ids) =>
        pages(region, { instanceIds: JSON.stringify(ids) }, patience),
      );
      return (await Promise.all(groups)).flat();
    }
    const { name, status, imageId, type, tag } = which;
    const filter = told({ instanceName: name, status, imageId, instanceType: type, tag: tag && [tag] });
    return pages(region, filter, patience);
  }

  /** DescribeInstances as a dry run, the only way to have a missing right refused and not answered by nothing. */
  async function mayDescribe(region: string): Promise<void> {
    try {
      await client.read('DescribeInstances', region, { dryRun: true }, { retries: 0 });
    } catch (error) {
      if (error instanceof EcsError && error.kind === 'forbidden') throw error;
    }
  }

  return {
    list,

    /** DescribeInstances for one id. Undefined when it is not there; EcsError `forbidden` when we may not see it. */
    async get(region: string, instanceId: string, patience?: Patience): Promise<Instance | undefined> {
      const [found] = await list(region, [instanceId], patience);
      if (!found) await mayDescribe(region);
      return found;
    },

    /** DescribeInstanceStatus, the light look. At most 100 ids; unknown ones are left out. */
    async status(region: string, instanceIds: string[]): Promise<Map<string, string>> {
      if (instanceIds.length === 0) return new Map();
      const rows = await byNumber(
        statusPageSize,
        (pageNumber) =>
          client.read('DescribeInstanceStatus', region, {
            instanceId: instanceIds,
            pageSize: statusPageSize,
            pageNumber,
          }),
        (body) => Statuses.parse(body).instanceStatuses,
      );
      return new Map(rows.map(({ instanceId, status }) => [instanceId, status]));
    },

    /**
     * StopInstance, always with KeepCharging: in economical mode the instance may not start again for lack of
     * stock. `force` cuts the power. It takes no token; asynchronous.
     */
    async stop(region: string, instanceId: string, { force = false } = {}): Promise<void> {
      await client.write('StopInstance', region, {
        instanceId,
        stoppedMode: 'KeepCharging',
        forceStop: force,
      });
    },

    /** StartInstance. It takes no token; asynchronous. */
    async start(region: string, instanceId: string): Promise<void> {
      await client.write('StartInstance', region, { instanceId });
    },

    /**
     * ReplaceSystemDisk. The old disk is gone for good once this returns; the key pair is lost unless it is
     * named. There is no parameter for a password on purpose: it would travel in the URL.
     */
    async replaceSystemDisk(what: SystemDiskReplacement): Promise<{ diskId: string }> {
      const body = await client.write(
        'ReplaceSystemDisk',
        what.region,
        told({
          instanceId: what.instanceId,
          imageId: what.imageId,
          systemDisk: what.sizeGiB ? { size: what.sizeGiB } : undefined,
          keyPairName: what.keyPair,
          clientToken: what.token,
        }),
      );
      return Replaced.parse(body);
    },
  };
}
