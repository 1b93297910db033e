import { EcsError } from '../src/ecs/errors.ts';

const refusals: ReadonlySet<EcsError['kind']> = new Set(['forbidden', 'invalid', 'notFound', 'quota']);

/** For what an operation can do without: undefined when ECS says no. What may work later is still thrown. */
export function unlessRefused<T>(call: Promise<T>): Promise<T | undefined> {
  return call.catch((error) => {
    if (error instanceof EcsError && refusals.has(error.kind)) return undefined;
    throw error;
  });
}
