import type { Agent, Disk, Image, Instance, Invocation, Snapshot, Task } from '../domain/cloud.ts';
import type { assistant } from './assistant.ts';
import type { disks } from './disks.ts';
import type { images } from './images.ts';
import type { instances } from './instances.ts';
import type { snapshots } from './snapshots.ts';
import type { tasks } from './tasks.ts';

/** What is seen, with its kind beside it so that a test can tell: `seen.kind === 'task' && seen.status`. */
export type Seen =
  | ({ kind: 'task' } & Task)
  | ({ kind: 'instance' } & Instance)
  | ({ kind: 'disk' } & Disk)
  | ({ kind: 'snapshot' } & Snapshot)
  | ({ kind: 'image' } & Image)
  | ({ kind: 'invocation' } & Invocation)
  /** Looked up by the instance's id. */
  | ({ kind: 'agent' } & Agent);
export type LookKind = Seen['kind'];

/** Everything we make carries this tag; its value is the request's id. */
export const ourTag = 'ecs-image';

/** Up to so many images are asked for one by one; beyond it one listing by tag is cheaper. */
const fewImages = 3;

type Parts = {
  images: ReturnType<typeof images>;
  instances: ReturnType<typeof instances>;
  disks: ReturnType<typeof disks>;
  snapshots: ReturnType<typeof snapshots>;
  tasks: ReturnType<typeof tasks>;
  assistant: ReturnType<typeof assistant>;
};

/**
 * One look for the poller at many things of one kind: as few calls as the API allows. Ids ECS does not know are
 * left out of the answer. Not repeated on failure, for the poller looks again anyway; throws EcsError.
 */
export function look(ecs: Parts) {
  const once = { retries: 0 };

  async function taskOf(region: string, task: Task): Promise<Task> {
    if (task.status !== 'Failed') return task;
    // That it failed is known; why is worth a call, but not the look at the others.
    return { ...task, ...(await ecs.tasks.get(region, task.id, once).catch(() => ({}))) };
  }

  async function imagesOf(region: string, ids: string[]): Promise<Image[]> {
    const tagged = ids.length > fewImages ? await ecs.images.listTagged(region, ourTag, undefined, once) : [];
    const seen = tagged.filter(({ id }) => ids.includes(id));
    const missing = ids.filter((id) => !seen.some((image) => image.id === id));
    const found = await Promise.all(missing.map((id) => ecs.images.get(region, id, once)));
    return [...seen, ...found.flatMap((image) => image ?? [])];
  }

  const lookAt: { [Kind in LookKind]: (region: string, ids: string[]) => Promise<Seen[]> } = {
    async task(region, ids) {
      const listed = await ecs.tasks.list(region, ids, once);
      const tasks = await Promise.all(listed.map((task) => taskOf(region, task)));
      return tasks.map((task) => ({ kind: 'task', ...task }));
    },
    async instance(region, ids) {
      return (await ecs.instances.list(region, ids, once)).map((it) => ({ kind: 'instance', ...it }));
    },
    async disk(region, ids) {
      return (await ecs.disks.byIds(region, ids, once)).map((it) => ({ kind: 'disk', ...it }));
    },
    async snapshot(region, ids) {
      return (await ecs.snapshots.list(region, ids, once)).map((it) => ({ kind: 'snapshot', ...it }));
    },
    async image(region, ids) {
      return (await imagesOf(region, ids)).map((it) => ({ kind: 'image', ...it }));
    },
    async invocation(region, ids) {
      const results = await Promise.all(ids.map((id) => ecs.assistant.result(region, id, once)));
      return results.flatMap((it) => (it ? { kind: 'invocation', ...it } : []));
    },
    async agent(region, ids) {
      return (await ecs.assistant.status(region, ids, once)).map((it) => ({ kind: 'agent', ...it }));
    },
  };

  return async (region: string, kind: LookKind, ids: string[]): Promise<Map<string, Seen>> => {
    const wanted = [...new Set(ids)];
    const seen = wanted.length > 0 ? await lookAt[kind](region, wanted) : [];
    return new Map(seen.map((it) => [it.kind === 'agent' ? it.instanceId : it.id, it]));
  };
}
