import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approver, asker, ops, shopWeb, startWorld, stranger, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.stop());

describe('a question in a channel', () => {
  it('is answered for all, as one message that names who asked what', async () => {
    await world.says(approver, `show ${shopWeb}`);

    const answer = await world.sees(ops, /asked: show/);

    expect(answer.ephemeral_for).toBeUndefined();
    expect(answer.thread_ts ?? answer.ts).toBe(answer.ts);
    expect(world.words(answer)).toMatch(/support ended on/);
    expect(world.buttons(answer)).toEqual([
      'Show its image',
      'Replace the system',
      'Recommend an image',
      'Support dates',
      'Open in the console',
    ]);
  });

  it('may be an id alone, and its buttons ask on', async () => {
    await world.says(approver, 'ubuntu_24_04_x64_20G_alibase_20260916.vhd');
    const image = await world.sees(ops, /asked: ubuntu_24_04_x64/);

    expect(world.words(image)).toContain('acs:ubuntu_24_04_x64');
    expect(world.buttons(image)).toEqual(['Use on an instance', 'Support dates']);

    await world.clicks(approver, image, /Support dates/);
    const dates = await world.sees(ops, /Support of Ubuntu 24\.04/);
    expect(world.words(dates)).toContain('endoflife.date');
  });

  it('may be Chinese, and so is the answer', async () => {
    await world.says(asker, '镜像列表　ｒｏｃｋｙ　９．７');

    const answer = await world.sees(ops, /镜像列表 rocky 9\.7/);

    expect(world.words(answer)).toContain('rockylinux_9_7_x64_20G_alibase_20260525.vhd');
    expect(world.words(answer)).toMatch(/地域共有 \d+ 个镜像/);
  });
});

describe('what concerns one person', () => {
  it.each([
    ['a mistyped command', 'recomend ubuntu', /Did you mean recommend/],
    ['a mistyped system', 'recommend ubunto', /Did you mean ubuntu/],
    [
      'a mistyped system to put on',
      `replace ${shopWeb} ubunut`,
      /Did you mean ubuntu.*replace i-\w+ ubuntu/s,
    ],
    ['a mistyped option', 'images --ownr self', /Did you mean --owner/],
    ['help', 'help', /What I can do/],
    ['help for one command', 'help images', /images --owner self/],
    ['who one is', 'whoami', /T0001:U0002/],
    ['what the settings call this place', 'whoami', /slack:T0001:C0001/],
    ['an instance that is not there', 'show i-nowhere', /No instance i-nowhere in cn-hangzhou, cn-shanghai/],
  ])('is told to that person alone: %s', async (_what, text, words) => {
    await world.says(approver, text);

    const told = await world.sees(ops, words, approver);

    expect(told.ephemeral_for).toBe(approver);
  });

  it('leaves out of help what they may not run, and says why when they try', async () => {
    await world.says(stranger, 'help');
    const help = await world.sees(ops, /recommend/, stranger);
    await world.says(stranger, `replace ${shopWeb} ubuntu`);
    const refusal = await world.sees(ops, /operator/, stranger);

    expect(world.words(help)).not.toContain('replace');
    expect(refusal.ephemeral_for).toBe(stranger);
    expect(world.words(refusal)).toContain('xiaoyu、maya');
  });
});
