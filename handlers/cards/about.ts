import type { Operation } from '../../jobs/operation.ts';
import type { Block, Button } from '../../src/chat/card.ts';
import type { Request } from '../../src/domain/request.ts';
import type { Translate } from '../../src/i18n/index.ts';
import { at, code, plain } from '../../src/i18n/text.ts';
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
  return newest ? [showButton(newest.request.id, newest.request.id, t)] : [];
}

/** Shows another thing by its id; `record` may have the region before it. */
export function showButton(id: string, record: string, t: Translate): Button {
  return { action: 'show', record, label: t('show.resource', { id }), typed: `${prefix} show ${id}` };
}
