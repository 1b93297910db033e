import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WebSocket } from 'ws';
import { json, localSlack } from './local-slack.ts';

const { slack, client, call, control, pass } = await localSlack();
beforeEach(() => slack.faults.clear());
afterAll(() => slack.stop());

describe('response_url and files', () => {
  it('ends after thirty minutes', async () => {
    await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: '' });
    const url = String(slack.state.deliveries.at(-1)?.payload.response_url);
    pass(30 * 60_000 + 1);

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
