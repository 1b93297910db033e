import type { ReactNode } from 'react';
import { BotGlyph } from './avatar.tsx';
import { usePage } from './page.tsx';
import type { Lang } from './words.ts';

/** Where we are, who we are, what is shown and in which language the page speaks. */
export function Top({ children, onLang }: { children: ReactNode; onLang: (lang: Lang) => void }) {
  const { lang, t } = usePage();
  const other = lang === 'en' ? 'zh' : 'en';
  return (
    <header className="top">
      <span className="brand" title={t('subtitle')}>
        <span className="avatar avatar-bot avatar-small">
          <BotGlyph />
        </span>
        <span>
          <strong>ecs-image</strong>
          <small>{t('title')}</small>
        </span>
      </span>
      {children}
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
