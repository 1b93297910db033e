import { format } from 'node:util';
import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../../log.ts';

/** Bolt's log lines in ours. Its debug lines hold payloads and are never asked for. */
export function boltLog(log: Log): Logger {
  return {
    debug: () => {},
    info: (...words) => log.debug({ bolt: redacted(format(...words)) }, 'bolt says'),
    warn: (...words) => log.warn({ bolt: redacted(format(...words)) }, 'bolt warns'),
    error: (...words) => log.error({ bolt: redacted(format(...words)) }, 'bolt failed'),
    setLevel: () => {},
    getLevel: () => LogLevel.INFO,
    setName: () => {},
  };
}

/** Tokens, and addresses that are as good as tokens (sockets, replies, uploads). */
function redacted(text: string): string {
  return text
    .replace(/\bx(ox[a-z]|app)-[\w-]+/g, '[token]')
    .replace(/\b(https?|wss?):\/\/[^\s'")]+/g, '[address]');
}
