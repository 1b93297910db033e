import { usePage } from './page.tsx';
import { type View, views } from './view.ts';

interface ViewsProps {
  view: View;
  /** What waits in a chat that is not shown. */
  unread: Partial<Record<View, string | undefined>>;
  onPick: (view: View) => void;
}

/** One chat or the other, or both side by side. */
export function Views({ view, unread, onPick }: ViewsProps) {
  const { t } = usePage();
  return (
    <fieldset className="views" aria-label={t('view')}>
      {views.map((name) => (
        <button
          type="button"
          key={name}
          aria-pressed={name === view}
          data-testid={`view-${name}`}
          data-unread={unread[name]}
          onClick={() => onPick(name)}
        >
          {t(name)}
        </button>
      ))}
    </fieldset>
  );
}
