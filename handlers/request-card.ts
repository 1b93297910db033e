import type { Operation } from '../jobs/operation.ts';
import { currentStep, irreversible, trackSteps } from '../jobs/progress.ts';
import type { Block, Button, Card, StepLine, Tone } from '../src/chat/card.ts';
import { accountKey } from '../src/chat/platform.ts';
import { accountsWith, type Directory } from '../src/domain/access.ts';
import { ended, type Request } from '../src/domain/request.ts';
import type { SlotValue, Translate } from '../src/i18n/index.ts';
import { at, mention, type Text, type Words } from '../src/i18n/text.ts';

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
      return t(request.changed ? 'request.pending.changed' : 'request.pending', {
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
      ...operation.brief(request.plan, t),
      steps(request, operation, t),
      { kind: 'text', text: approvers(request, directory, t) },
    ];
  if (request.status === 'denied' || request.status === 'expired') return [];
  if (request.status === 'succeeded') return operation.result(request.plan, request.state, t).body ?? [];
  const error: Block[] = request.error ? [{ kind: 'text', text: told(request.error, t) }] : [];
  return [...error, steps(request, operation, t)];
}

/** Both tracks: what was done or given up, then how things are being put back. */
export function steps(request: Request, operation: Operation, t: Translate): Block {
  const current =
    ended(request) || request.status === 'pending' ? undefined : currentStep(operation, request);
  const done = [...request.done];
  const lines = trackedLines(operation, request).map(({ track, name }, index): StepLine => {
    const entry = done[0]?.name === name ? done.shift() : undefined;
    const id = `${track}.${index}`;
    const title = t.stored(`step.${name}`) ?? name;
    if (entry) return { id, title, state: entry.skipped ? 'skipped' : 'done' };
    if (track === request.track && current?.name === name)
      return { id, title, state: request.attention ? 'failed' : 'doing' };
    return { id, title, state: 'todo' };
  });
  const failedAt = request.error ? lines.findIndex(({ state }) => state === 'todo') : -1;
  const seen = failedAt >= 0 && request.track === 'steps' ? marked(lines, failedAt) : lines;
  return { kind: 'steps', title: t('request.steps'), steps: seen };
}

function trackedLines(operation: Operation, request: Request): { track: Request['track']; name: string }[] {
  const main = trackSteps(operation, { track: 'steps' }).map(({ name }) => ({
    track: 'steps' as const,
    name,
  }));
  if (request.track === 'steps') return main;
  const reached = request.done.filter(({ name }, i) => main[i]?.name === name).length;
  const recovery = trackSteps(operation, request).map(({ name }) => ({ track: 'recovery' as const, name }));
  return [...main.slice(0, reached), ...recovery];
}

function marked(lines: StepLine[], failedAt: number): StepLine[] {
  return lines.map((line, i) => (i === failedAt ? { ...line, state: 'failed' } : line));
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
  const button = (action: 'approve' | 'deny' | 'cancel' | 'retry' | 'force' | 'giveup'): Button => ({
    action,
    record: request.id,
    label: t(`button.${action}`),
    ...(action === 'approve' || action === 'deny' || action === 'cancel'
      ? { typed: `${action} ${request.id}` }
      : {}),
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
