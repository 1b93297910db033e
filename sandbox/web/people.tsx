import type { SandboxUser } from '../slack/api.ts';
import { Avatar } from './avatar.tsx';
import { usePage } from './page.tsx';

interface PeopleProps {
  people: SandboxUser[];
  me: string;
  /** A user's id → a word of the page's dictionary. */
  roles: Record<string, string>;
  unread: (user: string) => string | undefined;
  onPick: (user: string) => void;
}

/** Whose eyes the page looks through, in both chats. */
export function People({ people, me, roles, unread, onPick }: PeopleProps) {
  const { t } = usePage();
  return (
    <nav className="people" aria-label={t('people')}>
      {people.map((user) => (
        <button
          type="button"
          key={user.id}
          aria-current={user.id === me ? 'true' : undefined}
          className="person"
          data-testid={`person-${user.id}`}
          data-unread={user.id === me ? undefined : unread(user.id)}
          onClick={() => onPick(user.id)}
        >
          <Avatar user={user} small />
          <span>
            <strong>{user.real_name}</strong>
            <small>{t(roles[user.id] ?? (user.is_restricted ? 'guest' : user.name))}</small>
          </span>
        </button>
      ))}
    </nav>
  );
}
