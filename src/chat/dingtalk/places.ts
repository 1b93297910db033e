import { createHash } from 'node:crypto';
import type { Account, Place } from '../platform.ts';

const DIRECT = 'direct.';

/**
 * The direct chat with one person, named by the staff id: the only address the robot API takes for it, and the
 * same whether that person wrote first or we do.
 */
export function directly({ id }: Pick<Account, 'id'>): Place {
  return { platform: 'dingtalk', id: `${DIRECT}${id}`, direct: true };
}

/** A group, by its `conversationId`. */
export function group(conversationId: string): Place {
  return { platform: 'dingtalk', id: conversationId };
}

/** The staff id of the person in a direct chat; undefined for groups and for people we cannot write to first. */
export function staffIn({ id }: Pick<Place, 'id'>): string | undefined {
  const staff = id.startsWith(DIRECT) ? id.slice(DIRECT.length) : undefined;
  return staff && !isOutsider(staff) ? staff : undefined;
}

/** There are no threads here: what stands in one elsewhere is said in the place itself. */
export function placeAlone({ platform, id, direct }: Place): Place {
  return { platform, id, ...(direct ? { direct } : {}) };
}

/** Somebody without a staff id in our organisation. */
export function outsiderId(senderId: string): string {
  return `outsider.${shortHash(senderId)}`;
}

export function isOutsider(accountId: string): boolean {
  return accountId.startsWith('outsider.');
}

/** The staff id in an account key (`dingtalk:staff-0001`); undefined for accounts elsewhere and outsiders. */
export function staffOf(key: string): string | undefined {
  const staff = /^dingtalk:(.+)$/.exec(key)?.[1];
  return staff && !isOutsider(staff) ? staff : undefined;
}

/** Letters and digits, so that it fits job ids and Redis keys. */
export function shortHash(...parts: string[]): string {
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 32);
}
