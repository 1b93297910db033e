import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { WebSocket } from 'ws';
import { type SandboxSlack, startSlack } from '../../sandbox/slack/index.ts';

let slack: SandboxSlack;
let client: WebClient;
/** Milliseconds the workspace's clock is ahead. */
let later = 0;

beforeAll(async () => {
  slack = await startSlack({ clock: () => Date.now() + later, timings: { ack: 200, retries: [0, 10, 10] } });
  client = new WebClient(slack.app.botToken, { slackApiUrl: slack.apiUrl, retryConfig: { retries: 0 } });
});

beforeEach(() => slack.faults.clear());

afterAll(() => slack.stop());

const json = { 'content-type': 'application/json' };

/** The sandbox's own address space: a GET, or a POST of a body. */
const control = async (path: string, body?: unknown) => {
  const post = { method: 'POST', headers: json, body: JSON.stringify(body) };
  const response = await fetch(`${slack.url}/_emu/${path}`, body === undefined ? {} : post);
  return response.json();
};

/** A call past the SDK's types. */
const call = async (method: string, args: Record<string, unknown>, token: string = slack.app.botToken) => {
  const response = await fetch(slack.apiUrl + method, {
    method: 'POST',
    headers: { ...json, authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  return response.json() as Promise<{ ok: boolean; error?: string; ts: string } & Record<string, unknown>>;
};

const plain = (text: string) => ({ type: 'plain_text', text });
const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
const button = (action_id: string, more = {}) => ({ type: 'button', action_id, text: plain('go'), ...more });
const cell = (text: string) => ({ type: 'raw_text', text });
const richText = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const task = (title: string) => ({ type: 'task_card', task_id: title, title, status: 'pending' });
const modal = (...blocks: unknown[]) => ({
  type: 'modal',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
});

describe('tokens, scopes and arguments', () => {
  it.each([
    ['no token', 'auth.test', {}, '', 'not_authed'],
    ['a wrong token', 'auth.test', {}, 'xoxb-other', 'invalid_auth'],
    [
      'the bot token where the app token belongs',
      'apps.connections.open',
      {},
      'xoxb-sandbox',
      'not_allowed_token_type',
    ],
    ['a method it does not have', 'chat.shout', {}, 'xoxb-sandbox', 'unknown_method'],
    ['a scope the app lacks', 'reactions.add', {}, 'xoxb-sandbox', 'missing_scope'],
    [
      'an argument nobody knows',
      'users.info',
      { user: 'U0001', colour: 1 },
      'xoxb-sandbox',
      'invalid_arguments',
    ],
    ['an argument left out', 'chat.update', { channel: 'C0001' }, 'xoxb-sandbox', 'invalid_arguments'],
  ])('refuses %s', async (_what, method, args, token, error) => {
    expect(await call(method, args, token)).toMatchObject({ ok: false, error });
  });

  it('says which scope is needed', async () => {
    expect(await call('usergroups.list', {})).toMatchObject({
      needed: 'usergroups:read',
      provided: expect.stringContaining('chat:write'),
    });
  });

  it('keeps no token in its log of calls', async () => {
    await call('auth.test', { token: 'xoxb-sandbox' });

    expect(JSON.stringify(slack.state.calls)).not.toContain('xoxb-sandbox');
  });
});

describe('where the bot may post', () => {
  it.each([
    ['a public channel it is not in', 'C0002', 'not_in_channel'],
    ['a private channel it is not in', 'C0003', 'channel_not_found'],
    ['a channel that is not there', 'C0404', 'channel_not_found'],
    ['an archived channel', 'C0008', 'is_archived'],
    ["other people's direct messages", 'D0001', 'channel_not_found'],
  ])('refuses %s', async (_what, channel, error) => {
    await control('channels', { id: 'C0008', is_archived: true, members: ['UBOT0001'] });
    await control('channels', { id: 'D0001', is_im: true, members: ['U0001', 'U0002'] });

    expect(await call('chat.postMessage', { channel, text: 'hi' })).toMatchObject({ error });
  });

  it('opens its direct message with a user whose id it is given', async () => {
    const { channel } = await client.chat.postMessage({ channel: 'U0004', text: 'hi' });

    expect(slack.state.channels.get(channel ?? '')).toMatchObject({
      is_im: true,
      members: ['UBOT0001', 'U0004'],
    });
  });

  it('posts into public channels it is not in with chat:write.public', async () => {
    slack.app.scopes.push('chat:write.public');
    const posted = await call('chat.postMessage', { channel: 'C0002', text: 'hi' });
    slack.app.scopes.pop();

    expect(posted.ok).toBe(true);
  });

  it('whispers only to people who are in the channel', async () => {
    const whisper = { channel: 'C0009', user: 'U0003', text: 'psst' };

    expect(await call('chat.postEphemeral', whisper)).toMatchObject({ error: 'user_not_in_channel' });
  });
});

describe('messages', () => {
  it('never gives one ts twice, and later ones are greater', async () => {
    const posts = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => call('chat.postMessage', { channel: 'C0001', text: `${nth}` })),
    );
    const stamps = posts.map(({ ts }) => ts);

    expect(new Set(stamps).size).toBe(20);
    expect((slack.state.messages.get('C0001') ?? []).map(({ ts }) => ts)).toEqual(stamps.toSorted());
  });

  it('refuses an empty one, a thread that is not there, and a reply as a parent', async () => {
    const { ts } = await call('chat.postMessage', { channel: 'C0001', text: 'parent' });
    const reply = await call('chat.postMessage', { channel: 'C0001', text: 'reply', thread_ts: ts });

    expect(await call('chat.postMessage', { channel: 'C0001' })).toMatchObject({ error: 'no_text' });
    for (const thread_ts of ['1.000001', reply.ts]) {
      const under = { channel: 'C0001', text: 'x', thread_ts };
      expect(await call('chat.postMessage', under)).toMatchObject({ error: 'thread_not_found' });
    }
  });

  it('edits its own only, and no longer than 4,000 characters', async () => {
    const { ts } = await call('chat.postMessage', {
      channel: 'C0001',
      text: 'old',
      blocks: [section('old')],
    });
    const { ts: theirs } = await slack.gestures.mention({ user: 'U0001', channel: 'C0001', text: 'mine' });
    const edit = (more: Record<string, unknown>) => call('chat.update', { channel: 'C0001', ts, ...more });

    expect(await edit({ text: 'x'.repeat(4001) })).toMatchObject({ error: 'msg_too_long' });
    expect(await edit({ text: 'x', ts: theirs })).toMatchObject({ error: 'cant_update_message' });
    expect(await edit({ text: 'x', ts: '1.000001' })).toMatchObject({ error: 'message_not_found' });
    const { message } = await edit({ text: 'new' });
    expect(message).toMatchObject({ text: 'new', edited: { user: 'UBOT0001' } });
    expect(message).not.toHaveProperty('blocks');
  });

  it('leaves a tombstone for a deleted parent with replies', async () => {
    const { ts } = await call('chat.postMessage', { channel: 'C0001', text: 'parent' });
    await call('chat.postMessage', { channel: 'C0001', text: 'reply', thread_ts: ts });

    await call('chat.delete', { channel: 'C0001', ts });

    expect(slack.state.messages.get('C0001')?.find((message) => message.ts === ts)?.subtype).toBe(
      'tombstone',
    );
  });
});

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

describe('modals', () => {
  const trigger = async () =>
    (await slack.gestures.slash({ user: 'U0002', channel: 'C0001', text: '' })).triggerId;
  const input = {
    type: 'input',
    block_id: 'n',
    label: plain('N'),
    element: {
      type: 'number_input',
      action_id: 'n',
      is_decimal_allowed: false,
      initial_value: '20',
      max_value: '500',
    },
  };
  const open = async (view: unknown) =>
    (await call('views.open', { trigger_id: await trigger(), view })).view as View;
  type View = { id: string; hash: string; state: { values: Record<string, unknown> } };

  it.each([
    ['a table', modal({ type: 'table', rows: [[cell('a')]] })],
    ['a plan', modal({ type: 'plan', title: 'x' })],
    ['a long title', { ...modal(), title: plain('x'.repeat(25)) }],
    ['much metadata', { ...modal(), private_metadata: 'x'.repeat(3001) }],
    ['an input and no submit', { type: 'modal', title: plain('x'), blocks: [input] }],
  ])('refuses one with %s', async (_what, view) => {
    const opened = await call('views.open', { trigger_id: await trigger(), view });

    expect(opened).toMatchObject({ error: 'invalid_arguments' });
  });

  it('opens by a trigger once, and only while it is fresh', async () => {
    const view = modal({ type: 'alert', text: plain('All is lost.'), level: 'error' });
    const stale = await trigger();
    later += 3001;
    const fresh = await trigger();
    const answers = [];

    for (const trigger_id of [stale, fresh, fresh, 'no'])
      answers.push(await call('views.open', { trigger_id, view }));

    expect(answers.map(({ ok, error }) => error ?? ok)).toEqual([
      'expired_trigger_id',
      true,
      'exchanged_trigger_id',
      'invalid_trigger_id',
    ]);
  });

  it('keeps what was typed over an update, and refuses an update of an older one', async () => {
    const { id, hash } = await open(modal(input));
    const update = (more = {}) =>
      call('views.update', { view_id: id, view: modal(section('x'), input), ...more });

    expect(await update({ hash })).toMatchObject({
      ok: true,
      view: { state: { values: { n: { n: { type: 'number_input', value: '20' } } } } },
    });
    expect(await update({ hash })).toMatchObject({ error: 'hash_conflict' });
    expect(await update({ view_id: 'V404' })).toMatchObject({ error: 'not_found' });
  });

  it('says what the client says before a form is sent', async () => {
    const { id } = await open(modal(input));
    const submit = (n: string) =>
      slack.gestures
        .submitView({ user: 'U0002', view_id: id, values: { n: { n } } })
        .catch(({ reason }) => reason);

    expect(await submit('many')).toBe('n: Must be a number.');
    expect(await submit('501')).toBe('n: Must be at most 500.');
    expect(await submit('40')).toMatchObject({ outcome: 'undeliverable' });
  });

  it('stacks three and no more, and closes the top one first', async () => {
    let { id } = await open(modal({ type: 'actions', elements: [button('more')] }));
    const pushed = [];
    for (let nth = 0; nth < 3; nth++) {
      const { triggerId } = await slack.gestures.viewClick({ user: 'U0002', view_id: id, action_id: 'more' });
      const view = modal({ type: 'actions', elements: [button('more')] });
      const answer = await call('views.push', { trigger_id: triggerId, view });
      pushed.push(answer.error ?? 'ok');
      id = (answer.view as View | undefined)?.id ?? id;
    }

    expect(pushed).toEqual(['ok', 'ok', 'push_limit_reached']);
    await slack.gestures.closeView({ user: 'U0002', view_id: id });
    expect(slack.state.stacks.get('U0002')).toHaveLength(2);
    await slack.gestures.closeView({
      user: 'U0002',
      view_id: slack.state.stacks.get('U0002')?.[1] ?? '',
      all: true,
    });
    expect(slack.state.stacks.get('U0002')).toEqual([]);
  });

  it('publishes a Home tab, which is seen by that person', async () => {
    await call('views.publish', { user_id: 'U0002', view: { type: 'home', blocks: [section('home')] } });

    expect(await control('state?user=U0002')).toMatchObject({
      home: { blocks: [{ text: { text: 'home' } }] },
    });
    expect(await control('state?user=U0001')).toMatchObject({ home: null });
  });
});

describe('response_url and files', () => {
  it('ends after thirty minutes', async () => {
    await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: '' });
    const url = String(slack.state.deliveries.at(-1)?.payload.response_url);
    later += 30 * 60_000 + 1;

    const response = await fetch(url, { method: 'POST', headers: json, body: '{"text":"late"}' });

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ ok: false, error: 'expired_url' });
  });

  it('takes an upload in three steps and shows the file in the thread', async () => {
    const { ts } = await call('chat.postMessage', { channel: 'C0001', text: 'fleet' });

    await client.filesUploadV2({
      channel_id: 'C0001',
      thread_ts: ts,
      filename: 'fleet.csv',
      content: 'i-1,ubuntu',
    });

    const reply = slack.state.messages.get('C0001')?.at(-1);
    expect(reply).toMatchObject({ thread_ts: ts, files: [{ name: 'fleet.csv', size: 10 }] });
    const bytes = await fetch(reply?.files?.[0]?.url_private ?? '');
    expect(await bytes.text()).toBe('i-1,ubuntu');
  });
});

describe('faults', () => {
  it('limits a method, with the seconds to wait', async () => {
    slack.faults.add({ on: 'call', method: 'chat.update', status: 429, retryAfter: 7 });

    const response = await fetch(`${slack.apiUrl}chat.update`, { method: 'POST' });

    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('takes a message and loses the answer', async () => {
    slack.faults.add({ on: 'call', method: 'chat.postMessage', takeThenFail: true });

    await expect(client.chat.postMessage({ channel: 'C0001', text: 'taken' })).rejects.toThrow(/502/);

    expect(slack.state.messages.get('C0001')?.at(-1)?.text).toBe('taken');
  });

  it('counts the calls of a minute when asked to', async () => {
    slack.faults.add({ on: 'tiers', enabled: true });
    const answers = [];
    for (let nth = 0; nth < 6; nth++)
      answers.push(await call('chat.postMessage', { channel: 'C0001', text: 'x' }));

    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false]);
    expect(answers.at(-1)).toMatchObject({ error: 'ratelimited' });
  });
});

describe('connections', () => {
  /** A bare Socket Mode client, to see the frames. */
  async function connect({ acks = true } = {}) {
    const { url } = await call('apps.connections.open', {}, slack.app.appToken);
    const socket = new WebSocket(String(url));
    const frames: Record<string, unknown>[] = [];
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data));
      frames.push(frame);
      if (acks && frame.envelope_id)
        socket.send(JSON.stringify({ envelope_id: frame.envelope_id, payload: {} }));
    });
    await new Promise((resolve) => socket.once('message', resolve));
    return { url: String(url), socket, frames };
  }
  const closed = (socket: WebSocket) => new Promise((resolve) => socket.once('close', resolve).close());
  const say = (text: string) => slack.gestures.dm({ user: 'U0001', text });

  it('takes turns, and a ticket opens one connection only', async () => {
    const [one, two] = [await connect(), await connect()];

    for (let nth = 0; nth < 4; nth++) await say('hi');

    expect([one.frames.length, two.frames.length]).toEqual([3, 3]);
    const again = new WebSocket(one.url);
    expect(await new Promise((resolve) => again.once('error', resolve))).toMatchObject({ message: /401/ });
    await Promise.all([closed(one.socket), closed(two.socket)]);
  });

  it('refuses the eleventh', async () => {
    const open = [];
    for (let nth = 0; nth < 11; nth++) open.push(await connect());

    expect(open.map(({ frames }) => frames[0]?.type)).toEqual([...Array(10).fill('hello'), 'disconnect']);
    expect(open[10]?.frames[0]).toMatchObject({ reason: 'too_many_websockets' });
    await Promise.all(open.slice(0, 10).map(({ socket }) => closed(socket)));
  });

  it('sends an event a closed connection had not acknowledged to another one', async () => {
    const dying = await connect({ acks: false });
    const sent = say('survives');
    await new Promise((resolve) => dying.socket.once('message', resolve));
    const other = await connect();

    dying.socket.terminate();

    expect(await sent).toMatchObject({ outcome: 'lost' });
    while (other.frames.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(other.frames[1]).toMatchObject({ retry_attempt: 1, payload: { event: { text: 'survives' } } });
    await closed(other.socket);
  });

  it('sends bad frames, rate-limit frames, and no hello when asked to', async () => {
    const { socket, frames } = await connect();
    slack.faults.add({ on: 'socket', do: 'app_rate_limited' });
    await new Promise((resolve) => socket.once('message', resolve));
    slack.faults.add({ on: 'socket', do: 'disconnect', reason: 'warning', leaveOpen: true });
    await new Promise((resolve) => socket.once('message', resolve));

    expect(frames.slice(1)).toMatchObject([
      { type: 'events_api', payload: { type: 'app_rate_limited' } },
      { type: 'disconnect', reason: 'warning' },
    ]);
    expect([socket.readyState, slack.connections()]).toEqual([WebSocket.OPEN, 0]);
    await closed(socket);
  });

  it('refuses new connections when asked to', async () => {
    slack.faults.add({ on: 'connect', refuse: '503' });

    const response = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST' });

    expect(response.status).toBe(503);
  });
});

describe('the control API', () => {
  it('shows a person what they see, and no more', async () => {
    await call('chat.postEphemeral', { channel: 'C0009', user: 'U0001', text: 'for xiaoyu' });
    const seen = async (user: string) => JSON.stringify(await control(`state?user=${user}`));

    expect(await seen('U0001')).toContain('for xiaoyu');
    expect(await seen('U0001')).toContain('"secret"');
    expect(await seen('U0004')).not.toContain('for xiaoyu');
    expect(await seen('U0004')).not.toContain('"secret"');
  });

  it('refuses a gesture that the screen does not offer, with its reason', async () => {
    expect(await control('slash', { user: 'U0003', channel: 'C0009', text: 'help' })).toEqual({
      ok: false,
      reason: 'U0003 is not in C0009',
    });
    expect(await control('click', { user: 'U0003' })).toMatchObject({
      reason: 'click needs channel, message_ts, action_id',
    });
  });

  it('tells of everything as it happens', async () => {
    const events = await fetch(`${slack.url}/_emu/events`);
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();

    await call('chat.postMessage', { channel: 'C0001', text: 'news' });

    let told = '';
    while (!told.includes('"type":"call"')) told += (await reader?.read())?.value ?? '';
    expect(told).toContain('"change":"posted"');
    await reader?.cancel();
  });
});
