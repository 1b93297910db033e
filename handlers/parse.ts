import { closest, distance } from 'fastest-levenshtein';
import { UserError } from '../src/errors.ts';
import type { Translate } from '../src/i18n/index.ts';
import { type Argument, argumentsOf, type Command } from './command.ts';
import { GuidedError } from './guided-error.ts';
import { commandLine, guide, prefix } from './usage.ts';
import { words } from './words.ts';

/** What was typed for a command, by argument, before it is given its types. */
export type Typed = { command: Command; values: Record<string, string> };

/** Finds the command and sorts the words that follow it; no words are `help`. Throws `UserError`. */
export function read(text: string, commands: Command[], t: Translate): Typed {
  const [verb = 'help', ...rest] = separated(withoutName(words(text)), commands);
  const helps = commands.find(({ name }) => name === 'help');
  const command = commands.find((one) => calls(one, verb));
  if (command && helps && rest.some((word) => word === '--help' || word === '-h'))
    return { command: helps, values: { command: command.name } };
  if (command) return { command, values: sorted(command, rest, t) };

  const shows = commands.find(({ startsWith }) => startsWith?.test(verb));
  if (shows) return { command: shows, values: sorted(shows, [verb, ...rest], t) };
  throw unknown(verb, rest, commands);
}

/** The command of this name or alias. Throws `UserError`, with the one that was probably meant. */
export function called(name: string, commands: Command[]): Command {
  const found = commands.find((one) => calls(one, name));
  if (!found) throw unknown(name, [], commands);
  return found;
}

/** Gives the values their types. Throws a `UserError` that names the first argument that is missing or wrong. */
export function typed(what: Typed, t: Translate): Record<string, unknown> {
  const [missing] = absent(what);
  if (missing)
    throw new GuidedError(guide(what.command, t, commandLine(what)), 'error.parse.missing', {
      name: missing.shown,
      help: t.stored(missing.help) ?? [],
    });
  for (const argument of argumentsOf(what.command)) {
    const trouble = wrong(what, argument, t);
    if (trouble) throw trouble;
  }
  return what.command.args.parse(what.values);
}

/** Required arguments that were not given. */
export function absent({ command, values }: Typed): Argument[] {
  return argumentsOf(command).filter(({ required, key }) => required && values[key] === undefined);
}

/** Why the value of one argument cannot be: in words of its own (`<help>.wrong`) where the catalog has them. */
export function wrong({ command, values }: Typed, argument: Argument, t: Translate): UserError | undefined {
  const { key, schema, shown, choices, help } = argument;
  const value = values[key];
  if (value === undefined || schema.safeParse(value).success) return undefined;
  const better = (choices && nearest(value, choices)) ?? `<${key}>`;
  const shows = guide(command, t, commandLine({ command, values: { ...values, [key]: better } }));
  const own = `${help}.wrong`;
  if (t.stored(own, { value })) return new GuidedError(shows, own as 'arg.region.wrong', { value });
  if (choices)
    return new GuidedError(shows, 'error.parse.choice', { value, name: shown, choices: { list: choices } });
  return new GuidedError(shows, 'error.parse.value', { value, name: shown, help: t.stored(help) ?? [] });
}

/** The one of these that was probably meant, if any is near enough. */
export function nearest(word: string, known: string[]): string | undefined {
  if (known.length === 0) return undefined;
  const found = closest(word.toLowerCase(), known);
  const away = distance(word.toLowerCase(), found);
  return away <= Math.max(2, word.length / 3) && away < Math.min(word.length, found.length)
    ? found
    : undefined;
}

/** Options in any order, everywhere; the other words by position. */
function sorted(command: Command, typedWords: string[], t: Translate): Record<string, string> {
  const known = argumentsOf(command);
  const values: Record<string, string> = {};
  const positions: string[] = [];
  for (let i = 0; i < typedWords.length; i++) {
    const word = typedWords[i] as string;
    if (!isOption(word)) {
      positions.push(word);
      continue;
    }
    const [name, inline] = split(word);
    const option = known.find(({ positional, shown }) => !positional && shown === name);
    if (!option) throw strange(command, name, typedWords, t);
    if (values[option.key] !== undefined)
      throw new GuidedError(guide(command, t), 'error.parse.twice', { option: name });
    const next = typedWords[i + 1];
    const follows = inline === undefined && !option.bare && next !== undefined && !isOption(next);
    const value = inline ?? (option.bare ? 'true' : follows ? next : undefined);
    if (!value) throw new GuidedError(guide(command, t), 'error.parse.novalue', { option: name });
    values[option.key] = value;
    if (follows) i++;
  }
  return { ...values, ...placed(command, positions, t) };
}

function placed(command: Command, positions: string[], t: Translate): Record<string, string> {
  const values: Record<string, string> = {};
  const left = [...positions];
  for (const { key, positional, rest } of argumentsOf(command)) {
    if (!positional || left.length === 0) continue;
    values[key] = rest ? left.splice(0).join(' ') : (left.shift() as string);
  }
  if (left[0] !== undefined)
    throw new GuidedError(guide(command, t), 'error.parse.extra', { word: left[0], command: command.name });
  return values;
}

function strange(command: Command, name: string, typedWords: string[], t: Translate): UserError {
  const options = argumentsOf(command).filter(({ positional }) => !positional);
  const near = nearest(
    name,
    options.map(({ shown }) => shown),
  );
  if (!near)
    return new GuidedError(guide(command, t), 'error.parse.option', { option: name, command: command.name });
  const mended = typedWords.map((word) => (isOption(word) && split(word)[0] === name ? near : word));
  const example = [prefix, command.name, ...mended].join(' ');
  return new GuidedError(guide(command, t, example), 'error.parse.option.near', { option: name, near });
}

function unknown(verb: string, rest: string[], commands: Command[]): UserError {
  const near = nearest(
    verb,
    commands.flatMap(({ name, aliases }) => [name, ...aliases]),
  );
  if (!near) return new UserError('error.parse.command', { word: verb });
  return new UserError('error.parse.command.near', {
    word: verb,
    near,
    mended: [prefix, near, ...rest].join(' '),
  });
}

/** `--region`, `--Region`, `-region`, `--no_backup`; ids and numbers below zero are none. */
function isOption(word: string): boolean {
  return /^--?\p{L}/u.test(word);
}

function split(word: string): [name: string, value?: string] {
  const [, name = '', , value] = /^--?([^=]+)(=(.*))?$/s.exec(word) ?? [];
  const whole = `--${name.toLowerCase().replaceAll('_', '-')}`;
  return value === undefined ? [whole] : [whole, value];
}

function calls({ name, aliases }: Command, verb: string): boolean {
  return name === verb.toLowerCase() || aliases.includes(verb);
}

const ownNames = new Set(['/ecs-image', 'ecs-image', '@ecs-image', '镜像']);

function withoutName(all: string[]): string[] {
  const first = all.findIndex((word) => !ownNames.has(word.toLowerCase()));
  return first < 0 ? [] : all.slice(first);
}

/** Chinese is written without spaces: `推荐ubuntu`, `推荐：ubuntu`. */
function separated(all: string[], commands: Command[]): string[] {
  const [first, ...rest] = all;
  if (first === undefined || commands.some((one) => calls(one, first))) return all;
  const colon = /^([^:：]+)[:：](.*)$/su.exec(first);
  if (colon?.[1] && commands.some((one) => calls(one, colon[1] ?? '')))
    return [colon[1], ...(colon[2] ? [colon[2]] : []), ...rest];
  const [alias] = commands
    .flatMap(({ aliases }) => aliases)
    .filter((one) => first.startsWith(one))
    .sort((a, b) => b.length - a.length);
  return alias ? [alias, first.slice(alias.length), ...rest] : all;
}
