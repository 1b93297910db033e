import { planReplacement, type Replacement } from '../../src/domain/replacement.ts';
import type { ReplacementWish } from '../../src/domain/replacement-wish.ts';
import type { Ecs } from '../../src/ecs/index.ts';
import { UserError } from '../../src/errors.ts';

/**
 * Reads what a plan depends on and makes it: for the command that asks, and again right before it runs.
 * Throws `UserError` with the rule that forbids it, `EcsError` when ECS does not answer.
 */
export async function readReplacement(
  ecs: Ecs,
  { region, instanceId, imageId }: { region: string; instanceId: string; imageId: string },
  wish: ReplacementWish,
  now: number,
): Promise<Replacement> {
  const [instance, image, disks, keyPairs] = await Promise.all([
    ecs.instances.get(region, instanceId),
    ecs.images.get(region, imageId),
    ecs.disks.ofInstance(region, instanceId),
    ecs.keyPairs.list(region),
  ]);
  if (!instance) throw new UserError('error.instance.unknown', { id: instanceId, regions: region });
  if (!image) throw new UserError('error.image.unknown', { id: imageId, regions: region });
  const { type: typeId = '' } = instance;
  const system = disks.find(({ type }) => type === 'system');
  const [types, supported, unfinished] = await Promise.all([
    ecs.instanceTypes.get(region, [typeId]),
    ecs.images.supports(region, imageId, typeId),
    system ? ecs.snapshots.inProgress(region, system.id) : [],
  ]);
  return planReplacement(
    { instance, image, disks, keyPairs, supported, unfinished, ...(types[0] && { type: types[0] }) },
    wish,
    now,
  );
}
