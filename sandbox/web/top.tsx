import type { SeenState } from '../slack/api.ts';
import { BotGlyph } from './avatar.tsx';
import { useDesk } from './desk.tsx';
import { People } from './people.tsx';
import type { Setup } from './setup.ts';
import type { Unread } from './unread.ts';
import type { Lang } from './words.ts';

interface TopProps {
  views: SeenState[];
  setup: Setup;
  unread: (user: string) => Unread;
  onPerson: (user: string) => void;
  onLang: (lang: Lang) => void;
}

/** Where we are, who we are, and in which language the page speaks. */
export function Top({ views, setup, unread, onPerson, onLang }: TopProps) {
  const { seen, lang, t } = useDesk();
  const other = lang === 'en' ? 'zh' : 'en';
  return (
    <header className="top">
      <span className="brand" title={t('subtitle')}>
        <span className="avatar avatar-bot avatar-small">
          <BotGlyph />
        </span>
        <span>
          <strong>{seen.bot.name}</strong>
          <small>{t('title')}</small>
        </span>
      </span>
      <People
        people={views.map((view) => view.me)}
        roles={Object.fromEntries(setup.people.map(({ id, role }) => [id, role]))}
        unread={unread}
        onPick={onPerson}
      />
      <button
        type="button"
        className="button"
        data-testid="language"
        lang={other}
        onClick={() => onLang(other)}
      >
        {t('language')}
      </button>
    </header>
  );
}
