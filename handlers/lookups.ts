import type { Image, Instance, InstanceType } from '../src/domain/cloud.ts';
import { UserError } from '../src/errors.ts';
import type { Ctx } from './command.ts';

/** The regions to look in: the one that was named, else all of the configuration, home first. */
export function regionsFor({ home }: Pick<Ctx, 'home'>, named?: string): string[] {
  return named ? [named] : [...new Set([home.region, ...home.regions])];
}

/** Asks all regions at once. Throws `UserError` when none has it. */
export async function findInstance(
  { ecs }: Pick<Ctx, 'ecs'>,
  id: string,
  regions: string[],
): Promise<Instance> {
  const found = await Promise.all(regions.map((region) => ecs.instances.get(region, id)));
  const instance = found.find((one) => one !== undefined);
  if (!instance) throw new UserError('error.instance.unknown', { id, regions: regions.join(', ') });
  return instance;
}

/** From memory where it is listed; else ECS is asked, which knows images of every status. */
export async function findImage(
  { ecs, catalog }: Pick<Ctx, 'ecs' | 'catalog'>,
  id: string,
  regions: string[],
): Promise<Image> {
  const lists = await Promise.all(regions.map((region) => catalog.images(region)));
  const listed = lists.flat().find((image) => image.id === id);
  if (listed) return listed;
  const found = await Promise.all(regions.map((region) => ecs.images.get(region, id)));
  const image = found.find((one) => one !== undefined);
  if (!image) throw new UserError('error.image.unknown', { id, regions: regions.join(', ') });
  return image;
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
