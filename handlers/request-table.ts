import type { Operation } from '../jobs/operation.ts';
import { currentStep } from '../jobs/progress.ts';
import type { Card } from '../src/chat/card.ts';
import { ended, type Request } from '../src/domain/request.ts';
import type { Translate } from '../src/i18n/index.ts';
import { at, code, plain, type Words } from '../src/i18n/text.ts';

/** What runs, waits and has ended: who asked, who decided, where it is now. */
export function requestTable(title: Words, requests: Request[], operations: Operation[], t: Translate): Card {
  if (requests.length === 0) return { title, body: [{ kind: 'text', text: t('requests.none') }] };
  const columns = [
    t('requests.id'),
    t('requests.what'),
    t('requests.state'),
    t('requests.asker'),
    t('requests.decided'),
    t('requests.since'),
  ];
  const rows = requests.map((request) =>
    row(
      request,
      operations.find(({ name }) => name === request.operation),
      t,
    ),
  );
  return { title, body: [{ kind: 'table', columns, rows }] };
}

function row(request: Request, operation: Operation | undefined, t: Translate): Words[] {
  const { id, asker, decision } = request;
  return [
    code(id),
    operation ? plain(operation.summary(request.plan, t)) : request.operation,
    state(request, operation, t),
    asker.account.name,
    decision?.name || '—',
    at(request.endedAt ?? request.createdAt),
  ];
}

function state(request: Request, operation: Operation | undefined, t: Translate): string {
  const step =
    operation && !ended(request) && request.status === 'running'
      ? currentStep(operation, request)
      : undefined;
  const word = plain(t(`state.${request.status}`));
  const now = step && plain(t.stored(`step.${step.name}`) ?? step.name);
  return now ? `${word} · ${now}` : word;
}
