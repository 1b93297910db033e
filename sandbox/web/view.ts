import { useEffect, useState, useSyncExternalStore } from 'react';

export const views = ['slack', 'dingtalk', 'both'] as const;
/** Which chats stand on a wide screen. */
export type View = (typeof views)[number];

/** A choice that is still there after a reload. */
export function useKept<T extends string>(name: string, first: T, among: readonly T[]) {
  const [value, setValue] = useState<T>(
    () => among.find((one) => one === localStorage.getItem(name)) ?? first,
  );
  useEffect(() => localStorage.setItem(name, value), [name, value]);
  return [value, setValue] as const;
}

/** As in style/narrow.css: one part of the page at a time. */
const narrow = matchMedia('(max-width: 900px)');

export const useNarrow = (): boolean =>
  useSyncExternalStore(
    (changed) => {
      narrow.addEventListener('change', changed);
      return () => narrow.removeEventListener('change', changed);
    },
    () => narrow.matches,
  );
