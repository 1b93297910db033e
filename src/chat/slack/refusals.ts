import type { Translate } from '../../i18n/index.ts';
import type { Text } from '../../i18n/text.ts';
import { UndeliverableError } from '../platform.ts';
import { RefusedError } from './calls.ts';

/** The place cannot be written to; somewhere else can. */
export function placeClosed(error: unknown): error is RefusedError {
  return (
    error instanceof RefusedError &&
    /^(not_in_channel|channel_not_found|is_archived|messages_tab_disabled|restricted_action(_.*)?)$/.test(
      error.code,
    )
  );
}

/** Why an answer is not where the question was, and what to do about it. */
export function movedNotice({ code }: RefusedError, bot: string, t: Translate): Text {
  if (code === 'is_archived') return t('chat.moved.archived');
  if (code.startsWith('restricted_action')) return t('chat.moved.restricted');
  return t('chat.moved.stranger', { bot });
}

/** The blocks are at fault, not the place: plainer ones may pass. */
export function blocksRefused(error: unknown): boolean {
  return (
    error instanceof RefusedError &&
    /^(invalid_blocks(_format)?|msg_blocks_too_long|only_one_table_allowed)$/.test(error.code)
  );
}

/** Codes that stay true however often we ask; a bad token or a fault at Slack is none of them. */
const final = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'msg_too_long',
  'no_text',
  'invalid_blocks',
  'user_not_found',
  'cannot_dm_bot',
  'thread_not_found',
  'cannot_reply_to_message',
]);

export function undeliverable(error: unknown): unknown {
  const hopeless = error instanceof RefusedError && (final.has(error.code) || placeClosed(error));
  return hopeless ? new UndeliverableError(error.message) : error;
}
