import type { z } from 'zod';
import type { World } from './world.ts';

export type Body = Record<string, unknown>;
/** What an action does to the world, once everything has been checked. A dry run stops before it. */
export type Effect = () => Body;

/** One API action: what it takes, and what it answers or does. */
export interface Action {
  name: string;
  input: z.ZodType;
  run(parameters: unknown, world: World): Body | Effect;
}

export function action<T>(
  name: string,
  input: z.ZodType<T>,
  run: (parameters: T, world: World) => Body | Effect,
): Action {
  // The gateway only ever hands over what `input` has read.
  return { name, input, run: (parameters, world) => run(parameters as T, world) };
}
