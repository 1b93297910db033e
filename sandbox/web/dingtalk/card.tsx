import { useState } from 'react';
import { useFlash } from '../live.ts';
import { useDesk } from './desk.tsx';
import { Markdown } from './markdown.tsx';

const texts = ['markdown', 'markdown2', 'markdown3', 'markdown4'];

/** An interactive card as the template of the set-up steps draws it; it changes where it stands. */
export function Card({ outTrackId }: { outTrackId: string }) {
  const { seen, t, act } = useDesk();
  const [busy, setBusy] = useState(false);
  const card = seen.cards[outTrackId];
  const flash = useFlash<HTMLDivElement>(card?.history.length.toString() ?? '');
  if (!card) return <p className="dt-text">{t('card')}</p>;
  const { values, actions } = card;

  async function press(action: string) {
    if (busy) return;
    setBusy(true);
    await act('cardClick', { outTrackId, action });
    setBusy(false);
  }
  return (
    <div ref={flash} className="dt-card" data-testid="dt-card" data-status={values.status}>
      <header>
        <strong>{values.title}</strong>
        {values.statusText && <span>{values.statusText}</span>}
      </header>
      {texts.map((name) => {
        const text = values[name];
        return text && <Markdown key={name} text={text} onLink={(url) => void window.open(url, '_blank')} />;
      })}
      {actions.length > 0 && (
        <div className="dt-buttons" data-layout="horizontal">
          {actions.map(({ id, title }) => (
            <button type="button" key={id} data-testid="dt-button" aria-busy={busy} onClick={() => press(id)}>
              {title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
