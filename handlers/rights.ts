import { basename } from 'node:path';
import { stringify } from 'yaml';
import { accountsWith, allows, type Directory, type Person, type Role } from '../src/domain/access.ts';
import { UserError } from '../src/errors.ts';
import type { Parts } from './command.ts';
import { GuidedError } from './guided-error.ts';

type Settings = Pick<Parts['config'], 'directory' | 'configFile'>;

/** Refuses by naming the rule, who has the role, and the lines that would give it. */
export function mustBe(role: Role, who: Person, what: string, { directory, configFile }: Settings): void {
  if (allows(who, role)) return;
  const file = basename(configFile);
  const named = { term: 'role' as const, word: role };
  if (Object.keys(directory.people).length === 0)
    throw new GuidedError([{ kind: 'output', text: linesFor(who, directory) }], 'error.role.unset', {
      what,
      named,
      file,
    });
  const people = accountsWith(directory, role).map(({ person }) => person);
  if (people.length === 0) throw new UserError('error.role.nobody', { what, named, role, file });
  throw new UserError('error.role', { what, named, role, file, people: { list: people } });
}

/** What to write into `ecs-image.yaml` so that this person is known; the roles too while nobody has any. */
export function linesFor({ account, name }: Pick<Person, 'account' | 'name'>, { people }: Directory): string {
  const me =
    name
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join('-') ?? 'person-a';
  const [platform = '', ...id] = account.split(':');
  const roles = { viewer: ['*'], operator: [me], approver: [me], admin: [me] };
  const first = Object.keys(people).length === 0;
  return stringify({ people: { [me]: { [platform]: [id.join(':')] } }, ...(first && { roles }) }).trimEnd();
}
