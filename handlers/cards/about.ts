import type { Operation } from '../../jobs/operation.ts';
import type { Block, Button } from '../../src/chat/card.ts';
import type { Request } from '../../src/domain/request.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, plain, type Words } from '../../src/i18n/text.ts';
import { prefix } from '../usage.ts';

/** A request that had to do with the thing that is shown. */
export type About = { request: Request; operation: Operation };

/** What was last done, or asked for, with the thing that is shown. */
export function lastRequests(about: About[], t: Translate): Block[] {
  if (about.length === 0) return [];
  const items = about.map(({ request, operation }) =>
    t('show.requests.line', {
      id: code(request.id),
      what: plain(operation.summary(request.plan, t)),
      state: plain(t(`state.${request.status}`)),
      at: at(request.endedAt ?? request.createdAt),
    }),
  );
  return [
    { kind: 'heading', text: t('show.requests') },
    { kind: 'list', items },
  ];
}

/** To the newest of them. */
export function requestButtons([newest]: About[], t: Translate): Button[] {
  if (!newest) return [];
  const { id } = newest.request;
  return [showButton(id, id, t('show.request', { id }))];
}

/** Shows another thing by its id; `record` may have the region before it. */
export function showButton(id: string, record: string, label: Words): Button {
  return { action: 'show', record, label, typed: `${prefix} show ${id}` };
}
