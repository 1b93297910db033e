import { useEffect, useState } from 'react';
import { en } from './words/en.ts';
import { zh } from './words/zh.ts';

/** The page's own words; the bot's come from the bot. */
export type Lang = 'en' | 'zh';

export type WordKey = keyof typeof en;

/** Unknown keys (a status ECS may add) are shown as they are. */
export const translate =
  (lang: Lang) =>
  (key: WordKey | (string & {})): string =>
    (lang === 'zh' ? zh : en)[key as WordKey] ?? key;

/** The page's language: as last chosen, else the browser's. */
export function useLang(): [Lang, (lang: Lang) => void] {
  const [lang, setLang] = useState<Lang>(() => {
    const kept = localStorage.getItem('lang') ?? navigator.language;
    return kept.startsWith('zh') ? 'zh' : 'en';
  });
  useEffect(() => {
    localStorage.setItem('lang', lang);
    document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
  }, [lang]);
  return [lang, setLang];
}
