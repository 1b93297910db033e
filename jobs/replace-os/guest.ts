import { guestScript, readGuest } from '../../src/domain/guest.ts';
import type { Replacement } from '../../src/domain/replacement.ts';
import type { Seen } from '../../src/ecs/look.ts';
import { minutes, type RunStep, type StepContext, type UntilStep } from '../operation.ts';
import type { ReplaceState } from './state.ts';

type Run = RunStep<Replacement, ReplaceState>;
type Until = UntilStep<Replacement, ReplaceState>;

/** What the guest says before, for comparing. It is a proof, not a condition: whatever hinders it is left out. */
export const inspectBefore: Run = {
  name: 'note',
  skip: ({ input }) => !input.instance.running || input.instance.windows,
  orElse: 'skip',
  async run(context) {
    const { ecs, input } = context;
    const [agent] = await ecs.assistant.status(input.region, [input.instance.id]);
    return agent?.online ? { beforeRun: await inspect(context) } : {};
  },
};

export const inspectedBefore: Until = {
  name: 'noted',
  skip: ({ state }) => !state.beforeRun,
  until: ({ input, state }) => ({ kind: 'invocation', region: input.region, id: state.beforeRun ?? '' }),
  test: ranToEnd,
  keep: (seen) => ({ before: said(seen) }),
  every: [1, 2],
  within: 2 * minutes,
  orElse: 'skip',
};

export const agentBack: Until = {
  name: 'agent',
  skip: ({ input }) => !input.instance.running,
  until: ({ input }) => ({ kind: 'agent', region: input.region, id: input.instance.id }),
  test: (seen) => seen?.kind === 'agent' && seen.online,
  keep: () => ({ agent: true }),
  every: [1, 3],
  within: 5 * minutes,
  orElse: 'skip',
};

export const inspectAfter: Run = {
  name: 'inspect',
  skip: ({ input, state }) => !state.agent || input.image.windows,
  orElse: 'skip',
  run: async (context) => ({ afterRun: await inspect(context) }),
};

export const inspectedAfter: Until = {
  name: 'inspected',
  skip: ({ state }) => !state.afterRun,
  until: ({ input, state }) => ({ kind: 'invocation', region: input.region, id: state.afterRun ?? '' }),
  test: ranToEnd,
  keep: (seen) => ({ after: said(seen) }),
  every: [1, 2],
  within: 2 * minutes,
  orElse: 'skip',
};

async function inspect({ ecs, input, token }: StepContext<Replacement, ReplaceState>) {
  const { region, instance } = input;
  return (await ecs.assistant.run({ region, instanceId: instance.id, script: guestScript, token })).invokeId;
}

const underWay = new Set(['', 'Pending', 'Running', 'Stopping', 'Scheduled']);

function ranToEnd(seen: Seen | undefined): boolean {
  return seen?.kind === 'invocation' && !underWay.has(seen.status);
}

/** A run that failed has said nothing worth keeping. */
function said(seen: Seen) {
  return seen.kind === 'invocation' && seen.status === 'Success' ? readGuest(seen.output) : undefined;
}
