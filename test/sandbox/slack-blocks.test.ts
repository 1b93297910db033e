import { afterAll, describe, expect, it } from '@jest/globals';
import { button, cell, localSlack, plain, section } from './local-slack.ts';

const { slack, call } = await localSlack();

afterAll(() => slack.stop());

const richText = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const task = (title: string) => ({ type: 'task_card', task_id: title, title, status: 'pending' });

describe('blocks', () => {
  const validate = (...blocks: unknown[]) =>
    call('chat.postMessage', { channel: 'C0001', text: 'x', blocks });

  it('takes every block the product sends', async () => {
    const sent = await validate(
      { type: 'header', text: plain('标题') },
      {
        ...section('*text*'),
        fields: [plain('a')],
        accessory: button('a', { style: 'danger', confirm: confirmation }),
      },
      {
        type: 'context',
        elements: [plain('c'), { type: 'image', image_url: 'https://x.test/a.png', alt_text: 'a' }],
      },
      { type: 'divider' },
      {
        type: 'actions',
        elements: [button('a'), { type: 'users_select', action_id: 'b', placeholder: plain('who') }],
      },
      { type: 'image', image_url: 'https://x.test/a.png', alt_text: 'a' },
      richText({ type: 'text', text: 't', style: { code: true } }, { type: 'user', user_id: 'U0001' }, date),
      {
        type: 'table',
        rows: [
          [cell('a'), cell('b')],
          [cell('1'), richText({ type: 'text', text: 't' })],
        ],
      },
      { type: 'plan', title: 'steps', tasks: [task('stop'), task('start')] },
      task('alone'),
      {
        type: 'carousel',
        elements: [{ type: 'card', title: { type: 'mrkdwn', text: 't' }, actions: [button('pick')] }],
      },
      { type: 'markdown', text: '**bold**' },
    );

    expect(sent).toMatchObject({ ok: true });
  });

  it.each([
    ['an unknown block', { type: 'banner' }, /unsupported type: banner.*\/blocks\/0\/type/],
    ['an unknown field', { ...section('x'), colour: 'red' }, /unknown field: colour/],
    ['a missing field', { type: 'header' }, /missing required field: text/],
    ['a section without words', { type: 'section' }, /at least one of text, fields/],
    [
      'a long header',
      { type: 'header', text: plain('x'.repeat(151)) },
      /less than 151.*\/blocks\/0\/text\/text/,
    ],
    [
      'mrkdwn in a header',
      { type: 'header', text: { type: 'mrkdwn', text: 'x' } },
      /must be one of plain_text/,
    ],
    ['a long section', section('x'.repeat(3001)), /less than 3001/],
    ['an empty text', section(''), /more than 0 characters/],
    [
      'a long button',
      { type: 'actions', elements: [{ ...button('a'), text: plain('x'.repeat(76)) }] },
      /less than 76/,
    ],
    [
      'a long value',
      { type: 'actions', elements: [button('a', { value: 'x'.repeat(2001) })] },
      /less than 2001/,
    ],
    [
      'a bad style',
      { type: 'actions', elements: [button('a', { style: 'green' })] },
      /must be one of primary, danger/,
    ],
    ['many buttons', { type: 'actions', elements: Array(26).fill(button('a')) }, /no more than 25/],
    [
      'one action id twice',
      { type: 'actions', elements: [button('a'), button('a')] },
      /action_id must be unique/,
    ],
    [
      'an input in actions',
      { type: 'actions', elements: [{ type: 'plain_text_input' }] },
      /no element of actions/,
    ],
    [
      'a select without options',
      { type: 'actions', elements: [{ type: 'static_select' }] },
      /exactly one of options/,
    ],
    ['an alert', { type: 'alert', text: plain('x') }, /no block of a message/],
    ['an empty cell', { type: 'table', rows: [[cell('')]] }, /more than 0 characters/],
    [
      'a ragged table',
      { type: 'table', rows: [[cell('a')], [cell('a'), cell('b')]] },
      /same number of cells/,
    ],
    ['a tall table', { type: 'table', rows: Array(101).fill([cell('a')]) }, /no more than 100/],
    ['a heavy table', { type: 'table', rows: Array(100).fill([cell('x'.repeat(101))]) }, /less than 10001/],
    [
      'a data_table without a caption',
      { type: 'data_table', rows: [[cell('a')], [cell('b')]] },
      /field: caption/,
    ],
    ['a task in no known state', { ...task('x'), status: 'done' }, /must be one of pending/],
    ['a carousel of sections', { type: 'carousel', elements: [section('x')] }, /section is no card/],
  ])('refuses %s', async (_what, block, message) => {
    expect(await validate(block)).toMatchObject({
      error: 'invalid_blocks',
      response_metadata: { messages: expect.arrayContaining([expect.stringMatching(message)]) },
    });
  });

  it('refuses a fifty-first block, a block id twice, and a second table', async () => {
    const table = { type: 'table', rows: [[cell('a')]] };
    const twice = { ...section('x'), block_id: 'same' };

    expect(await validate(...Array(51).fill(section('x')))).toMatchObject({ error: 'invalid_blocks' });
    expect(await validate(twice, twice)).toMatchObject({ error: 'invalid_blocks' });
    expect(await validate(table, table)).toMatchObject({ error: 'only_one_table_allowed' });
  });

  const confirmation = {
    title: plain('Sure?'),
    text: plain('All is lost.'),
    confirm: plain('Yes'),
    deny: plain('No'),
  };
  const date = { type: 'date', timestamp: 1_700_000_000, format: '{date}', fallback: 'then' };
});
