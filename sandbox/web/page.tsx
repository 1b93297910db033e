import { createContext, useContext } from 'react';
import type { Lang, WordKey } from './words.ts';

/** What every part of the page needs, whatever it shows. */
export interface Page {
  lang: Lang;
  t: (key: WordKey | (string & {})) => string;
  toast(text: string): void;
}

const PageContext = createContext<Page | undefined>(undefined);
export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('usePage outside of PageProvider');
  return page;
}
