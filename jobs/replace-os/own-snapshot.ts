import type { Replacement } from '../../src/domain/replacement.ts';
import { ourTag } from '../../src/ecs/look.ts';
import type { StepContext } from '../operation.ts';
import type { ReplaceState } from './state.ts';

/** Unique to a request; may not begin with `auto`. */
export function snapshotName(id: string): string {
  return `ecs-image-${id}`;
}

/** A snapshot of ours that we were not told of, or that is older than tokens are remembered. */
export async function ownSnapshot({ ecs, id, input }: StepContext<Replacement, ReplaceState>) {
  const all = await ecs.snapshots.ofDisk(input.region, input.disk.id);
  const ours = all.find(
    ({ name, tags, status }) => status !== 'failed' && (name === snapshotName(id) || tags[ourTag] === id),
  );
  return ours && { snapshotId: ours.id };
}
