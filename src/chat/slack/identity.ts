import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../../log.ts';
import { backoffMs } from '../waiting.ts';
import { type Clients, call, RefusedError } from './calls.ts';
import type { Identity } from './places.ts';

/**
 * Who the bot is (`auth.test`), asked until Slack tells: neither a wrong token nor Slack being down ends the
 * process. Undefined only when `signal` ended the asking. `failed` hears each reason.
 */
export async function identify(
  { edits }: Clients,
  log: Log,
  signal: AbortSignal,
  failed: (reason: string) => void,
): Promise<Identity | undefined> {
  for (let failures = 0; !signal.aborted; ) {
    try {
      const { team_id, bot_id, user_id, user } = await call(edits.auth.test());
      if (team_id && bot_id && user_id)
        return { team: team_id, botId: bot_id, botUserId: user_id, name: user ?? '' };
      throw new Error('the token is not a bot token');
    } catch (error) {
      failures += 1;
      const reason = error instanceof Error ? error.message : 'unknown';
      failed(error instanceof RefusedError ? `Slack refuses the bot token: ${error.code}` : reason);
      log.warn({ reason, failures }, 'auth.test failed');
    }
    await pause(backoffMs(failures), undefined, { signal }).catch(() => {});
  }
  return undefined;
}
