import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { arg, command, option } from '../../handlers/command.ts';
import { commands as real } from '../../handlers/commands/index.ts';
import { GuidedError } from '../../handlers/guided-error.ts';
import { read, typed } from '../../handlers/parse.ts';
import { ArchitectureWord } from '../../handlers/schemas.ts';
import { usage } from '../../handlers/usage.ts';
import { words } from '../../handlers/words.ts';
import type { Card } from '../../src/chat/card.ts';
import { UserError } from '../../src/errors.ts';
import { translator } from '../../src/i18n/index.ts';
import { plain } from '../../src/i18n/text.ts';

const t = translator('en');

const move = command({
  name: 'move',
  aliases: ['搬迁'],
  summary: 'command.show',
  role: 'operator',
  args: z.object({
    instance: arg('arg.id', z.string().regex(/^i-/)),
    image: arg('arg.os', z.string(), { rest: true }),
    size: option('arg.words', z.coerce.number().int().optional()),
    region: option('arg.region', z.string().regex(/^cn-/).optional()),
    arch: option('arg.arch', ArchitectureWord.optional()),
    noBackup: option('arg.words', z.string().optional()),
    force: option('arg.words', z.stringbool().default(false)),
  }),
  examples: ['move i-bp1 ubuntu 24.04'],
  run: () => 'silent',
});
const all = [move, ...real];

function parse(text: string) {
  const what = read(text, all, t);
  return [what.command.name, typed(what, t)];
}

function refusal(text: string): string[] {
  try {
    parse(text);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const hint = t.stored(`${error.key}.hint`, error.slots);
    const guide: Card['body'] = error instanceof GuidedError ? error.guide : [];
    const shown = guide.flatMap((block) => (block.kind === 'facts' ? block.facts : []));
    return [
      plain(t.stored(error.key, error.slots) ?? ''),
      ...(hint ? [plain(hint)] : []),
      ...shown.map(({ value }) => plain(value)),
    ];
  }
  return [];
}

describe('what people type', () => {
  const whole = ['move', { instance: 'i-bp1', image: 'ubuntu 24.04', size: 40, force: false }];

  it.each([
    'move i-bp1 ubuntu 24.04 --size 40',
    'move --size=40 i-bp1 ubuntu 24.04',
    'MOVE i-bp1 --size 40 ubuntu 24.04',
    '/ecs-image move i-bp1 ubuntu 24.04 --size 40',
    'ecs-image move i-bp1 "ubuntu 24.04" --size 40',
    '镜像 搬迁 i-bp1 ubuntu 24.04 --size 40',
    '搬迁i-bp1 ubuntu 24.04 --size 40',
    '搬迁：i-bp1 ubuntu 24.04 --size 40',
    'ｍｏｖｅ　ｉ－ｂｐ１　ｕｂｕｎｔｕ　２４．０４　－－ｓｉｚｅ　４０',
    'move i-bp1 “ubuntu 24.04” —size 40',
    'move i-bp1 ‘ubuntu 24.04’ –size 40',
    'move i-bp1 ubuntu 24.04 ——size 40',
    'move\u200b i-bp1\u00a0ubuntu 24.04 --Size 40',
  ])('is understood: %s', (text) => {
    expect(parse(text)).toEqual(whole);
  });

  it('keeps Chinese sentences and apostrophes as they are', () => {
    expect(words('deny rq_1 太晚了，明天（周二）再说')).toEqual(['deny', 'rq_1', '太晚了，明天（周二）再说']);
    expect(words(`deny rq_1 it's too late`)).toEqual(['deny', 'rq_1', "it's", 'too', 'late']);
  });

  it('takes options without a value, and values with spaces', () => {
    expect(parse('move i-bp1 debian --force --no-backup "a copy exists"')[1]).toEqual({
      instance: 'i-bp1',
      image: 'debian',
      force: true,
      noBackup: 'a copy exists',
    });
  });

  it.each([
    ['', 'help', {}],
    ['recommend --help', 'help', { command: 'recommend' }],
    ['i-bp1abc', 'show', { id: 'i-bp1abc' }],
    ['推荐ubuntu', 'recommend', { os: 'ubuntu' }],
    ['镜像列表 --owner self', 'images', { words: '', owner: 'self' }],
    ['我是谁', 'whoami', {}],
    ['images --arch amd64', 'images', { words: '', arch: 'x86_64' }],
  ])('%s runs %s', (text, name, args) => {
    expect(parse(text)).toEqual([name, args]);
  });
});

describe('what is wrong with it is told in one sentence, with the right form and something to copy', () => {
  it.each([
    ['recomend ubuntu'],
    ['frobnicate'],
    ['move i-bp1 ubuntu --sise 40'],
    ['move i-bp1 ubuntu --colour red'],
    ['move i-bp1'],
    ['move i-bp1 ubuntu --arch arm46'],
    ['move i-bp1 ubuntu --region hangzhou'],
    ['move i-bp1 ubuntu --size big'],
    ['move i-bp1 ubuntu --size'],
    ['move i-bp1 ubuntu --size 40 --size 50'],
    ['whoami really'],
  ])('%s', (text) => {
    expect(refusal(text)).toMatchSnapshot();
  });
});

describe('usage', () => {
  it('is written from the declaration', () => {
    expect(usage(move)).toBe(
      'move <instance> <image…> [--size <size>] [--region <region>] [--arch x86_64|arm64] [--no-backup <no-backup>] [--force]',
    );
  });
});
