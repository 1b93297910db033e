import type { Image, Instance, InstanceType, Snapshot, Task } from '../src/domain/cloud.ts';
import { UserError } from '../src/errors.ts';
import type { Ctx } from './command.ts';

/** The regions to look in: the one that was named, else all of the configuration, home first. */
export function regionsFor({ home }: Pick<Ctx, 'home'>, named?: string): string[] {
  return named ? [named] : [...new Set([home.region, ...home.regions])];
}

/**
 * Asks all regions at once; the first answer in their order counts. A region that fails matters only when no other
 * one has the thing: then its error is thrown.
 */
async function across<T>(
  regions: string[],
  ask: (region: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const answers = await Promise.allSettled(regions.map(ask));
  for (const answer of answers)
    if (answer.status === 'fulfilled' && answer.value !== undefined) return answer.value;
  for (const answer of answers) if (answer.status === 'rejected') throw answer.reason;
  return undefined;
}

/** Throws `UserError` when no region has it. */
export async function findInstance(
  { ecs }: Pick<Ctx, 'ecs'>,
  id: string,
  regions: string[],
): Promise<Instance> {
  const instance = await across(regions, (region) => ecs.instances.get(region, id));
  if (!instance) throw new UserError('error.instance.unknown', { id, regions: { list: regions } });
  return instance;
}

/** From memory where it is listed; else ECS is asked, which knows images of every status. */
export async function findImage(
  { ecs, catalog }: Pick<Ctx, 'ecs' | 'catalog'>,
  id: string,
  regions: string[],
): Promise<Image> {
  const image = await across(regions, async (region) => {
    const listed = (await catalog.images(region)).find((one) => one.id === id);
    return listed ?? ecs.images.get(region, id);
  });
  if (!image) throw new UserError('error.image.unknown', { id, regions: { list: regions } });
  return image;
}

/** ECS does not say in which region a snapshot is. Throws `UserError` when none has it. */
export async function findSnapshot(
  { ecs }: Pick<Ctx, 'ecs'>,
  id: string,
  regions: string[],
): Promise<{ snapshot: Snapshot; region: string }> {
  const found = await across(regions, async (region) => {
    const [snapshot] = await ecs.snapshots.list(region, [id]);
    return snapshot && { snapshot, region };
  });
  if (!found) throw new UserError('error.snapshot.unknown', { id, regions: { list: regions } });
  return found;
}

/** Two looks at it, for each tells what the other does not. Throws `UserError` when no region has it. */
export async function findTask(
  { ecs }: Pick<Ctx, 'ecs'>,
  id: string,
  regions: string[],
): Promise<{ task: Task; region: string }> {
  const found = await across(regions, async (region) => {
    const [task] = await ecs.tasks.list(region, [id]);
    return task && { task, region };
  });
  if (!found) throw new UserError('error.task.unknown', { id, regions: { list: regions } });
  const { task, region } = found;
  return { task: { ...task, ...(await ecs.tasks.get(region, id)) }, region };
}

/** A request with the operation it is of. */
export async function findRequest(
  { requests, operations }: Pick<Ctx, 'requests' | 'operations'>,
  id: string,
) {
  const request = (await requests.load(id))?.request;
  const operation = operations.find(({ name }) => name === request?.operation);
  if (!request || !operation) throw new UserError('error.request.unknown', { id });
  return { request, operation };
}

export async function findType(
  { ecs }: Pick<Ctx, 'ecs'>,
  type: string,
  region: string,
): Promise<InstanceType> {
  const [found] = await ecs.instanceTypes.get(region, [type]);
  if (!found) throw new UserError('error.type.unknown', { type, region });
  return found;
}

/** Every image one can use in a region. Throws `UserError` when ECS lists none, which is never right. */
export async function listImages({ catalog }: Pick<Ctx, 'catalog'>, region: string): Promise<Image[]> {
  const images = await catalog.images(region);
  if (images.length === 0) throw new UserError('error.images.empty', { region });
  return images;
}

/** The ids of the public images that ECS would put on this type. */
export async function listFitting(
  { ecs }: Pick<Ctx, 'ecs'>,
  region: string,
  instanceType: string,
  action: 'CreateEcs' | 'ChangeOS',
): Promise<ReadonlySet<string>> {
  const images = await ecs.images.list(region, { owner: 'system', instanceType, action });
  return new Set(images.map(({ id }) => id));
}

/** The newest image of this one's family. Not worth an error: the list has an answer already. */
export async function findFamily(
  { ecs }: Pick<Ctx, 'ecs'>,
  { region, family }: Image,
): Promise<Image | undefined> {
  if (!family) return undefined;
  return ecs.images.fromFamily(region, family, { retries: 0 }).catch(() => undefined);
}

/** Of so many requests those about one thing are found. */
const recentRequests = 200;

/** The newest requests whose plan or outcome names this id, each with the operation it is of. */
export async function findRequestsAbout(
  { requests, operations }: Pick<Ctx, 'requests' | 'operations'>,
  id: string,
  limit: number,
) {
  const recent = (await requests.recent(recentRequests)).map(({ request }) => request);
  const about = recent.filter(({ plan, state }) => JSON.stringify([plan, state]).includes(`"${id}"`));
  return about.slice(0, limit).flatMap((request) => {
    const operation = operations.find(({ name }) => name === request.operation);
    return operation ? [{ request, operation }] : [];
  });
}
