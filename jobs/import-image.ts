import { ImportPlan } from '../src/domain/import-plan.ts';
import { EcsError } from '../src/ecs/errors.ts';
import { ourTag, type Seen } from '../src/ecs/look.ts';
import { UserError } from '../src/errors.ts';
import { brief, result, summary } from './import-image/cards.ts';
import { importFailure } from './import-image/failure.ts';
import { ImportState } from './import-image/state.ts';
import { hours, minutes, operation, type RunStep, type StepContext, type UntilStep } from './operation.ts';
import { unlessRefused } from './refusals.ts';

type Run = RunStep<ImportPlan, ImportState>;
type Until = UntilStep<ImportPlan, ImportState>;
type Context = StepContext<ImportPlan, ImportState>;

const head: Run = {
  name: 'head',
  async run({ ecs, input: { region, bucket, object, etag, sizeBytes } }) {
    const found = await ecs.oss.head(region, bucket, object);
    const same = typeof found === 'object' && found.etag === etag && found.sizeBytes === sizeBytes;
    if (!same) throw new UserError('error.import.changed', { file: `oss://${bucket}/${object}` });
    return {};
  },
};

const request: Run = {
  name: 'request',
  async run(context) {
    const { ecs, id, input, token } = context;
    const { region, bucket, object, name, format, sizeGiB, osType, platform, architecture, bootMode } = input;
    const what = { region, bucket, object, name, format, sizeGiB, osType, platform, architecture, bootMode };
    const call = ecs.images.import({ ...what, tags: { [ourTag]: id }, token });
    return call.catch((error) => ours(context, error));
  },
};

/** Tokens are forgotten within a day: a name that is taken may be taken by this very request. */
async function ours({ ecs, id, input }: Context, error: unknown): Promise<Partial<ImportState>> {
  const repeated =
    error instanceof EcsError && /^(InvalidImageName\.Duplicated|ImageIsImporting)/.test(error.code);
  const [image] = repeated ? await ecs.images.listTagged(input.region, ourTag, id) : [];
  if (!image) throw error;
  return { imageId: image.id };
}

const imported: Until = {
  name: 'imported',
  skip: ({ state }) => !state.taskId,
  until: ({ input, state }) => ({ kind: 'task', region: input.region, id: state.taskId ?? '' }),
  test(seen) {
    if (seen?.kind !== 'task') return false;
    if (seen.status === 'Failed') throw importFailure(seen.failure);
    if (/^(Cancel|Delete)/.test(seen.status)) throw new UserError('error.import.withdrawn');
    return seen.status === 'Finished';
  },
  keep: () => ({ imported: true }),
  every: [3, 12],
  within: 12 * hours,
};

const available: Until = {
  name: 'available',
  until: image,
  test(seen, { state }) {
    if (seen?.kind !== 'image') return false;
    if (seen.status === 'CreateFailed')
      throw new UserError('error.import.createFailed', { imageId: state.imageId ?? '' });
    // `UnAvailable` passes for some images, so time decides about that one.
    return seen.status === 'Available' || seen.status === 'Deprecated';
  },
  keep: (seen) => (seen.kind === 'image' ? { check: seen.check } : {}),
  every: [1, 12],
  within: 12 * hours,
};

/** The check never fails an import; an image that tells nothing of one (unsupported system) is not waited for. */
const checked: Until = {
  name: 'checked',
  skip: ({ state }) => state.check === undefined,
  until: image,
  test: (seen) => seen?.kind === 'image' && seen.check?.status === 'Finished',
  keep: (seen) => (seen.kind === 'image' ? { check: seen.check } : {}),
  every: [3, 12],
  within: 30 * minutes,
  orElse: 'skip',
};

/** ECS may be at it without our having been told: the image carries our tag, its task its id. */
const lookBack: Run = {
  name: 'look-back',
  skip: ({ state }) => state.taskId !== undefined,
  async run({ ecs, id, input: { region } }) {
    const [image] = await ecs.images.listTagged(region, ourTag, id);
    const [task] = image ? await ecs.tasks.ofResource(region, image.id) : [];
    return { ...(image && { imageId: image.id }), ...(task && { taskId: task.id }) };
  },
};

/** Somebody gave up while ECS was still at it. */
const withdraw: Run = {
  name: 'withdraw',
  skip: ({ state }) => !state.taskId,
  async already({ ecs, input, state }) {
    const task = await ecs.tasks.get(input.region, state.taskId ?? '');
    return /^(Processing|Waiting)$/.test(task.status) ? undefined : {};
  },
  async run({ ecs, input, state }) {
    await unlessRefused(ecs.tasks.cancel(input.region, state.taskId ?? ''));
    return {};
  },
};

/** A disk image from OSS becomes an image of ECS; it needs no approval, for it changes nothing that is there. */
export const importImage = operation<ImportPlan, ImportState>({
  name: 'import-image',
  version: 1,
  approval: 'none',
  input: ImportPlan,
  state: ImportState,
  holds: ({ region, name }) => [`image:${region}/${name}`],
  steps: [head, request, imported, available, checked],
  recovery: {
    needed: ({ state, steps }) => steps.includes('request') && !state.imported,
    steps: [lookBack, withdraw],
    told: 'import.recovered',
  },
  summary,
  brief,
  result,
});

function image({ input, state }: Pick<Context, 'input' | 'state'>) {
  return { kind: 'image' as Seen['kind'], region: input.region, id: state.imageId ?? '' };
}
