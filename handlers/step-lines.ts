import type { Operation } from '../jobs/operation.ts';
import { trackSteps } from '../jobs/progress.ts';
import type { StepLine } from '../src/chat/card.ts';
import { ended, type Request } from '../src/domain/request.ts';
import type { Translate } from '../src/i18n/index.ts';
import { plain } from '../src/i18n/text.ts';

type Step = Operation['steps'][number];
type Known = { step: Step; state: StepLine['state'] };

/**
 * What was done and what is left, a line for each act: the waits that follow it are its second half. After a failure
 * it goes as far as the step that failed, then tells how things are being put back.
 */
export function stepLines(request: Request, operation: Operation, t: Translate): StepLine[] {
  return acts(known(request, operation))
    .map(([first, ...waits], index) => ({
      id: `${index}`,
      title: t.stored(`step.${first.step.name}`) ?? first.step.name,
      state: together([first, ...waits]),
    }))
    .filter(({ state }) => state !== 'skipped');
}

/** The acts that this plan will need, as far as it tells. */
export function plannedActs({ steps }: Operation, plan: Request['plan'], t: Translate): string[] {
  const needed = steps.filter(
    (step) => 'run' in step && !step.skip?.({ input: plan, state: everythingLearned }),
  );
  return needed.map(({ name }) => plain(t.stored(`step.${name}`) ?? name));
}

/** Before anything has run: a step that waits for something to be learned counts as needed. */
const everythingLearned = new Proxy({}, { get: () => true });

function known(request: Request, operation: Operation): Known[] {
  const main = trackSteps(operation, { track: 'steps' });
  if (request.track === 'steps')
    return main.map((step, i) => ({
      step,
      state: i < request.step ? doneState(request, i) : i > request.step ? 'todo' : reached(request),
    }));
  const failed = main.findIndex(({ name }, i) => request.done[i]?.name !== name);
  const last = failed < 0 ? main.length : failed;
  const before = main
    .slice(0, last + 1)
    .map((step, i): Known => ({ step, state: i < last ? doneState(request, i) : 'failed' }));
  const after = trackSteps(operation, request).map((step, i): Known => {
    if (i < request.step) return { step, state: doneState(request, last + i) };
    return { step, state: i > request.step ? 'todo' : reached({ ...request, error: undefined }) };
  });
  return [...before, ...after];
}

function doneState({ done }: Request, index: number): StepLine['state'] {
  return done[index]?.skipped ? 'skipped' : 'done';
}

/** The state of the step that comes next. */
function reached(request: Pick<Request, 'status' | 'attention' | 'error'>): StepLine['state'] {
  if (request.attention || request.error) return 'failed';
  return ended(request) ? 'todo' : 'doing';
}

function acts(all: Known[]): [Known, ...Known[]][] {
  const groups: [Known, ...Known[]][] = [];
  for (const one of all) {
    const last = groups.at(-1);
    if (last && !('run' in one.step)) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function together(group: [Known, ...Known[]]): StepLine['state'] {
  const states = group.map(({ state }) => state);
  for (const state of ['failed', 'doing'] as const) if (states.includes(state)) return state;
  if (!states.includes('todo')) return group[0].state;
  return states.includes('done') ? 'doing' : 'todo';
}
