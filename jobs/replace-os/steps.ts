import { backsUp, type Replacement } from '../../src/domain/replacement.ts';
import { planHash } from '../../src/domain/request.ts';
import { ourTag } from '../../src/ecs/look.ts';
import { UserError } from '../../src/errors.ts';
import { hours, minutes, PlanChanged, type RunStep, type UntilStep } from '../operation.ts';
import { unlessRefused } from '../refusals.ts';
import { ownSnapshot, snapshotName } from './own-snapshot.ts';
import { readReplacement } from './plan.ts';
import { instance } from './power.ts';
import type { ReplaceState } from './state.ts';

type Run = RunStep<Replacement, ReplaceState>;
type Until = UntilStep<Replacement, ReplaceState>;

/** The plan made again must be the one that was approved. */
export const recheck: Run = {
  name: 'recheck',
  async run({ ecs, input, now }) {
    const { region, instance, image, wish } = input;
    const plan = await readReplacement(
      ecs,
      { region, instanceId: instance.id, imageId: image.id },
      wish,
      now,
    );
    if (planHash(plan) !== planHash(input)) throw new PlanChanged(plan);
    return { startedAt: now };
  },
};

export const snapshot: Run = {
  name: 'snapshot',
  skip: ({ input }) => !backsUp(input),
  already: ownSnapshot,
  run({ ecs, id, input, token }) {
    const { region, disk, wish } = input;
    return ecs.snapshots.create({
      region,
      diskId: disk.id,
      name: snapshotName(id),
      ...('keepDays' in wish.backup && { retentionDays: wish.backup.keepDays }),
      tags: { [ourTag]: id },
      token,
    });
  },
};

export const taken: Until = {
  name: 'taken',
  skip: ({ input }) => !backsUp(input),
  until: ({ input, state }) => ({ kind: 'snapshot', region: input.region, id: state.snapshotId ?? '' }),
  test(seen, { state }) {
    if (seen?.kind !== 'snapshot') return false;
    if (seen.status === 'failed')
      throw new UserError('error.replace.snapshotFailed', { snapshotId: state.snapshotId ?? '' });
    return seen.status === 'accomplished';
  },
  keep: (seen) => (seen.kind === 'snapshot' ? { snapshotAt: seen.createdAt } : {}),
  every: [1, 12],
  within: 6 * hours,
};

export const replace: Run = {
  name: 'replace',
  irreversible: true,
  /** Tokens may be forgotten within a day, and a person may try again later than that: look before. */
  async already({ ecs, input }) {
    const disk = await ecs.disks.systemDisk(input.region, input.instance.id);
    if (disk?.id === input.disk.id) return undefined;
    // Somebody else has replaced it meanwhile: that disk was neither approved for wiping nor saved.
    if (disk?.imageId !== input.image.id)
      throw new UserError('error.replace.otherDisk', { disk: input.disk.id, found: disk?.id ?? '—' });
    return { diskId: disk.id };
  },
  run({ ecs, input, token }) {
    const { region, instance, image, disk, keyPair } = input;
    return ecs.instances.replaceSystemDisk({
      region,
      instanceId: instance.id,
      imageId: image.id,
      sizeGiB: disk.sizeGiB,
      ...(keyPair && { keyPair }),
      token,
    });
  },
};

/** The lock ECS holds meanwhile is gone, and the instance names the new image. */
export const attached: Until = {
  name: 'attached',
  until: instance,
  test: (seen, { input }) =>
    seen?.kind === 'instance' && seen.locks.length === 0 && seen.imageId === input.image.id,
  every: [1, 6],
  within: 30 * minutes,
};

export const diskReady: Until = {
  name: 'disk-ready',
  until: ({ input, state }) => ({ kind: 'disk', region: input.region, id: state.diskId ?? '' }),
  test: (seen, { input }) =>
    seen?.kind === 'disk' && seen.status === 'In_use' && seen.sizeGiB === input.disk.sizeGiB,
  every: [1, 6],
  within: 30 * minutes,
};

/** The new disk has no policy of its own. A refusal must not keep the instance from starting: the result tells it. */
export const policy: Run = {
  name: 'policy',
  skip: ({ input }) => !input.disk.policyId,
  async run({ ecs, input, state }) {
    const { region, disk } = input;
    const call = ecs.disks.applyAutoSnapshotPolicy(region, state.diskId ?? '', disk.policyId ?? '');
    return { policy: (await unlessRefused(call.then(() => 'applied' as const))) ?? 'refused' };
  },
};

/** Read back: what counts is what ECS says now, not what it was told. */
export const prove: Run = {
  name: 'prove',
  async run({ ecs, input, state, now }) {
    const { region, instance, image } = input;
    const [found, disk] = await Promise.all([
      ecs.instances.get(region, instance.id),
      ecs.disks.systemDisk(region, instance.id),
    ]);
    if (found?.imageId !== image.id || disk?.id !== state.diskId)
      throw new UserError('error.replace.unproven', {
        imageId: found?.imageId ?? '?',
        diskId: disk?.id ?? '?',
      });
    return { endedAt: now };
  },
};
