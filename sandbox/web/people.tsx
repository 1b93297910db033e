import type { SandboxUser } from '../slack/api.ts';
import { Avatar } from './avatar.tsx';
import { useDesk } from './desk.tsx';
import type { Unread } from './unread.ts';

/** Whose eyes the page looks through. */
export function People({
  people,
  roles,
  unread,
  onPick,
}: {
  people: SandboxUser[];
  /** A user's id → a word of the page's dictionary. */
  roles: Record<string, string>;
  unread: (user: string) => Unread;
  onPick: (user: string) => void;
}) {
  const { me, t } = useDesk();
  return (
    <nav className="people" aria-label={t('people')}>
      {people.map((user) => (
        <button
          type="button"
          key={user.id}
          aria-current={user.id === me.id ? 'true' : undefined}
          className="person"
          data-testid={`person-${user.id}`}
          data-unread={user.id === me.id ? undefined : unread(user.id)}
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
