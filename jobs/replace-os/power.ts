import type { Replacement } from '../../src/domain/replacement.ts';
import type { Seen } from '../../src/ecs/look.ts';
import { hours, minutes, type RunStep, type StepContext, type Tried, type UntilStep } from '../operation.ts';
import { ownSnapshot } from './own-snapshot.ts';
import type { ReplaceState } from './state.ts';

type Run = RunStep<Replacement, ReplaceState>;
type Until = UntilStep<Replacement, ReplaceState>;
type Context = StepContext<Replacement, ReplaceState>;

export const stop: Run = {
  name: 'stop',
  skip: ({ input }) => !input.instance.running,
  async already(context) {
    const status = await statusNow(context);
    const halting = status === 'Stopping' && !context.state.force;
    return status === 'Stopped' || halting ? {} : undefined;
  },
  async run({ ecs, input, state }) {
    await ecs.instances.stop(input.region, input.instance.id, { force: state.force ?? false });
    return {};
  },
};

export const stopped: Until = {
  name: 'stopped',
  skip: ({ input }) => !input.instance.running,
  until: instance,
  test: (seen) => seen?.kind === 'instance' && seen.status === 'Stopped',
  every: [1, 3],
  within: 10 * minutes,
  force: { to: 'stop', state: { force: true } },
};

export const start: Run = {
  name: 'start',
  skip: ({ input }) => !input.instance.running,
  already: startedAlready,
  run: startNow,
};

export const running: Until = {
  name: 'running',
  skip: ({ input }) => !input.instance.running,
  until: instance,
  test: isRunning,
  every: [1, 3],
  within: 15 * minutes,
};

/** Puts the power state back after a failure before the replacement. */
export const recovery: (Run | Until)[] = [
  {
    name: 'look-back',
    /** An effect may have come about without our having been told. */
    async run(context) {
      const { ecs, input } = context;
      const disk = await ecs.disks.systemDisk(input.region, input.instance.id);
      const replaced = disk && disk.id !== input.disk.id && disk.imageId === input.image.id;
      return { ...(await ownSnapshot(context)), ...(replaced && { diskId: disk.id }) };
    },
  },
  {
    name: 'snapshot-ended',
    skip: ({ state }) => !state.snapshotId,
    // Starting an instance breaks a snapshot that is being taken of it.
    until: ({ input, state }) => ({ kind: 'snapshot', region: input.region, id: state.snapshotId ?? '' }),
    test: (seen) => seen?.kind === 'snapshot' && seen.status !== 'progressing' && seen.status !== '',
    every: [1, 12],
    within: 1 * hours,
    orElse: 'skip',
  },
  {
    name: 'settled',
    until: instance,
    test: (seen) => seen?.kind === 'instance' && (seen.status === 'Stopped' || seen.status === 'Running'),
    every: [1, 3],
    within: 10 * minutes,
    orElse: 'skip',
  },
  { name: 'start-again', already: startedAlready, run: startNow },
  { name: 'running-again', until: instance, test: isRunning, every: [1, 3], within: 15 * minutes },
];

/** True from the moment it may have been stopped by us until the old disk is gone. */
export function mustStartAgain({ state, input, steps }: Tried<Replacement, ReplaceState>): boolean {
  return input.instance.running && steps.includes('stop') && state.diskId === undefined;
}

/** The instance itself, to be looked at. */
export function instance({ input }: Pick<Context, 'input'>) {
  return { kind: 'instance' as const, region: input.region, id: input.instance.id };
}

function isRunning(seen: Seen | undefined): boolean {
  return seen?.kind === 'instance' && seen.status === 'Running';
}

async function statusNow({ ecs, input }: Context): Promise<string | undefined> {
  return (await ecs.instances.get(input.region, input.instance.id))?.status;
}

async function startedAlready(context: Context) {
  const status = await statusNow(context);
  return status === 'Running' || status === 'Starting' ? {} : undefined;
}

async function startNow({ ecs, input }: Context) {
  await ecs.instances.start(input.region, input.instance.id);
  return {};
}
