import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { eventually, ops, startBench, type TestBench } from './adapter.ts';

let bench: TestBench | undefined;
afterEach(async () => {
  await bench?.stop();
  bench = undefined;
});

const say = (to: TestBench, text = 'help') =>
  to.sandbox.gestures.say({ user: 'staff-0001', conversation: ops, text });

describe('Stream mode', () => {
  it('takes what is said, and acknowledges it', async () => {
    bench = await startBench();

    const { acked } = await say(bench, '/ecs-image help');

    expect(acked).toBe(true);
    expect(bench.received).toMatchObject([{ kind: 'command', text: '/ecs-image help' }]);
    expect(bench.platform.trouble()).toBeUndefined();
  });

  it('asks for robot messages and card buttons, and no other events', async () => {
    bench = await startBench();

    const [link] = bench.sandbox.links();

    expect(link?.topics).toEqual(['/v1.0/im/bot/messages/get', '/v1.0/card/instances/callback']);
  });

  it('loses nothing that was delivered, and does nothing twice, while DingTalk moves its connections', async () => {
    bench = await startBench();
    const { sandbox, received } = bench;
    const outcomes: string[] = [];

    for (let round = 0; round < 5; round++) {
      const asking = Promise.all(Array.from({ length: 10 }, () => say(bench as TestBench)));
      sandbox.faults.add({ on: 'link', do: 'disconnect' });
      const dialled = sandbox.state.counters.dials;
      await eventually(
        () =>
          sandbox.state.counters.dials > dialled || sandbox.links().some(({ health }) => health === 'well'),
      );
      outcomes.push(
        ...(await asking).map(({ delivered, acked }) => (delivered ? String(acked) : 'undelivered')),
      );
    }

    const reached = outcomes.filter((outcome) => outcome !== 'undelivered');
    expect(new Set(reached)).toEqual(new Set(['true']));
    expect(received).toHaveLength(reached.length);
  });

  it.each(['drop', 'freeze'] as const)('comes back after its link was hit by a %s', async (fault) => {
    bench = await startBench({
      config: { timing: { ping: 50, dead: 200, drain: 100 } },
      options: { timings: { patience: 200 } },
    });
    const { sandbox, platform } = bench;
    const before = sandbox.links().map(({ id }) => id);

    sandbox.faults.add({ on: 'link', do: fault });
    await eventually(() =>
      sandbox.links().some(({ id, health }) => health === 'well' && !before.includes(id)),
    );
    await eventually(() => platform.trouble() === undefined);

    // For a while DingTalk still pushes to a link that is dead: messages there are lost, as on the real one.
    for (let heard = false; !heard; ) heard = (await say(bench)).acked;
    expect(bench.received.length).toBeGreaterThan(0);
  });

  it('leaves a link that answers pings but brings nothing', async () => {
    bench = await startBench({ config: { timing: { ping: 50, silent: 300, drain: 100 } } });
    const { sandbox } = bench;

    sandbox.faults.add({ on: 'link', do: 'zombie' });
    await eventually(() => sandbox.links().some(({ health }) => health === 'well'));
    await eventually(() => !sandbox.links().some(({ health }) => health === 'zombie'));

    expect((await say(bench)).acked).toBe(true);
  });

  it('survives a frame that is no frame', async () => {
    bench = await startBench();

    bench.sandbox.faults.add({ on: 'link', do: 'garbage' });
    const { acked } = await say(bench);

    expect(acked).toBe(true);
    expect(bench.logged()).toContain('odd frame');
    expect(bench.sandbox.connections()).toBe(1);
  });

  it('dials no more than five times in three seconds of refused handshakes', async () => {
    bench = await startBench({ before: ({ faults }) => faults.add({ on: 'upgrade', count: 0 }) });
    const { sandbox, platform } = bench;

    await new Promise((resolve) => setTimeout(resolve, 3000));

    expect(sandbox.state.counters.dials).toBeGreaterThan(1);
    expect(sandbox.state.counters.dials).toBeLessThanOrEqual(5);
    expect(platform.trouble()).toMatch(/Unexpected server response/);
  });

  it.each([
    ['unauthorized', /HTTP 401 \(client id or secret is wrong\)/],
    ['refuse', /HTTP 400 \(robot not published/],
    ['fail', /HTTP 5/],
  ] as const)('with connections refused (%s) tells why, and comes up later', async (fault, reason) => {
    bench = await startBench({ before: ({ faults }) => faults.add({ on: 'open', do: fault, count: 1 }) });
    const { platform } = bench;

    expect(platform.trouble()).toMatch(reason);
    await eventually(() => platform.trouble() === undefined);
    expect((await say(bench)).acked).toBe(true);
  });

  it('a failing store takes nothing down: it is acknowledged, and the person is told', async () => {
    bench = await startBench({
      intake: {
        receive: () => Promise.reject(new Error('no Redis')),
      },
    });
    const { said } = bench;

    expect((await say(bench)).acked).toBe(true);
    await eventually(() => said(ops).length > 0);

    expect(said(ops)).toMatchObject([{ content: { text: expect.stringContaining('无法确认') } }]);
    expect((await say(bench)).acked).toBe(true);
  });

  it('acknowledges in time though the store is slow', async () => {
    let release = () => {};
    const slow = new Promise<void>((resolve) => {
      release = resolve;
    });
    bench = await startBench({ intake: { receive: () => slow } });

    expect((await say(bench)).acked).toBe(true);
    expect(bench.said(ops)).toEqual([]);
    release();
  });

  it('finishes what runs before it stops, and dials no more', async () => {
    let release = () => {};
    let begun = false;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    bench = await startBench({
      intake: {
        receive() {
          begun = true;
          return held;
        },
      },
    });
    const { sandbox, platform } = bench;

    const asked = say(bench);
    await eventually(() => begun);
    const stopped = platform.stop();
    release();

    expect((await asked).acked).toBe(true);
    await stopped;
    await eventually(() => sandbox.connections() === 0);
  });

  it('names no secret in any line, nor on the console', async () => {
    const printed = (['log', 'info', 'warn', 'error'] as const).map((method) =>
      jest.spyOn(console, method).mockImplementation(() => {}),
    );
    bench = await startBench({ before: ({ faults }) => faults.add({ on: 'upgrade', count: 1 }) });
    const { sandbox, platform, replies } = bench;
    await eventually(() => platform.trouble() === undefined);
    await say(bench);
    sandbox.faults.add({ on: 'link', do: 'drop' });
    await eventually(() => sandbox.connections() === 0);

    const secrets = [sandbox.app.clientSecret, ...replies.values(), 'ticket=', 'session='];
    for (const secret of secrets) expect(bench.logged()).not.toContain(secret);
    for (const spy of printed) {
      expect(spy).not.toHaveBeenCalled();
      spy.mockRestore();
    }
  });
});
