import type { Replacement } from '../../src/domain/replacement.ts';
import { ourTag } from '../../src/ecs/look.ts';
import type { StepContext } from '../operation.ts';
import type { ReplaceState } from './state.ts';

/** A snapshot of ours that we were not told of, or that is older than tokens are remembered. */
export async function ownSnapshot({ ecs, id, input }: StepContext<Replacement, ReplaceState>) {
  const [ours] = await ecs.snapshots.tagged(input.region, ourTag, id);
  return ours && ours.status !== 'failed' ? { snapshotId: ours.id } : undefined;
}
