import { useDesk } from './desk.tsx';
import { Icon } from './icons.tsx';

const tabs = { chat: 'chat', thread: 'reply', ecs: 'server' } as const;

export type Tab = keyof typeof tabs;

/** On a narrow screen one part of the page at a time. */
export function Tabs({ tab, onPick }: { tab: Tab; onPick: (tab: Tab) => void }) {
  const { t } = useDesk();
  return (
    <nav className="tabs">
      {(Object.keys(tabs) as Tab[]).map((name) => (
        <button
          type="button"
          key={name}
          data-testid={`tab-${name}`}
          aria-current={name === tab ? 'page' : undefined}
          onClick={() => onPick(name)}
        >
          <Icon name={tabs[name]} />
          {t(name)}
        </button>
      ))}
    </nav>
  );
}
