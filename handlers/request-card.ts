import type { Operation } from '../jobs/operation.ts';
import { currentStep, irreversible } from '../jobs/progress.ts';
import type { Block, Button, Card, Tone } from '../src/chat/card.ts';
import { accountKey } from '../src/chat/platform.ts';
import { accountsWith, type Directory } from '../src/domain/access.ts';
import { ended, planMark, type Request } from '../src/domain/request.ts';
import type { SlotValue, Translate } from '../src/i18n/index.ts';
import { at, mention, plain, type Text, type Words } from '../src/i18n/text.ts';
import type { Choice } from './decide.ts';
import { plannedActs, stepLines } from './step-lines.ts';

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
    locale: t.locale,
    tone: request.attention ? 'warn' : tones[request.status],
    title: operation.summary(request.plan, t),
    body: [{ kind: 'text', text: headline(request, t) }, ...body(request, operation, directory, t)],
    buttons: buttons(request, operation, t),
    footer: footer(request, t),
  };
}

function headline(request: Request, t: Translate): Text {
  if (request.attention)
    return [...t('request.attention'), { text: t.locale === 'zh' ? '' : ' ' }, ...told(request.attention, t)];
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
      return t(request.done.length ? 'request.cancelled' : 'request.cancelled.unrun', { who });
    default:
      return t(`request.${request.status}`);
  }
}

function body(request: Request, operation: Operation, directory: Directory, t: Translate): Block[] {
  if (request.status === 'pending')
    return [
      ...differences(request, operation, t),
      ...operation.brief(request.plan, t),
      {
        kind: 'text',
        text: t('request.plan', { steps: plannedActs(operation, request.plan, t).join(' → ') }),
      },
      { kind: 'text', text: approvers(request, directory, t) },
    ];
  if (request.status === 'denied' || request.status === 'expired') return [];
  if (request.status === 'succeeded') return operation.result(request.plan, request.state, t).body ?? [];
  const error: Block[] = request.error ? [{ kind: 'text', text: told(request.error, t) }] : [];
  if (ended(request) && request.done.length === 0) return error;
  return [...error, { kind: 'steps', title: t('request.steps'), steps: stepLines(request, operation, t) }];
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
  const { asker, decision } = request;
  const asked = {
    id: request.id,
    asker: mention(accountKey(asker.account), asker.account.name),
    at: at(request.createdAt),
  };
  if (decision?.kind !== 'approved') return t('request.footer', asked);
  return t('request.footer.approved', { ...asked, approver: mention(decision.account, decision.name) });
}

/** A stored error with its hint, in the reader's language. */
export function told({ key, slots }: { key: string; slots: Record<string, unknown> }, t: Translate): Text {
  const values = slots as Record<string, SlotValue>;
  const hint = t.stored(`${key}.hint`, values);
  const gap = t.locale === 'zh' ? '' : ' ';
  return [...(t.stored(key, values) ?? [{ text: key }]), ...(hint ? [{ text: gap }, ...hint] : [])];
}
