import { useState } from 'react';
import { readCalls } from './ecs-state.ts';
import { clockTime } from './format.ts';
import { useLive } from './live.ts';
import { usePage } from './page.tsx';

/** The latest calls the SDK made, newest first. */
export function Calls() {
  const { t } = usePage();
  const [open, setOpen] = useState(false);
  return (
    <details className="calls" data-testid="calls" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('calls')}</summary>
      {open && <List />}
    </details>
  );
}

function List() {
  const { lang, t } = usePage();
  const { value: calls } = useLive('/ecs/events', readCalls, { every: 2000 });
  if (!calls?.length) return <p className="quiet">{t(calls ? 'noCalls' : 'loading')}</p>;
  return (
    <ol>
      {calls.map((call) => (
        <li key={call.id} data-outcome={call.outcome === 'ok' && call.effect ? 'effect' : call.outcome}>
          <time>{clockTime(call.at, lang, true)}</time>
          <code>{call.action}</code>
          <span>{call.outcome ?? '…'}</span>
        </li>
      ))}
    </ol>
  );
}
