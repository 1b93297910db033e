import { z } from 'zod';
import { invalid } from '../errors.ts';
import type { World } from '../world.ts';

/** 2–128 characters, begins with a letter or a Chinese character, not with `aliyun` or `acs:`, no address in it. */
export const imageName = z
  .string()
  .regex(/^(?!aliyun|acs:)(?!.*https?:\/\/)[\p{L}][\p{L}\p{N}.:_-]{1,127}$/u, 'InvalidImageName.Malformed');

/** @throws EcsError InvalidImageName.Duplicated: names are unique per region, also among images still being made */
export function freeName(world: World, region: string, name: string | undefined): void {
  const taken = [...world.images.values()].some(
    (image) => image.region === region && image.record.ImageName === name,
  );
  if (taken) throw invalid('InvalidImageName.Duplicated');
}
