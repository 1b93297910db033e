import { describe, expect, it } from '@jest/globals';
import { argumentsOf } from '../handlers/command.ts';
import { commands } from '../handlers/commands/index.ts';
import { systemWords } from '../src/domain/systems.ts';
import { en } from '../src/i18n/en/index.ts';
import { translator } from '../src/i18n/index.ts';
import { zh } from '../src/i18n/zh/index.ts';

/** Names in braces, without the branches of plurals. */
function slots(message: string): string[] {
  return [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name ?? ''))].sort();
}

/** What may have a digit in it: words of formats, ids and types as examples, the exact numbers of a plural. */
const names = [/x86_64|arm64|qcow2/gi, /`[^`]*(…|rq_|ecs\.|\w+-\w+-\d)[^`]*`/g, /=\d+/g];
const year = /(?<!\d)(19|20)\d\d(?!\d| *GiB)/g;
const version = /\d+\.\d+/g;
const numberedSystem = new RegExp(`(${systemWords.join('|')}|linux|server)[a-z]* *\\d+`, 'gi');

function dated(message: string): string[] {
  const text = names.reduce((rest, name) => rest.replace(name, ''), message.replace(/\{\w+\}/g, ''));
  return [year, version, numberedSystem].flatMap((form) => text.match(form) ?? []);
}

describe('the catalogs', () => {
  it('use the same slots in both languages', () => {
    const differing = Object.entries(en).filter(
      ([key, message]) => String(slots(message)) !== String(slots(zh[key as keyof typeof en])),
    );

    expect(differing.map(([key]) => key)).toEqual([]);
  });

  it.each(Object.entries({ en, zh }))(
    '%s names no version and no year: those come in from data',
    (_, catalog) => {
      const stale = Object.entries(catalog).flatMap(([key, message]) =>
        dated(message).map((word) => `${key}: ${word}`),
      );

      expect(stale).toEqual([]);
    },
  );

  it.each([
    ['Use Ubuntu 24.04', ['24.04', 'Ubuntu 24']],
    ['`centos 7` is over', ['centos 7']],
    ['Until 2029-05-31', ['2029']],
    ['such as `ecs.g7.large` or `i-bp1…`; {days, plural, =0 {today} other {# days}}', []],
    ['at most 2048 GiB, `qcow2`, x86_64', []],
  ])('would say of “%s”: %j', (message, words) => {
    expect(dated(message)).toEqual(words);
  });
});

describe('what the catalogs tell people to type', () => {
  const known = new Map(commands.map((one) => [one.name, argumentsOf(one).map(({ shown }) => shown)]));
  const every = new Set([...known.values()].flat());
  const aliases = new Set(commands.flatMap(({ aliases }) => aliases));
  /** Commands of the plan for the product that nobody has built. */
  const unbuilt = new Set(['undo', 'upload', 'copy', 'export', 'create', 'delete', 'update']);

  /** Why nobody could type it; undefined for what is right, and for what is no command of ours. */
  function impossible(typed: string): string | undefined {
    const [first = '', second = ''] = typed.split(' ');
    const ours = first === '/ecs-image';
    const verb = ours ? second : first;
    const told = known.get(verb);
    if (ours && !told) return `no command ${verb}`;
    if (unbuilt.has(verb) || aliases.has(verb)) return `not to be typed as ${verb}`;
    const options = ours || told || first.startsWith('--') ? (typed.match(/--[a-z-]+/g) ?? []) : [];
    return options.find((option) => !(told ? told.includes(option) : every.has(option)));
  }

  it.each(Object.entries({ en, zh }))('%s quotes only commands and options that exist', (_, catalog) => {
    const wrong = Object.entries(catalog).flatMap(([key, message]) =>
      [...message.matchAll(/`([^`]+)`/g)].flatMap(([, typed = '']) => {
        const why = impossible(typed);
        return why ? [`${key}: ${why}`] : [];
      }),
    );

    expect(wrong).toEqual([]);
  });

  it.each([
    ['/ecs-image undo rq_7f3a2k', 'no command undo'],
    ['/ecs-image replace i-… --region cn-hangzhou', '--region'],
    ['copy', 'not to be typed as copy'],
    ['更换', 'not to be typed as 更换'],
    ['--regions', '--regions'],
    ['/ecs-image show i-… --region …', undefined],
    ['qemu-img resize --shrink …', undefined],
  ])('of `%s` it would say %s', (typed, why) => {
    expect(impossible(typed)).toBe(why);
  });
});

describe('lists', () => {
  it.each([
    ['en', 'cn-hangzhou, cn-beijing and eu-central-1'],
    ['zh', 'cn-hangzhou、cn-beijing、eu-central-1'],
  ] as const)('are joined as %s does it', (locale, words) => {
    const list = ['cn-hangzhou', 'cn-beijing', 'eu-central-1'];

    expect(translator(locale).words({ list })).toBe(words);
  });

  it('say the words of ECS in the language of the reader, and unknown ones as they are', () => {
    const list = ['security', 'newReason'].map((word) => ({ term: 'lock' as const, word }));

    expect(translator('zh').words({ list })).toBe('安全原因、newReason');
  });
});
