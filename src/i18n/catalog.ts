import type { en } from './en/index.ts';

export type MessageKey = keyof typeof en;
/** Every key of the English catalog, so that a missing line does not compile. */
export type Catalog = Record<MessageKey, string>;
