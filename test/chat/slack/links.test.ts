import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { backoffMs } from '../../../src/chat/waiting.ts';
import { eventually, startBench, type TestBench } from './adapter.ts';

let bench: TestBench | undefined;
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});

const slash = ({ sandbox }: Pick<TestBench, 'sandbox'>, text = 'help') =>
  sandbox.gestures.slash({ user: 'U0002', channel: 'C0001', text });

describe('Socket Mode', () => {
  it('keeps two links, and takes what comes over either', async () => {
    bench = await startBench();

    expect(bench.sandbox.connections()).toBe(2);
    for (const text of ['a', 'b', 'c', 'd']) await slash(bench, text);
    expect(bench.received).toHaveLength(4);
  });

  it.each(['refresh_requested', 'warning', 'link_disabled'] as const)(
    'loses nothing while Slack ends one link after the other (%s)',
    async (reason) => {
      bench = await startBench();
      const { sandbox, received } = bench;
      const outcomes: string[] = [];
      let refreshed = false;
      const asking = (async () => {
        while (!refreshed) outcomes.push((await slash({ sandbox }, `n${outcomes.length}`)).outcome);
      })();

      for (const connection of [0, 0, 0]) {
        sandbox.faults.add({ on: 'socket', do: 'disconnect', reason, leaveOpen: true, connection });
        await eventually(() => sandbox.connections() === 2);
      }
      refreshed = true;
      await asking;

      expect(new Set(outcomes)).toEqual(new Set(['acked']));
      expect(received).toHaveLength(outcomes.length);
    },
  );

  it('comes back after its links were cut', async () => {
    bench = await startBench();
    const { sandbox, platform } = bench;

    sandbox.faults.add({ on: 'socket', do: 'kill' });
    await eventually(() => platform.trouble() !== undefined);
    await eventually(() => platform.trouble() === undefined && sandbox.connections() === 2);

    expect((await slash(bench)).acked).toBe(true);
  });

  it.each(['malformed', 'app_rate_limited'] as const)('ignores a frame that is %s', async (frame) => {
    bench = await startBench();

    bench.sandbox.faults.add({ on: 'socket', do: frame });
    await slash(bench);

    expect(bench.received).toHaveLength(1);
    expect(bench.sandbox.connections()).toBe(2);
    expect(bench.logged()).toContain('odd frame');
  });

  it('goes on through 503s of apps.connections.open', async () => {
    bench = await startBench({
      before: ({ faults }) => faults.add({ on: 'connect', refuse: '503', count: 4 }),
    });
    const { platform } = bench;

    expect(platform.trouble()).toMatch(/^no connection to Slack: HTTP 503/);
    await eventually(() => platform.trouble() === undefined);
    expect((await slash(bench)).acked).toBe(true);
  });

  it('with a bad app token tells so, and goes on trying', async () => {
    bench = await startBench({
      before: ({ faults }) =>
        faults.add({ on: 'call', method: 'apps.connections.open', error: 'invalid_auth', count: 4 }),
    });
    const { platform } = bench;

    expect(platform.trouble()).toBe('no connection to Slack: invalid_auth');
    await eventually(() => platform.trouble() === undefined);
    expect((await slash(bench)).acked).toBe(true);
  });

  it('with a bad bot token tells so, and stops when told', async () => {
    bench = await startBench({ config: { botToken: 'xoxb-wrong-token' } });

    expect(bench.platform.trouble()).toBe('Slack refuses the bot token: invalid_auth');
    expect(bench.sandbox.connections()).toBe(0);
    expect(bench.logged()).not.toContain('xoxb-wrong');
  });

  it('with Slack down at the start tells so, and comes up with it', async () => {
    bench = await startBench({
      before: ({ faults }) => faults.add({ on: 'call', method: 'auth.test', status: 503, count: 4 }),
    });
    const { platform } = bench;

    expect(platform.trouble()).toContain('HTTP 503');
    await eventually(() => platform.trouble() === undefined);
    expect((await slash(bench)).acked).toBe(true);
  });

  it('finishes what runs before it stops', async () => {
    let release = () => {};
    let begun = false;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const receive = () => {
      begun = true;
      return held;
    };
    bench = await startBench({ intake: { receive } });

    const asked = slash(bench);
    await eventually(() => begun);
    const stopped = bench.platform.stop();
    release();

    expect((await asked).acked).toBe(true);
    await stopped;
    await eventually(() => bench?.sandbox.connections() === 0);
  });
});

describe('HTTP mode', () => {
  const signed = async (to: TestBench, { shift = 0, secret = to.sandbox.app.signingSecret } = {}) => {
    const body = new URLSearchParams({
      command: '/ecs-image',
      text: 'help',
      team_id: 'T0001',
      user_id: 'U0002',
      user_name: 'maya',
      channel_id: 'C0001',
      trigger_id: '1.2.3',
      response_url: `${to.sandbox.url}/hooks/x`,
    }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000) + shift);
    const signature = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
    const send = () =>
      fetch(`http://127.0.0.1:${to.platform.port()}/slack/events`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-slack-request-timestamp': timestamp,
          'x-slack-signature': `v0=${signature}`,
        },
      }).then(({ status }) => status);
    return send;
  };

  it.each([
    ['of now', 0, 200],
    ['of four minutes ahead', 240, 200],
    ['of six minutes ahead', 360, 401],
    ['of six minutes ago', -360, 401],
  ])('a request %s is answered rightly', async (_, shift, status) => {
    bench = await startBench({ mode: 'http' });

    expect(await (await signed(bench, { shift }))()).toBe(status);
    expect(bench.received).toHaveLength(status === 200 ? 1 : 0);
  });

  it('a request sent again is refused, even at the same moment', async () => {
    bench = await startBench({ mode: 'http' });
    const send = await signed(bench);

    expect((await Promise.all([send(), send()])).sort()).toEqual([200, 401]);
    expect(await send()).toBe(401);
  });

  it('a wrong signature is refused, and does not lock out the right one', async () => {
    bench = await startBench({ mode: 'http' });

    expect(await (await signed(bench, { secret: 'wrong' }))()).toBe(401);
    expect(await (await signed(bench))()).toBe(200);
  });

  it('serves further routes while Slack is down', async () => {
    bench = await startBench({
      mode: 'http',
      before: ({ faults }) => faults.add({ on: 'call', method: 'auth.test', status: 503, count: 5 }),
      config: {
        routes: [{ path: '/healthz', method: 'GET', handler: (_, response) => void response.end('so so') }],
      },
    });
    const { platform } = bench;

    const health = await fetch(`http://127.0.0.1:${platform.port()}/healthz`);

    expect(await health.text()).toBe('so so');
    expect(platform.trouble()).toContain('HTTP 503');
    await eventually(() => platform.trouble() === undefined);
  });
});

describe('the wait between two tries', () => {
  it.each([
    [0, 0],
    [1, 200],
    [2, 400],
    [8, 25_600],
    [9, 30_000],
    [40, 30_000],
  ])('after %i failures is at most %i ms', (failures, ms) => {
    expect(backoffMs(failures, { random: () => 1 })).toBe(ms);
    expect(backoffMs(failures, { random: () => 0 })).toBe(ms / 2);
  });
});
