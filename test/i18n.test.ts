import { describe, expect, it } from '@jest/globals';
import { systemWords } from '../src/domain/systems.ts';
import { en } from '../src/i18n/en/index.ts';
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
