import type { Action, EcsClient, RequestOf } from './client.ts';
import { EcsError } from './errors.ts';
import { copyFields, createFields, importFields } from './image-changes.ts';

/**
 * What a dry run showed of the right to one action. `refused`: grant `ramAction`. `unclear`: ECS had something
 * else to say first (`code`), such as that the thing tried on does not exist. `untested`: ECS has no dry run of it.
 */
export type DryRun = {
  action: string;
  ramAction: string;
  verdict: 'allowed' | 'refused' | 'unclear' | 'untested';
  code?: string;
};

export type DryRunSubjects = { region: string; instanceId?: string; imageId?: string; copyTo?: string };

const untested = [
  'ReplaceSystemDisk',
  'CreateSnapshot',
  'CancelTask',
  'RunCommand',
  'AttachKeyPair',
  'ApplyAutoSnapshotPolicy',
] as const;

// Things that cannot exist: the right is checked, and nothing real is touched whatever happens.
const noInstance = 'i-00000000000000000000';
const noImage = 'm-00000000000000000000';

/** One dry run for each write of ours that has it, and the names of those that have none. Never throws for what ECS says; throws when it says nothing. */
export function dryRun(client: EcsClient) {
  async function attempt<A extends Action>(
    action: A,
    region: string,
    request: RequestOf<A>,
  ): Promise<DryRun> {
    const ramAction = `ecs:${action}`;
    try {
      await client.write(action, region, { ...request, dryRun: true });
      return { action, ramAction, verdict: 'unclear' };
    } catch (error) {
      if (!(error instanceof EcsError) || error.status === undefined) throw error;
      if (error.kind === 'dryRunOk') return { action, ramAction, verdict: 'allowed' };
      const { code, authAction } = error;
      if (error.kind === 'forbidden' && /^(Forb|NoPermission)/.test(code))
        return { action, ramAction: authAction ?? ramAction, verdict: 'refused', code };
      return { action, ramAction, verdict: 'unclear', code };
    }
  }

  return async ({
    region,
    instanceId = noInstance,
    imageId = noImage,
    copyTo,
  }: DryRunSubjects): Promise<DryRun[]> => {
    const name = 'ecs-image-dry-run';
    const to = copyTo ?? (region === 'cn-hangzhou' ? 'cn-shanghai' : 'cn-hangzhou');
    const imported = { bucket: 'ecs-image-dry-run', object: 'dry-run.raw', sizeGiB: 20 } as const;
    const tested = await Promise.all([
      attempt('StopInstance', region, { instanceId, stoppedMode: 'KeepCharging' }),
      attempt('StartInstance', region, { instanceId }),
      attempt(
        'ImportImage',
        region,
        importFields({ region, name, osType: 'linux', architecture: 'x86_64', ...imported }),
      ),
      attempt('CreateImage', region, createFields({ region, name, from: { instanceId } })),
      attempt('CopyImage', region, copyFields({ region, name, imageId, to })),
      attempt('DeleteImage', region, { imageId }),
    ]);
    return [
      ...tested,
      ...untested.map((action): DryRun => ({ action, ramAction: `ecs:${action}`, verdict: 'untested' })),
    ];
  };
}
