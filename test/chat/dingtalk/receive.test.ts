import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Incoming } from '../../../src/chat/platform.ts';
import { eventually, ops, startBench, type TestBench } from './adapter.ts';

let bench: TestBench;
beforeAll(async () => {
  bench = await startBench({ options: { timings: { patience: 300 } } });
});
beforeEach(() => {
  bench.sandbox.faults.clear();
  bench.sandbox.configure({ published: true, tapMentionsRobot: true, cardAnswerIn: 'content' });
  bench.received.length = 0;
});
afterAll(() => bench.stop());

const last = (): Incoming | undefined => bench.received.at(-1);
const user = 'staff-0001';

describe('what people say', () => {
  it.each([
    ['with a slash', '/ecs-image recommend ubuntu'],
    ['without one', 'ecs-image recommend ubuntu'],
    ['in full width', '／ｅｃｓ－ｉｍａｇｅ　推荐　ｕｂｕｎｔｕ'],
  ])('in a group is a command: %s', async (_how, text) => {
    await bench.sandbox.gestures.say({ user, conversation: ops, text });

    expect(last()).toMatchObject({
      kind: 'command',
      text,
      account: { platform: 'dingtalk', id: 'staff-0001', name: '林小雨' },
      place: { platform: 'dingtalk', id: ops },
    });
    expect(last()?.id).toMatch(/^[\w.-]+$/);
    expect(last()).not.toHaveProperty('outsider');
  });

  it('may name the bot at the end', async () => {
    await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help', at: 'last' });

    expect(last()).toMatchObject({ text: 'help' });
  });

  it('in a direct chat is said in the place that is named by the person', async () => {
    await bench.sandbox.gestures.dm({ user, text: 'help' });

    expect(last()).toMatchObject({ text: 'help', place: { direct: true } });
    expect(last()?.place).toEqual(bench.platform.directly({ platform: 'dingtalk', id: user, name: '' }));
  });

  it('pasted with its formatting is still a command', async () => {
    await bench.sandbox.gestures.sayRich({
      user,
      conversation: ops,
      parts: [{ text: '/ecs-image ' }, { text: 'show i-1' }],
    });

    expect(last()).toMatchObject({ kind: 'command', text: '/ecs-image show i-1' });
  });

  it.each(['audio', 'video', 'file', 'picture', 'unknown'] as const)(
    'is not a command when it is no text: %s',
    async (kind) => {
      await bench.sandbox.gestures.dm({ user, text: 'help' });
      const conversation = bench.sandbox.state.messages.at(-1)?.conversation ?? '';
      bench.received.length = 0;

      const { acked } = await bench.sandbox.gestures.send({ user, conversation, kind });

      expect(acked).toBe(true);
      expect(bench.received).toEqual([]);
    },
  );

  it('is the same delivery when it is pushed twice', async () => {
    bench.sandbox.faults.add({ on: 'push', do: 'duplicate' });

    await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });
    await eventually(() => pushes().length === 2 && pushes().every(({ outcome }) => outcome === 'acked'));

    expect(bench.received).toHaveLength(1);
  });

  it('is the same delivery when its acknowledgement got lost and it comes again', async () => {
    bench.sandbox.faults.add({ on: 'ack', count: 2 });

    await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });
    bench.sandbox.advance(16_000);
    await eventually(() => pushes().length === 2);
    bench.sandbox.advance(60_000);
    await eventually(() => pushes().at(-1)?.outcome === 'acked');

    expect(pushes()).toHaveLength(3);
    expect(bench.received).toHaveLength(1);
  });

  const pushes = () => {
    const { deliveries } = bench.sandbox.state;
    return deliveries.filter(({ id }) => id === deliveries.at(-1)?.id);
  };
});

describe('who may not be trusted', () => {
  it('is a guest of another organisation', async () => {
    await bench.sandbox.gestures.say({ user: 'outsider-0001', conversation: ops, text: 'help' });

    expect(last()).toMatchObject({
      outsider: true,
      account: { id: expect.stringMatching(/^outsider\.[0-9a-f]+$/) },
    });
  });

  it('is everybody while the robot is not published', async () => {
    bench.sandbox.configure({ published: false });

    await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });

    expect(last()).toMatchObject({ outsider: true, account: { id: expect.stringMatching(/^outsider\./) } });
  });
});

describe('a spent quota', () => {
  afterEach(() => {
    bench.sandbox.state.settings.limits.streamUnits = 3000;
  });

  it('is logged, and nothing is answered', async () => {
    bench.sandbox.state.settings.limits.streamUnits = 0;

    const { acked } = await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });

    expect(acked).toBe(true);
    expect(bench.received).toEqual([]);
    expect(bench.logged()).toContain('quota of this month is used up');
  });
});

describe('an answer to a quoted request', () => {
  const prompt = {
    title: 'Replace?',
    locale: 'zh' as const,
    buttons: [{ action: 'approve', record: 'rq_7f3a2k', label: '批准', typed: 'approve rq_7f3a2k' }],
  };
  const place = { platform: 'dingtalk', id: ops };

  it.each([
    ['同意', 'approve rq_7f3a2k'],
    ['同意。', 'approve rq_7f3a2k'],
    ['Approve', 'approve rq_7f3a2k'],
    ['拒绝 现在是高峰', 'deny rq_7f3a2k 现在是高峰'],
    ['取消', 'cancel rq_7f3a2k'],
    ['这是什么？', '这是什么？'],
  ])('%s is %s', async (text, command) => {
    await bench.platform.post(place, prompt, { request: 'rq_7f3a2k' });
    const message = bench.said(ops).at(-1)?.id ?? '';

    await bench.sandbox.gestures.quote({ user, message, text });

    expect(last()).toMatchObject({ kind: 'command', text: command });
  });

  it.each(['reply', 'original', 'legacy'] as const)('is known in every client: %s', async (as) => {
    await bench.platform.post(place, prompt, { request: 'rq_7f3a2k' });
    const message = bench.said(ops).at(-1)?.id ?? '';

    await bench.sandbox.gestures.quote({ user, message, text: '同意', as });

    expect(last()).toMatchObject({ text: 'approve rq_7f3a2k' });
  });

  const replanned = {
    ...prompt,
    buttons: [
      { action: 'approve', record: 'rq_7f3a2k/0d21c4ff', label: '批准', typed: 'approve rq_7f3a2k 0d21c4' },
      { action: 'deny', record: 'rq_7f3a2k', label: '拒绝', typed: 'deny rq_7f3a2k' },
    ],
  };

  it.each(['reply', 'legacy'] as const)('names the plan that was made anew: %s', async (as) => {
    // By the reply address no key is told: the quoted links alone name it.
    if (as === 'legacy') await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });
    if (as === 'legacy') bench.sandbox.configure({ scopes: [] });
    await bench.platform.post(place, replanned, { request: 'rq_7f3a2k' });
    bench.sandbox.configure({ scopes: ['qyapi_robot_sendmsg'] });
    const message = bench.said(ops).at(-1)?.id ?? '';

    await bench.sandbox.gestures.quote({ user, message, text: '同意', as });
    await bench.sandbox.gestures.quote({ user, message, text: '拒绝', as });

    expect(bench.received.slice(-2)).toMatchObject([
      { text: 'approve rq_7f3a2k 0d21c4' },
      { text: 'deny rq_7f3a2k' },
    ]);
  });

  it.each([
    ['an id', 'rq_evil01'],
    ['a link', '[x](dtmd://dingtalkclient/sendMessage?content=%2Fecs-image%20approve%20rq_evil01)'],
  ])('takes nothing that the bot only repeats: %s', async (_what, words) => {
    await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });
    const body = [
      { kind: 'text' as const, text: words },
      { kind: 'output' as const, text: words },
    ];
    await bench.platform.post(place, { title: words, body, footer: words, locale: 'zh' });
    const message = bench.said(ops).at(-1)?.id ?? '';

    await bench.sandbox.gestures.quote({ user, message, text: '同意', as: 'legacy' });

    expect(last()).toMatchObject({ text: 'approve' });
  });

  it('that somebody else wrote down is none', async () => {
    const { message = '' } = await bench.sandbox.gestures.say({
      user: 'staff-0003',
      conversation: ops,
      text: '今天吃什么 rq_7f3a2k',
      at: false,
    });

    await bench.sandbox.gestures.quote({ user, message, text: '同意' });

    expect(last()).toMatchObject({ text: 'approve' });
  });
});

describe('a button', () => {
  it('with a whole command sends it as the person who taps', async () => {
    const place = { platform: 'dingtalk', id: ops };
    const buttons = [
      { action: 'approve', record: 'rq_7f3a2k', label: '批准', typed: 'approve rq_7f3a2k' },
      { action: 'retry', record: 'rq_7f3a2k', label: '重试' },
      { action: 'pick', record: 'cn-hangzhou/m-1', label: '使用', typed: '/ecs-image replace i-… m-1' },
    ];
    await bench.platform.post(place, { title: 'Card', buttons }, { request: 'rq_7f3a2k' });
    const message = bench.said(ops).at(-1)?.id ?? '';

    for (const button of ['批准', '重试', '使用'])
      await bench.sandbox.gestures.tap({ user: 'staff-0002', message, button });

    expect(bench.received).toMatchObject([
      { kind: 'command', text: '/ecs-image approve rq_7f3a2k', account: { id: 'staff-0002' } },
      { kind: 'click', action: 'retry', record: 'rq_7f3a2k' },
      { kind: 'click', action: 'pick', record: 'cn-hangzhou/m-1' },
    ]);
  });
});
