import { afterAll, describe, expect, it } from '@jest/globals';
import { localSlack, section } from './local-slack.ts';

const { slack, client, call, control } = await localSlack();

afterAll(() => slack.stop());

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
