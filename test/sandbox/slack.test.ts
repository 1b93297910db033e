import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import bolt from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import { type SandboxSlack, startSlack } from '../../sandbox/slack/index.ts';
import { listen, told } from './small-app.ts';

const { App, HTTPReceiver, LogLevel, SocketModeReceiver } = bolt;
type BoltApp = InstanceType<typeof App>;

const quiet = { retryConfig: { retries: 0 } };

const button = (value: string, action_id = 'go') => ({
  type: 'button' as const,
  action_id,
  value,
  text: { type: 'plain_text' as const, text: value },
});

describe.each(['socket', 'http'] as const)('the sandbox Slack, driven by Bolt in %s mode', (mode) => {
  let slack: SandboxSlack;
  let app: BoltApp;
  let client: WebClient;
  let socket: InstanceType<typeof SocketModeReceiver> | undefined;

  beforeAll(async () => {
    slack = await startSlack({ timings: { ack: 400, trigger: 400, retries: [0, 20, 20] } });
    const { botId, botUserId, botToken, appToken, signingSecret } = slack.app;
    const shared = {
      token: botToken,
      botId,
      botUserId,
      convoStore: false as const,
      logLevel: LogLevel.ERROR,
    };
    const clientOptions = { slackApiUrl: slack.apiUrl, ...quiet };
    const logLevel = LogLevel.ERROR;
    if (mode === 'socket') {
      // Its own options: it changes the object it is given (facts/slack.md §0.7).
      const installerOptions = { clientOptions: { slackApiUrl: slack.apiUrl } };
      socket = new SocketModeReceiver({ appToken, logLevel, clientPingTimeout: 200, installerOptions });
    }
    const receiver = socket ?? new HTTPReceiver({ signingSecret, logLevel });
    app = new App({ ...shared, clientOptions, receiver });
    listen(app);
    const server = await app.start(0);
    if (mode === 'http') {
      const address = server && 'address' in server ? server.address() : null;
      if (!address || typeof address === 'string') throw new Error('Bolt does not listen');
      slack.state.mode = { mode: 'http', requestUrl: `http://127.0.0.1:${address.port}/slack/events` };
    }
    client = new WebClient(botToken, clientOptions);
  });

  afterEach(() => {
    slack.faults.clear();
    Object.assign(told, { failures: [], clicks: [], names: [], mentions: [] });
  });

  afterAll(async () => {
    if (socket) await socket.client.disconnect();
    else await app.stop();
    await slack.stop();
  });

  const seen = (user: string, channel = 'C0001'): SandboxMessage[] =>
    (slack.state.messages.get(channel) ?? []).filter(
      ({ ephemeral_for }) => !ephemeral_for || ephemeral_for === user,
    );

  it('acknowledges a command and shows the answer to the asker alone', async () => {
    const done = await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'hi @maya' });

    expect(done).toMatchObject({ acked: true, outcome: 'acked' });
    expect(seen('U0001').at(-1)).toMatchObject({ text: 'you said hi <@U0002|maya>', ephemeral_for: 'U0001' });
    expect(seen('U0003').map(({ text }) => text)).not.toContain('you said hi <@U0002|maya>');
  });

  it('shows an in_channel answer to all, after the words that asked', async () => {
    await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'all' });

    expect(
      seen('U0003')
        .slice(-2)
        .map(({ text }) => text),
    ).toEqual(['/ecs-image all', 'for all']);
  });

  it('tells the asker of a timeout when the app is slow', async () => {
    const done = await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'slow' });

    expect(done.outcome).toBe('timeout');
    expect(seen('U0001').at(-1)).toMatchObject({ notice: 'operation_timeout', user: 'USLACKBOT' });
    expect(seen('U0003').at(-1)?.notice).toBeUndefined();
  });

  it('sends a click with the message it is on, and lets the response_url replace it', async () => {
    const { ts = '' } = await client.chat.postMessage({
      channel: 'C0001',
      text: 'choose',
      blocks: [{ type: 'actions', elements: [button('yes'), button('no', 'stop')] }],
    });

    const done = await slack.gestures.click({
      user: 'U0002',
      channel: 'C0001',
      message_ts: ts,
      action_id: 'go',
    });

    expect(done.acked).toBe(true);
    expect(told.clicks).toMatchObject([
      {
        user: { id: 'U0002' },
        container: { message_ts: ts, is_ephemeral: false },
        actions: [{ value: 'yes' }],
      },
    ]);
    await until(() => seen('U0002').find((message) => message.ts === ts)?.text === 'done');
  });

  it('lets nobody click what is not there or not theirs', async () => {
    await client.chat.postEphemeral({
      channel: 'C0001',
      user: 'U0001',
      text: 'yours',
      blocks: [{ type: 'actions', elements: [button('yes')] }],
    });
    const message_ts = seen('U0001').at(-1)?.ts ?? '';
    const aim = { channel: 'C0001', message_ts, action_id: 'go' };

    await expect(slack.gestures.click({ ...aim, user: 'U0003' })).rejects.toMatchObject({ status: 404 });
    await expect(slack.gestures.click({ ...aim, user: 'U0001', value: 'no' })).rejects.toMatchObject({
      status: 404,
    });
    await expect(client.chat.update({ channel: 'C0001', ts: message_ts, text: 'x' })).rejects.toThrow(
      /message_not_found/,
    );
  });

  it('opens a form, shows its errors, and closes it when it is accepted', async () => {
    await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'form' });
    await until(() => (slack.state.stacks.get('U0001') ?? []).length === 1);
    const view_id = slack.state.stacks.get('U0001')?.[0] ?? '';
    const submit = (value: string) =>
      slack.gestures.submitView({ user: 'U0001', view_id, values: { name: { value } } });

    await expect(submit('')).rejects.toMatchObject({ reason: expect.stringContaining('required') });
    await expect(submit('far too long')).rejects.toMatchObject({ status: 400 });
    expect(await submit('bad')).toMatchObject({ errors: { name: 'not this one' } });
    const { options } = await slack.gestures.suggest({
      user: 'U0001',
      view_id,
      action_id: 'image',
      value: 'ub',
    });
    expect(options).toMatchObject([{ value: 'm-ub' }]);
    await slack.gestures.viewSelect({ user: 'U0001', view_id, action_id: 'image', selected_option: 'm-ub' });
    expect(await submit('good')).toMatchObject({ errors: {} });

    expect(slack.state.stacks.get('U0001')).toEqual([]);
    expect(told.names).toEqual(['bad', 'good']);
  });

  it('answers a mention in its thread', async () => {
    const { ts = '' } = await slack.gestures.mention({ user: 'U0001', channel: 'C0001', text: 'status' });
    await until(() => seen('U0001').some(({ thread_ts, text }) => thread_ts === ts && text === 'here'));

    expect(told.mentions).toEqual(['<@UBOT0001> status']);
    expect(seen('U0001').find((message) => message.ts === ts)).toMatchObject({ reply_count: 1 });
  });

  it('takes five answers by response_url and refuses the sixth', async () => {
    await slack.gestures.slash({ user: 'U0001', channel: 'C0002', text: 'answers' });
    await until(() => told.failures.length > 0);

    expect(seen('U0001', 'C0002').map(({ text }) => text)).toEqual(
      [1, 2, 3, 4, 5].map((nth) => `answer ${nth}`),
    );
    expect(told.failures).toEqual(['slack_bolt_respond_error']);
  });

  it('delivers twice when asked to', async () => {
    slack.faults.add({ on: 'deliver', do: 'duplicate' });

    await slack.gestures.mention({ user: 'U0001', channel: 'C0001', text: 'twice' });
    await until(() => told.mentions.length === 2);

    expect(told.mentions).toEqual(['<@UBOT0001> twice', '<@UBOT0001> twice']);
  });

  it('sends an event again when nobody acknowledged it', async () => {
    slack.faults.add({ on: 'deliver', do: 'drop' });

    const done = await slack.gestures.mention({ user: 'U0001', channel: 'C0001', text: 'again' });
    await until(() => told.mentions.length === 1);

    expect(done).toMatchObject({ acked: false, outcome: 'dropped' });
    expect(slack.state.deliveries.at(-1)).toMatchObject({ retryAttempt: 1 });
  });

  if (mode === 'socket') {
    it('refreshes a connection, and the app comes back', async () => {
      slack.faults.add({ on: 'socket', do: 'disconnect', reason: 'refresh_requested' });
      expect(await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'lost' })).toMatchObject({
        delivered: false,
        outcome: 'undeliverable',
      });
      await until(() => slack.connections() === 1);

      expect(await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'back' })).toMatchObject({
        acked: true,
      });
    });
  } else {
    it.each(['future_timestamp', 'replay'] as const)('sees stock Bolt take a %s', async (fault) => {
      slack.faults.add({ on: 'deliver', do: fault });
      const before = slack.state.deliveries.length;

      await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'x' });

      const outcomes = slack.state.deliveries.slice(before).map(({ outcome }) => outcome);
      expect(outcomes).toEqual(fault === 'replay' ? ['acked', 'acked'] : ['acked']);
    });

    it.each(['bad_signature', 'old_timestamp'] as const)('sees Bolt refuse a %s', async (fault) => {
      slack.faults.add({ on: 'deliver', do: fault });

      const done = await slack.gestures.slash({ user: 'U0001', channel: 'C0001', text: 'x' });

      expect(done.outcome).toBe('refused');
      expect(slack.state.deliveries.at(-1)?.status).toBe(401);
    });
  }
});

async function until(claim: () => boolean) {
  while (!claim()) await new Promise((resolve) => setTimeout(resolve, 5));
}
