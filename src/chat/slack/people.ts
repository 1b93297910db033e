import { type Locale, localeOf } from '../../i18n/index.ts';
import type { Log } from '../../log.ts';
import type { Account } from '../platform.ts';
import { type Clients, call, RefusedError } from './calls.ts';
import { userOf } from './places.ts';

/** `known` is the last answer, while a newer one is asked for. */
type Entry = { person: Promise<Person | undefined>; known?: Person; until: number };
type Person = { name: string; locale: Locale; guest: boolean };

const keptMs = 3_600_000;
const keptPeople = 10_000;

export type People = ReturnType<typeof people>;

/** What Slack knows of an account, asked once an hour (`users.info`, 100 calls a minute). */
export function people({ edits }: Clients, log: Log) {
  const cache = new Map<string, Entry>();

  function find(account: Account): Promise<Person | undefined> {
    const cached = cache.get(account.id);
    if (cached && cached.until > Date.now()) return cached.person;
    if (cache.size >= keptPeople) cache.clear();
    const entry: Entry = {
      ...cached,
      person: ask(account).then(
        (person) => {
          entry.known = person;
          return person;
        },
        (error: Error) => {
          // Without the right to ask, the ids of the configuration count, which are exact; else nobody vouches.
          const mayNotAsk =
            error instanceof RefusedError && /^(missing_scope|unknown_method)$/.test(error.code);
          if (error instanceof RefusedError && /^user_not_/.test(error.code)) return nobody(account);
          if (mayNotAsk) return { ...nobody(account), guest: false };
          log.warn({ account: account.id, reason: error.message }, 'account not read');
          cache.delete(account.id);
          return undefined;
        },
      ),
      until: Date.now() + keptMs,
    };
    cache.set(account.id, entry);
    return entry.person;
  }

  async function ask(account: Account): Promise<Person> {
    const { user } = await call(edits.users.info({ user: userOf(account), include_locale: true }));
    return {
      name: user?.profile?.display_name || user?.real_name || user?.name || account.name,
      locale: localeOf(user?.locale),
      guest: !!(user?.is_restricted || user?.is_ultra_restricted || user?.is_stranger || user?.deleted),
    };
  }

  /** Slack has been asked and knows no such member. */
  function nobody({ name }: Account): Person {
    return { name, locale: 'en', guest: true };
  }

  return {
    find,
    /** At once or not at all; asks in the background for the next time. */
    known(account: Account): Person | undefined {
      void find(account);
      return cache.get(account.id)?.known;
    },
  };
}
