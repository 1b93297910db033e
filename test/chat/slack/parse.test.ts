import { describe, expect, it } from '@jest/globals';
import type { BlockAction, SlashCommand, ViewSubmitAction } from '@slack/bolt';
import type { AppMentionEvent, MessageEvent } from '@slack/types';
import { clickOf, commandOf, formId, submissionOf, wordsOf } from '../../../src/chat/slack/parse.ts';
import { seenThread } from '../../../src/chat/slack/places.ts';
import { typedText } from '../../../src/chat/slack/typed.ts';

const us = { team: 'T0001', botId: 'B0001', botUserId: 'UBOT', name: 'ecs-image' };
const now = 1_732_473_600_000;

const slash = (change: Partial<SlashCommand> = {}): SlashCommand => ({
  token: 'x',
  team_id: 'T0001',
  team_domain: 'ops',
  channel_id: 'C0001',
  channel_name: 'ops',
  user_id: 'U0001',
  user_name: 'xiaoyu',
  command: '/ecs-image',
  text: 'recommend ubuntu',
  api_app_id: 'A1',
  response_url: 'https://hooks.slack.com/commands/T0001/1/abc',
  trigger_id: '13345224609.738474920.8088930838d88f008e0',
  ...change,
});

const click = (change: object = {}): BlockAction =>
  ({
    type: 'block_actions',
    team: { id: 'T0001', domain: 'ops' },
    user: { id: 'U0002', username: 'maya', team_id: 'T0001' },
    channel: { id: 'C0001', name: 'ops' },
    container: { type: 'message', message_ts: '1732.000100', channel_id: 'C0001', is_ephemeral: false },
    message: { type: 'message', ts: '1732.000100', text: '' },
    actions: [
      {
        type: 'button',
        action_id: 'approve:0',
        block_id: 'b',
        action_ts: '1733.5',
        value: 'rq_7f3a2k',
        text: { type: 'plain_text', text: 'Approve' },
      },
    ],
    trigger_id: '1.2.3',
    response_url: 'https://hooks.slack.com/actions/1',
    api_app_id: 'A1',
    token: 'x',
    ...change,
  }) as BlockAction;

const mention = (change: object = {}) =>
  ({
    type: 'app_mention',
    user: 'U0001',
    text: '<@UBOT> status',
    ts: '1732473600.000100',
    channel: 'C0001',
    event_ts: '1732473600.000100',
    ...change,
  }) as AppMentionEvent;

const direct = (change: object = {}) =>
  ({ ...mention(), type: 'message', channel_type: 'im', channel: 'D1', ...change }) as MessageEvent;

describe('a slash command', () => {
  it('becomes a command of that person in that channel', () => {
    expect(commandOf(slash(), us, now)).toEqual({
      kind: 'command',
      id: expect.stringMatching(/^slash-[0-9a-f]{32}$/),
      account: { platform: 'slack', id: 'T0001:U0001', name: 'xiaoyu' },
      place: { platform: 'slack', id: 'T0001:C0001' },
      at: now,
      text: 'recommend ubuntu',
    });
  });

  it('is the same one when it comes again, and another one with another trigger', () => {
    const { id } = commandOf(slash(), us, now);

    expect(commandOf(slash(), us, now + 5000).id).toBe(id);
    expect(commandOf(slash({ trigger_id: '2.3.4' }), us, now).id).not.toBe(id);
  });

  it('from another organisation is an outsider’s, in our place', () => {
    expect(commandOf(slash({ team_id: 'T0666' }), us, now)).toMatchObject({
      outsider: true,
      account: { id: 'T0666:U0001' },
      place: { id: 'T0001:C0001' },
    });
  });
});

describe('a click', () => {
  it.each([
    [
      'on a root',
      {},
      {
        place: { id: 'T0001:C0001', thread: '1732.000100' },
        message: { ref: '1732.000100', place: { id: 'T0001:C0001' } },
      },
    ],
    [
      'on an answer',
      {
        container: {
          type: 'message',
          message_ts: '1733.1',
          channel_id: 'C0001',
          thread_ts: '1732.000100',
          is_ephemeral: false,
        },
      },
      { place: { thread: '1732.000100' }, message: { ref: '1733.1', place: { thread: '1732.000100' } } },
    ],
    [
      'on a root that has answers',
      { message: { type: 'message', ts: '1732.000100', thread_ts: '1732.000100' } },
      { place: { thread: '1732.000100' }, message: { place: { platform: 'slack', id: 'T0001:C0001' } } },
    ],
  ])('%s knows its message and its thread', (_, change, expected) => {
    expect(clickOf(click(change), us, now)).toMatchObject({
      kind: 'click',
      action: 'approve',
      record: 'rq_7f3a2k',
      account: { id: 'T0001:U0002' },
      ...expected,
    });
  });

  it('on something only one person sees has no message to edit', () => {
    const container = { type: 'message', message_ts: '1733.1', channel_id: 'C0001', is_ephemeral: true };

    const incoming = clickOf(click({ container, message: undefined }), us, now);

    expect(incoming?.message).toBeUndefined();
    expect(incoming?.place).toEqual({ platform: 'slack', id: 'T0001:C0001' });
  });

  it('on a link is nothing to us', () => {
    const [action] = click().actions;

    expect(clickOf(click({ actions: [{ ...action, action_id: 'link:2' }] }), us, now)).toBeUndefined();
  });

  it('made twice is two clicks; delivered twice it is one', () => {
    const [action] = click().actions;
    const again = click({ actions: [{ ...action, action_ts: '1734.5' }] });

    expect(clickOf(click(), us, now)?.id).toBe(clickOf(click({ trigger_id: '9' }), us, now)?.id);
    expect(clickOf(again, us, now)?.id).not.toBe(clickOf(click(), us, now)?.id);
  });
});

describe('words to the bot', () => {
  it.each([
    [
      'a mention at the root answers in its own thread',
      mention(),
      { text: 'status', place: { id: 'T0001:C0001', thread: '1732473600.000100' } },
    ],
    [
      'a mention in a thread answers there',
      mention({ thread_ts: '1732.1' }),
      { place: { thread: '1732.1' } },
    ],
    ['a mention may stand anywhere', mention({ text: 'show <@UBOT|ecs-image> i-1' }), { text: 'show   i-1' }],
    [
      'a direct message answers in the chat',
      direct({ text: 'help' }),
      { text: 'help', place: { platform: 'slack', id: 'T0001:D1' } },
    ],
    [
      'a direct message in a thread answers there',
      direct({ thread_ts: '1732.1' }),
      { place: { thread: '1732.1' } },
    ],
    ['a file with words is words', direct({ subtype: 'file_share' }), { text: 'status' }],
    [
      'an author from elsewhere is an outsider',
      mention({ team: 'T0666' }),
      { outsider: true, account: { id: 'T0666:U0001' } },
    ],
  ])('%s', (_, event, expected) => {
    expect(wordsOf(event, us)).toMatchObject({ kind: 'command', at: now, ...expected });
  });

  it.each([
    ['a bot’s', direct({ bot_id: 'B2' })],
    ['our own', direct({ user: 'UBOT' })],
    ['an edit', direct({ subtype: 'message_changed' })],
    ['an edited mention', mention({ edited: { user: 'U0001', ts: '1' } })],
    ['a deletion', direct({ subtype: 'message_deleted' })],
    ['a broadcast of a thread', direct({ subtype: 'thread_broadcast' })],
    ['a channel’s', direct({ channel_type: 'channel' })],
    ['a group chat’s', direct({ channel_type: 'mpim' })],
  ])('%s are not heard', (_, event) => {
    expect(wordsOf(event, us)).toBeUndefined();
  });

  it('are one command, told as a mention and as a message', () => {
    expect(wordsOf(mention({ channel: 'D1' }), us)?.id).toBe(wordsOf(direct(), us)?.id);
  });

  it('are answered aside in the channel while their thread is empty', () => {
    const root = wordsOf(mention(), us);
    const inThread = wordsOf(mention({ thread_ts: '1732.1' }), us);

    expect(root && seenThread(root)).toBeUndefined();
    expect(inThread && seenThread(inThread)).toBe('1732.1');
  });
});

describe('a sent form', () => {
  const view = {
    private_metadata: JSON.stringify({
      form: 'import',
      nonce: 'n1',
      place: { platform: 'slack', id: 'T0001:C0001', thread: '1.2' },
    }),
    state: {
      values: {
        source: { answer: { type: 'plain_text_input', value: 'oss://b/k' } },
        os: { answer: { type: 'static_select', selected_option: { value: 'linux', text: {} } } },
        name: { answer: { type: 'plain_text_input', value: null } },
      },
    },
  };
  const submitted = (change: object = {}) =>
    ({
      type: 'view_submission',
      team: { id: 'T0001' },
      user: { id: 'U0001', name: 'xiaoyu' },
      view: { ...view, ...change },
    }) as unknown as ViewSubmitAction;

  it('brings the answers back to where it was asked', () => {
    expect(submissionOf(submitted(), us, now)).toMatchObject({
      kind: 'form',
      id: formId('n1'),
      form: 'import',
      place: { id: 'T0001:C0001', thread: '1.2' },
      values: { source: 'oss://b/k', os: 'linux' },
    });
  });

  it.each(['', '{}', '{"form":1}'])('of another making (%j) is nothing to us', (private_metadata) => {
    expect(submissionOf(submitted({ private_metadata }), us, now)).toBeUndefined();
  });
});

describe('what was typed', () => {
  it.each([
    ['import &lt;a&gt; &amp;amp;', 'import <a> &amp;'],
    ['show <https://a.cn/x?a=1&amp;b=2>', 'show https://a.cn/x?a=1&b=2'],
    ['show <http://a.cn|a.cn>', 'show a.cn'],
    ['ask <@U0002|maya> in <#C1|ops>', 'ask @maya in #ops'],
    ['ask <@U0002>', 'ask @U0002'],
    ['<mailto:a@b.cn|a@b.cn>', 'a@b.cn'],
    ['<!here> <!subteam^S1|@ops>', '@here @ops'],
  ])('%s → %s', (sent, typed) => {
    expect(typedText(sent)).toBe(typed);
  });
});
