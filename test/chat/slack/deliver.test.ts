import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type Account,
  type Incoming,
  PaceError,
  type Place,
  UndeliverableError,
} from '../../../src/chat/platform.ts';
import { cards } from '../../renders/cards.ts';
import { startBench, type TestBench } from './adapter.ts';

const asker: Account = { platform: 'slack', id: 'T0001:U0001', name: 'xiaoyu' };
const place = (id: string, thread?: string): Place => ({
  platform: 'slack',
  id: `T0001:${id}`,
  ...(thread ? { thread } : {}),
  ...(id.startsWith('D') ? { direct: true as const } : {}),
});
const card = { title: 'Recommended image', body: [{ kind: 'text' as const, text: 'ubuntu' }] };

let bench: TestBench;
beforeAll(async () => {
  bench = await startBench();
});
beforeEach(() => {
  bench.sandbox.faults.clear();
  bench.received.length = 0;
});
afterAll(() => bench.stop());

const messages = (channel: string) => bench.sandbox.state.messages.get(channel) ?? [];
const whispered = (channel: string) => messages(channel).filter(({ ephemeral_for }) => ephemeral_for);
const calls = (method: string) => bench.sandbox.state.calls.filter((call) => call.method === method);

function direct() {
  const all = [...bench.sandbox.state.channels.values()];
  return (
    all.find(({ members, is_im }) => is_im && members.includes('U0001') && members.includes('UBOT0001'))
      ?.id ?? ''
  );
}

/** A real command, so that its reply address is there. */
async function asked(channel: string): Promise<Incoming> {
  await bench.sandbox.gestures.slash({ user: 'U0001', channel, text: 'recommend ubuntu' });
  const incoming = bench.received.at(-1);
  if (!incoming) throw new Error('nothing received');
  return incoming;
}

describe('a card', () => {
  it.each(Object.keys(cards))('%s is posted', async (name) => {
    const message = await bench.platform.post(place('C0001'), cards[name] ?? card);

    expect(messages('C0001').at(-1)).toMatchObject({ ts: message.ref });
  });

  it('is posted into the thread, and edited in place', async () => {
    const root = await bench.platform.post(place('C0001'), card);
    const message = await bench.platform.post(place('C0001', root.ref), card);
    await bench.platform.update(message, { title: 'Done', body: card.body });

    expect(message).toEqual({ place: place('C0001', root.ref), ref: messages('C0001').at(-1)?.ts });
    expect(messages('C0001').at(-1)).toMatchObject({
      thread_ts: root.ref,
      text: expect.stringContaining('Done'),
    });
  });

  it('in blocks that Slack refuses is posted in plainer ones, then in words alone', async () => {
    bench.sandbox.faults.add({ on: 'call', method: 'chat.postMessage', error: 'invalid_blocks' });
    await bench.platform.post(place('C0001'), card);
    expect(messages('C0001').at(-1)?.blocks).toMatchObject([{ type: 'section' }, { type: 'section' }]);

    bench.sandbox.faults.add({ on: 'call', method: 'chat.postMessage', error: 'invalid_blocks', count: 2 });
    await bench.platform.post(place('C0001'), card);
    expect(messages('C0001').at(-1)).toMatchObject({ text: 'Recommended image\nubuntu' });
    expect(messages('C0001').at(-1)?.blocks).toBeUndefined();
  });
});

describe('where the bot may not write', () => {
  it.each([
    ['a channel it is not in', 'C0002', '/invite @ecs-image'],
    ['a private channel', 'C0003', '/invite @ecs-image'],
    ['a chat of two others', 'D0777', '/invite @ecs-image'],
    ['a group chat', 'G0777', '/invite @ecs-image'],
  ])(
    '%s: the answer goes to the asker’s direct chat, and the asker is told so there',
    async (_, channel, hint) => {
      const incoming = await asked(channel);

      const message = await bench.platform.post(incoming.place, card, { asker, incoming: incoming.id });

      expect(message.place).toEqual(place(direct()));
      expect(messages(direct()).at(-1)?.ts).toBe(message.ref);
      expect(whispered(channel).at(-1)).toMatchObject({
        ephemeral_for: 'U0001',
        text: expect.stringContaining(hint),
      });
      expect(whispered(channel).at(-1)?.text).toContain('私信');
    },
  );

  it('without a reply address the asker is told in the direct chat', async () => {
    await bench.platform.post(place('C0003'), card, { asker });

    expect(messages(direct()).at(-2)?.text).toContain('Recommended image');
    expect(messages(direct()).at(-1)?.text).toContain('/invite @ecs-image');
  });

  it.each([
    ['is_archived', '归档'],
    ['restricted_action_thread_only_channel', '设置'],
  ])('%s is told as what it is', async (error, words) => {
    bench.sandbox.faults.add({ on: 'call', method: 'chat.postMessage', error });

    await bench.platform.post(place('C0001'), card, { asker });

    expect(whispered('C0001').at(-1)).toMatchObject({
      ephemeral_for: 'U0001',
      text: expect.stringContaining(words),
    });
  });

  it('and nobody asked, it cannot be delivered', async () => {
    await expect(bench.platform.post(place('C0003'), card)).rejects.toBeInstanceOf(UndeliverableError);
  });

  it('nor to an asker on another platform', async () => {
    const options = { asker: { platform: 'dingtalk', id: 'staff-1', name: 'x' } };

    await expect(bench.platform.post(place('C0003'), card, options)).rejects.toBeInstanceOf(
      UndeliverableError,
    );
  });
});

describe('a whisper', () => {
  it('is seen by the asker alone, even where the bot is not a member', async () => {
    const incoming = await asked('C0003');

    await bench.platform.whisper(incoming, card);

    expect(whispered('C0003').at(-1)).toMatchObject({ ephemeral_for: 'U0001' });
  });

  it('goes on when the reply address is spent', async () => {
    const incoming = await asked('C0001');
    for (let use = 0; use < 6; use += 1) await bench.platform.whisper(incoming, card);

    expect(whispered('C0001').filter(({ text }) => text.startsWith('Recommended'))).toHaveLength(6);
    expect(calls('chat.postEphemeral').at(-1)?.ok).toBe(true);
  });

  it('answers a mention in the channel while its thread is empty, else in the thread', async () => {
    await bench.sandbox.gestures.mention({ user: 'U0001', channel: 'C0001', text: 'status' });
    const [first] = bench.received;
    if (!first) throw new Error('nothing received');
    await bench.platform.whisper(first, card);
    expect(whispered('C0001').at(-1)?.thread_ts).toBeUndefined();

    const { ref } = await bench.platform.post(first.place, card);
    expect(ref).toBeTruthy();
    await bench.sandbox.gestures.mention({
      user: 'U0001',
      channel: 'C0001',
      text: 'x',
      thread_ts: first.place.thread ?? '',
    });
    const second = bench.received.at(-1);
    if (second) await bench.platform.whisper(second, card);
    expect(whispered('C0001').at(-1)?.thread_ts).toBe(first.place.thread);
  });

  it('without any other way goes to the direct chat', async () => {
    const incoming = await asked('C0003');
    bench.replies.clear();

    await bench.platform.whisper(incoming, { title: 'No such image' });

    expect(messages(direct()).at(-1)?.text).toContain('No such image');
  });
});

describe('what Slack answers', () => {
  const post = () => bench.platform.post(place('C0001'), card);

  it('a rate limit says how long to wait', async () => {
    bench.sandbox.faults.add({ on: 'call', method: 'chat.postMessage', status: 429, retryAfter: 7 });

    const error = await post().catch((error: unknown) => error);

    expect(error).toBeInstanceOf(PaceError);
    expect(error).toMatchObject({ retryAfterMs: 7000 });
  });

  it('a post whose outcome is unknown is not sent again by us, and names no secret', async () => {
    bench.sandbox.faults.add({ on: 'call', method: 'chat.postMessage', takeThenFail: true });
    const before = messages('C0001').length;

    const error = await post().catch((error: unknown) => error);

    expect(String(error)).toBe('UnknownOutcomeError: Slack answered HTTP 502');
    expect(error).not.toBeInstanceOf(UndeliverableError);
    expect(messages('C0001')).toHaveLength(before + 1);
  });

  it('an edit is tried again', async () => {
    const message = await post();
    bench.sandbox.faults.add({ on: 'call', method: 'chat.update', status: 503 });

    await expect(bench.platform.update(message, card)).resolves.toEqual(message);
  });

  it.each(['message_not_found', 'cant_update_message', 'edit_window_closed'])(
    'an edit refused with %s is given up',
    async (error) => {
      bench.sandbox.faults.add({ on: 'call', method: 'chat.update', error });

      await expect(bench.platform.update({ place: place('C0001'), ref: '1.2' }, card)).rejects.toBeInstanceOf(
        UndeliverableError,
      );
    },
  );

  it('a bad token may become good again: it is no reason to give up a post', async () => {
    bench.sandbox.faults.add({ on: 'call', method: 'chat.postMessage', error: 'invalid_auth' });

    await expect(post()).rejects.not.toBeInstanceOf(UndeliverableError);
  });
});

describe('people and files', () => {
  it('each is spoken to in the language of their Slack', async () => {
    const before = calls('users.info').length;

    expect(await bench.platform.locale({ platform: 'slack', id: 'T0001:U0003', name: '' })).toBe('zh');
    expect(await bench.platform.locale({ platform: 'slack', id: 'T0001:U0004', name: '' })).toBe('en');
    expect(await bench.platform.locale({ platform: 'slack', id: 'T0001:U0004', name: '' })).toBe('en');
    expect(await bench.platform.locale({ platform: 'slack', id: 'T0001:U0999', name: '' })).toBe('en');
    expect(calls('users.info').length - before).toBe(3);
  });

  it('guests and unknown people are outsiders', async () => {
    const outsider = (id: string) =>
      bench.platform.outsider?.({ platform: 'slack', id: `T0001:${id}`, name: '' });

    expect(await outsider('U0001')).toBe(false);
    expect(await outsider('U0005')).toBe(true);
    expect(await outsider('U0999')).toBe(true);
  });

  it('a direct chat is reached by the person’s id', async () => {
    const message = await bench.platform.post(bench.platform.directly(asker), card);

    expect(message.place).toEqual(place(direct()));
  });

  it('a file is put into the thread', async () => {
    const root = await bench.platform.post(place('C0001'), card);

    await bench.platform.file(place('C0001', root.ref), {
      name: 'fleet.csv',
      content: Buffer.from('a,b\n'),
      title: 'Fleet',
    });

    expect(messages('C0001').at(-1)).toMatchObject({
      thread_ts: root.ref,
      files: [{ name: 'fleet.csv', title: 'Fleet', size: 4 }],
    });
  });
});
