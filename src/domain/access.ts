import { z } from 'zod';

export const Role = z.enum(['viewer', 'operator', 'approver', 'admin']);
export type Role = z.infer<typeof Role>;

/** Who is who and who may what, as the configuration says it. */
export type Directory = {
  /** Person → account keys such as `slack:T0001:U0001`. */
  people: Record<string, string[]>;
  /** Role → persons; `*` is everybody. An empty list is nobody. */
  roles: Record<Role, string[]>;
};

/** A person of the configuration, or somebody known by one account only. */
export type Person = {
  /** The name in the configuration, else the account key: one person with several accounts counts once. */
  id: string;
  account: string;
  /** Called so by the chat; for reading only, never for deciding. */
  name: string;
  roles: Role[];
};

export function person(
  directory: Directory,
  account: { key: string; name: string; outsider?: boolean },
): Person {
  const known = Object.entries(directory.people).find(([, accounts]) => accounts.includes(account.key))?.[0];
  const id = known ?? account.key;
  const roles = Role.options.filter((role) =>
    directory.roles[role].some((who) => (who === '*' ? role === 'viewer' : who === known)),
  );
  return {
    id,
    account: account.key,
    name: account.name,
    roles: account.outsider ? roles.filter(isViewer) : roles,
  };
}

export function allows(who: Person, role: Role): boolean {
  return who.roles.includes(role);
}

/** Accounts of all who have the role, for asking them or naming them. */
export function accountsWith(directory: Directory, role: Role): { person: string; accounts: string[] }[] {
  return directory.roles[role]
    .filter((who) => who !== '*')
    .map((who) => ({ person: who, accounts: directory.people[who] ?? [] }));
}

/** The same people, each by the account they have on this platform first: only that one can be mentioned there. */
export function seenOn(platform: string, { people, roles }: Directory): Directory {
  const here = (key: string) => (key.startsWith(`${platform}:`) ? 0 : 1);
  const sorted = Object.entries(people).map(([name, keys]) => [
    name,
    keys.toSorted((a, b) => here(a) - here(b)),
  ]);
  return { people: Object.fromEntries(sorted), roles };
}

function isViewer(role: Role): boolean {
  return role === 'viewer';
}
