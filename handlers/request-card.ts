import type { Operation } from '../jobs/operation.ts';
import { currentStep, irreversible, trackSteps } from '../jobs/progress.ts';
import type { Block, Button, Card, StepLine, Tone } from '../src/chat/card.ts';
import { accountKey } from '../src/chat/platform.ts';
import { accountsWith, type Directory } from '../src/domain/access.ts';
import { ended, planMark, type Request } from '../src/domain/request.ts';
import type { SlotValue, Translate } from '../src/i18n/index.ts';
import { at, mention, plain, type Text, type Words } from '../src/i18n/text.ts';
import type { Choice } from './decide.ts';

const tones: Record<Request['status'], Tone> = {
  pending: 'ask',
  queued: 'busy',
  running: 'busy',
  succeeded: 'good',
  failed: 'bad',
  cancelled: 'plain',
  denied: 'plain',
  expired: 'plain',
};

/** The one card of a request, whole, from its record: plan and buttons, then progress, then the end. */
export function requestCard(
  request: Request,
  operation: Operation,
  directory: Directory,
  t: Translate,
): Card {
  return {
    tone: request.attention ? 'warn' : tones[request.status],
    title: operation.summary(request.plan, t),
    body: [{ kind: 'text', text: headline(request, t) }, ...body(request, operation, directory, t)],
    buttons: buttons(request, operation, t),
    footer: footer(request, t),
  };
}

function headline(request: Request, t: Translate): Text {
  if (request.attention) return [...t('request.attention'), { text: ' ' }, ...told(request.attention, t)];
  if (request.status === 'running' && request.cancel)
    return t('request.cancelling', { who: request.cancel.name });
  if (request.status === 'running' && request.track === 'recovery') return t('request.recovering');
  const { decision } = request;
  const who = decision?.name ?? '';
  switch (request.status) {
    case 'pending':
      return t(request.previous ? 'request.pending.changed' : 'request.pending', {
        expires: at(request.expiresAt ?? 0),
      });
    case 'denied':
      return decision?.reason
        ? t('request.denied.reason', { who, reason: decision.reason })
        : t('request.denied', { who });
    case 'cancelled':
      return t('request.cancelled', { who });
    default:
      return t(`request.${request.status}`);
  }
}

function body(request: Request, operation: Operation, directory: Directory, t: Translate): Block[] {
  if (request.status === 'pending')
    return [
      ...differences(request, operation, t),
      ...operation.brief(request.plan, t),
      { kind: 'text', text: planned(operation, t) },
      { kind: 'text', text: approvers(request, directory, t) },
    ];
  if (request.status === 'denied' || request.status === 'expired') return [];
  if (request.status === 'succeeded') return operation.result(request.plan, request.state, t).body ?? [];
  const error: Block[] = request.error ? [{ kind: 'text', text: told(request.error, t) }] : [];
  return [...error, steps(request, operation, t)];
}

/** What people would read otherwise than in the plan that was approved. */
function differences({ plan, previous }: Request, operation: Operation, t: Translate): Block[] {
  if (!previous) return [];
  const [before, after] = [lines(operation.brief(previous, t)), lines(operation.brief(plan, t))];
  const gone = before.filter((line) => !after.includes(line)).map((line) => t('request.diff.gone', { line }));
  const come = after.filter((line) => !before.includes(line)).map((line) => t('request.diff.come', { line }));
  return [
    { kind: 'heading', text: t('request.diff') },
    { kind: 'list', items: [...gone, ...come] },
  ];
}

function lines(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list') return block.items.map(plain);
    if (block.kind === 'facts')
      return block.facts.map(({ label, value }) => `${plain(label)}: ${plain(value)}`);
    return block.kind === 'text' ? [plain(block.text)] : [];
  });
}

/** The plan's steps in one line: the card must fit a screen, with its buttons. */
function planned({ steps }: Operation, t: Translate): Text {
  const titles = steps.map(({ name }) => plain(t.stored(`step.${name}`) ?? name));
  return t('request.plan', { steps: titles.join(' → ') });
}

/** What was done and what is left; after a failure the step that failed, then how things are being put back. */
function steps(request: Request, operation: Operation, t: Translate): Block {
  const main = trackSteps(operation, { track: 'steps' });
  const recovery = request.track === 'recovery' ? trackSteps(operation, request) : [];
  const reached = recovery.length ? reachedBefore(main, request) : request.step;
  const line = (index: number, { name }: { name: string }, state: StepLine['state']): StepLine => ({
    id: `${index}`,
    title: t.stored(`step.${name}`) ?? name,
    state: request.done[index] ? (request.done[index].skipped ? 'skipped' : 'done') : state,
  });
  const shown = recovery.length ? main.slice(0, reached + 1) : main;
  const mainLines = shown.map((step, i) => {
    if (i < reached) return line(i, step, 'done');
    const state = i > reached ? 'todo' : recovery.length ? 'failed' : reachedState(request);
    return { ...line(i, step, state), state };
  });
  const recoveryLines = recovery.map((step, i) =>
    line(reached + i, step, i === request.step ? reachedState({ ...request, error: undefined }) : 'todo'),
  );
  return { kind: 'steps', title: t('request.steps'), steps: [...mainLines, ...recoveryLines] };
}

/** How many of the main steps were done before it turned to recovery. */
function reachedBefore(main: { name: string }[], { done }: Request): number {
  const off = main.findIndex(({ name }, i) => done[i]?.name !== name);
  return off < 0 ? main.length : off;
}

/** The state of the step that comes next. */
function reachedState(request: Pick<Request, 'status' | 'attention' | 'error'>): StepLine['state'] {
  if (request.status === 'pending') return 'todo';
  if (request.attention || request.error) return 'failed';
  return ended(request) ? 'todo' : 'doing';
}

function approvers(request: Request, directory: Directory, t: Translate): Text {
  const others = accountsWith(directory, 'approver').filter(({ person }) => person !== request.asker.person);
  const names = others.flatMap(({ person, accounts }, i) => {
    const key = accounts[0];
    const name: Text = key ? mention(key, person) : [{ text: person }];
    return i ? [{ text: t.locale === 'zh' ? '、' : ', ' }, ...name] : name;
  });
  return t('request.approvers', { names, have: request.approvals.length, need: request.quorum });
}

function buttons(request: Request, operation: Operation, t: Translate): Button[] {
  const button = (action: Choice): Button => ({
    action,
    record: action === 'approve' ? `${request.id}/${request.hash}` : request.id,
    label: t(`button.${action}`),
    ...typedForm(action, request),
  });
  if (ended(request)) return [];
  if (request.attention) {
    const step = currentStep(operation, request);
    const force = step && 'until' in step && step.force ? [button('force')] : [];
    return [{ ...button('retry'), style: 'primary' }, ...force, { ...button('giveup'), style: 'danger' }];
  }
  if (request.status === 'pending')
    return [
      { ...button('approve'), style: 'primary', confirm: confirmation(request, operation, t) },
      { ...button('deny'), style: 'danger' },
      button('cancel'),
    ];
  return request.cancel || irreversible(operation, request) ? [] : [button('cancel')];
}

/** The command that does the same. A plan made anew has to be named, for older words may still be under way. */
function typedForm(action: Choice, request: Request): { typed?: string } {
  if (action === 'approve' && request.previous)
    return { typed: `approve ${request.id} ${planMark(request)}` };
  return action === 'approve' || action === 'deny' || action === 'cancel'
    ? { typed: `${action} ${request.id}` }
    : {};
}

function confirmation(request: Request, operation: Operation, t: Translate) {
  return {
    title: t('request.confirm.title'),
    text: operation.summary(request.plan, t),
    yes: t('button.approve'),
    no: t('request.confirm.no'),
  };
}

function footer(request: Request, t: Translate): Words {
  const { account } = request.asker;
  return t('request.footer', {
    id: request.id,
    asker: mention(accountKey(account), account.name),
    at: at(request.createdAt),
  });
}

/** A stored error with its hint, in the reader's language. */
export function told({ key, slots }: { key: string; slots: Record<string, unknown> }, t: Translate): Text {
  const values = slots as Record<string, SlotValue>;
  const hint = t.stored(`${key}.hint`, values);
  return [...(t.stored(key, values) ?? [{ text: key }]), ...(hint ? [{ text: ' ' }, ...hint] : [])];
}
