import type { ErrorArgs, MessageKey, SlotValue } from './i18n/index.ts';

/**
 * Something the person can act on: what happened, then the `.hint` of the same key with the next thing to type.
 * Anything else that is thrown is a bug: it is logged, and people see only a reference.
 */
export class UserError<K extends MessageKey = MessageKey> extends Error {
  override readonly name = 'UserError';
  readonly key: K;
  readonly slots: Record<string, SlotValue>;

  constructor(key: K, ...slots: ErrorArgs<K>) {
    super(key);
    this.key = key;
    this.slots = (slots[0] ?? {}) as Record<string, SlotValue>;
  }
}

/** A `UserError` as it lies in a record. */
export type StoredError = { key: string; slots: Record<string, SlotValue> };

export function storedError(error: UserError): StoredError {
  return { key: error.key, slots: error.slots };
}
