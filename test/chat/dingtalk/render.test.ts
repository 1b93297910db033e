import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Card } from '../../../src/chat/card.ts';
import { tame } from '../../../src/chat/dingtalk/markdown.ts';
import { digest, render } from '../../../src/chat/dingtalk/render.ts';
import { cards } from '../../renders/cards.ts';

const folder = new URL('../../renders/dingtalk/', import.meta.url);

/** Written when missing, so that a new card needs no second tool; a change is made by deleting the old file. */
function golden(name: string, drawn: unknown): unknown {
  const file = new URL(`${name}.json`, folder);
  if (!existsSync(file) && !process.env.CI) writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const names = Object.keys(cards);
const card = (name: string): Card => cards[name] ?? { title: 'missing' };
const drawing = { at: true, quotable: true, request: 'rq_7f3a2k' };

describe('a card on DingTalk', () => {
  it.each(names)('%s is drawn as in its golden file', (name) => {
    const drawn = JSON.parse(JSON.stringify(render(card(name), drawing)));

    expect(drawn).toEqual(golden(name, drawn));
  });

  it.each(names)('%s uses only markdown that every client reads', (name) => {
    for (const { text } of render(card(name), drawing)) expect(text).not.toMatch(/```|`|~~|^\|/m);
  });

  it('can call nobody and lead nowhere with what comes from the cloud or from people', () => {
    const [said] = render({ ...card('hostile-en'), buttons: [] }, drawing);

    expect(said?.text).not.toMatch(/@(everyone|all|所有人)/);
    expect(said?.text.match(/\]\([^)]*\)/g)).toEqual(['](https://a.example/?a=1|%3C!channel%3E)']);
  });

  it.each([
    ['*bold* _too_', '＊bold＊ ＿too＿'],
    ['ubuntu_24_04_x64', 'ubuntu_24_04_x64'],
    ['[click](https://evil.example)', '［click］(https:／／evil.example)'],
    [
      'dtmd://dingtalkclient/sendMessage?content=approve',
      'dtmd:／／dingtalkclient/sendMessage?content=approve',
    ],
    ['oss://bucket/key.qcow2', 'oss://bucket/key.qcow2'],
    ['@all and @所有人', '＠all and ＠所有人'],
    ['# big\n- one\n1. two\n---', '＃ big\n－ one\n１．two\n－--'.replace('．t', '． t')],
    ['`code` <b>', '｀code｀ ＜b＞'],
    ['\u202eevil\u202c \u2066x', 'evil x'],
    ['dtmd:\u200e//x', 'dtmd:／／x'],
    ['1dtmd://x _dtmd://y', '1dtmd:／／x ＿dtmd:／／y'],
  ])('%j is shown as %j', (text, shown) => {
    expect(tame(text)).toBe(shown);
  });

  it('has no address in its title and on its buttons either', () => {
    const evil = '(dtmd://dingtalkclient/sendMessage?content=x)\u202e';
    const [said] = render({ title: evil, buttons: [{ link: 'https://a.example', label: evil }] });

    expect(said?.title).toBe('(dtmd:／／dingtalkclient/sendMessage?content=x)');
    expect(said?.buttons[0]?.title).toBe('(dtmd:／／dingtalkcli…');
  });

  it('that is long becomes up to three messages, the last with the buttons, and tells what it left out', () => {
    const items = Array.from({ length: 500 }, (_, i) => `image number ${i} `.repeat(3));
    const said = render({
      title: 'Images',
      locale: 'en',
      body: [{ kind: 'list', items }],
      buttons: [{ action: 'show', record: 'x', label: 'Show' }],
    });

    expect(said).toHaveLength(3);
    for (const { text } of said) expect(text.length).toBeLessThanOrEqual(3500);
    expect(said.map(({ title }) => title)).toEqual(['Images (1/3)', 'Images (2/3)', 'Images (3/3)']);
    expect(said.map(({ buttons }) => buttons.length)).toEqual([0, 0, 1]);
    expect(said[2]?.text).toMatch(/\d+ more lines are not shown/);
  });

  it('gives each button its address, a link beside it, and the words to type', () => {
    const [said] = render(
      {
        title: 'Replace?',
        locale: 'zh',
        buttons: [{ action: 'deny', record: 'rq_7f3a2k', label: '拒绝', typed: 'deny rq_7f3a2k' }],
      },
      {},
    );
    const address = 'dtmd://dingtalkclient/sendMessage?content=%2Fecs-image%20deny%20rq_7f3a2k';

    expect(said?.buttons).toEqual([{ title: '拒绝', url: address }]);
    expect(said?.text).toContain(`- [拒绝](${address}) /ecs-image deny rq_7f3a2k`);
  });

  it('names people with @ only where DingTalk can', () => {
    const result: Card = { title: [{ mention: 'dingtalk:staff-0001', name: '林小雨' }, { text: ' done' }] };

    expect(render(result, { at: true })).toMatchObject([
      { text: '@staff-0001  done', mentions: ['staff-0001'] },
    ]);
    expect(render(result, {})).toMatchObject([{ text: '**林小雨** done', mentions: [] }]);
  });

  it('merges with others into one', () => {
    const said = digest([
      { card: { title: 'a', locale: 'zh' }, drawing: { request: 'rq_000001' } },
      { card: { title: 'b', locale: 'zh' }, drawing: { request: 'rq_000002' } },
    ]);

    expect(said).toMatchObject([{ title: '2 条进展', text: expect.stringMatching(/rq_000001.*rq_000002/s) }]);
  });
});
