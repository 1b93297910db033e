import type { Block } from '../src/chat/card.ts';
import { UserError } from '../src/errors.ts';
import type { ErrorArgs, MessageKey } from '../src/i18n/index.ts';

/** A `UserError` with more to show than a hint: the right form of a command, lines to write into a file. */
export class GuidedError<K extends MessageKey = MessageKey> extends UserError<K> {
  readonly guide: Block[];

  constructor(guide: Block[], key: K, ...slots: ErrorArgs<K>) {
    super(key, ...slots);
    this.guide = guide;
  }
}
