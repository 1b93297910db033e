import { Icon } from './icons.tsx';
import { usePage } from './page.tsx';

const tabs = {
  chat: { icon: 'hash', word: 'slack' },
  dingtalk: { icon: 'ding', word: 'dingtalk' },
  thread: { icon: 'reply', word: 'thread' },
  ecs: { icon: 'server', word: 'ecs' },
} as const;

export type Tab = keyof typeof tabs;

interface TabsProps {
  tab: Tab;
  /** What waits in the chats. */
  unread: Partial<Record<Tab, string | undefined>>;
  onPick: (tab: Tab) => void;
}

/** On a narrow screen one part of the page at a time. */
export function Tabs({ tab, unread, onPick }: TabsProps) {
  const { t } = usePage();
  return (
    <nav className="tabs">
      {(Object.keys(tabs) as Tab[]).map((name) => (
        <button
          type="button"
          key={name}
          data-testid={`tab-${name}`}
          data-unread={unread[name]}
          aria-current={name === tab ? 'page' : undefined}
          onClick={() => onPick(name)}
        >
          <Icon name={tabs[name].icon} />
          {t(tabs[name].word)}
        </button>
      ))}
    </nav>
  );
}
