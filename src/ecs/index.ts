import { assistant } from './assistant.ts';
import { type EcsSettings, ecsClient } from './client.ts';
import { credentials } from './credentials.ts';
import { disks } from './disks.ts';
import { dryRun } from './dry-run.ts';
import { imageChanges } from './image-changes.ts';
import { images } from './images.ts';
import { instanceTypes } from './instance-types.ts';
import { instances } from './instances.ts';
import { keyPairs } from './key-pairs.ts';
import { look } from './look.ts';
import { oss } from './oss.ts';
import { regions } from './regions.ts';
import { snapshots } from './snapshots.ts';
import { tasks } from './tasks.ts';

export type { EcsSettings } from './client.ts';
export type Ecs = ReturnType<typeof createEcs>;

/**
 * ECS and OSS as plain functions, one per API action. Nothing is loaded or connected before the first call.
 * Reads are repeated here when that can help; writes are sent once and repeated by the runner, with their token.
 * Every function throws EcsError and nothing else of the SDK's.
 */
export function createEcs(settings: EcsSettings) {
  const keys = credentials(settings);
  const client = ecsClient(settings, keys);
  const parts = {
    images: { ...images(client), ...imageChanges(client) },
    instances: instances(client),
    instanceTypes: instanceTypes(client),
    disks: disks(client),
    snapshots: snapshots(client),
    tasks: tasks(client),
    keyPairs: keyPairs(client),
    assistant: assistant(client),
    regions: regions(client),
  };
  return { ...parts, oss: oss(settings, keys), dryRun: dryRun(client), look: look(parts) };
}
