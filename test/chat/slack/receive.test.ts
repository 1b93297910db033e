import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Form } from '../../../src/chat/card.ts';
import type { Intake } from '../../../src/chat/platform.ts';
import { importForm } from '../../renders/cards.ts';
import { eventually, startBench, type TestBench } from './adapter.ts';

describe.each(['socket', 'http'] as const)('what people do reaches the intake once, over %s', (mode) => {
  let bench: TestBench;
  let receive: Intake['receive'] | undefined;
  let form: Form | undefined;
  let wrong: Record<string, string> | undefined;

  beforeAll(async () => {
    bench = await startBench({
      mode,
      intake: {
        form: (incoming) => (incoming.kind === 'command' && incoming.text === 'import' ? form : undefined),
        judge: () => wrong,
      },
      options: { timings: { ack: 500, retries: [0, 50, 100] } },
    });
    const store = bench.intake.receive;
    bench.intake.receive = async (incoming) => (receive ?? store)(incoming);
  });
  beforeEach(() => {
    bench.received.length = 0;
    receive = undefined;
    form = importForm;
    wrong = undefined;
    bench.sandbox.faults.clear();
  });
  afterAll(() => bench.stop());

  const said = () => bench.sandbox.state.messages.get('C0001') ?? [];

  it('a slash command is stored, then acknowledged in silence', async () => {
    const { acked, ack } = await bench.sandbox.gestures.slash({
      user: 'U0002',
      channel: 'C0001',
      text: 'help',
    });

    expect({ acked, ack }).toEqual({ acked: true, ack: mode === 'socket' ? {} : '' });
    expect(bench.received).toMatchObject([
      {
        kind: 'command',
        text: 'help',
        account: { platform: 'slack', id: 'T0001:U0002' },
        place: { id: 'T0001:C0001' },
      },
    ]);
    expect(bench.replies.get(bench.received[0]?.id ?? '')).toContain('/hooks/');
  });

  it('a mention and a direct message are commands too', async () => {
    const { ts } = await bench.sandbox.gestures.mention({ user: 'U0002', channel: 'C0001', text: 'status' });
    await bench.sandbox.gestures.dm({ user: 'U0002', text: '帮助' });

    expect(bench.received).toMatchObject([
      { text: 'status', place: { id: 'T0001:C0001', thread: ts } },
      { text: '帮助', place: { id: expect.stringMatching(/^T0001:D/) } },
    ]);
  });

  it('a delivery that comes twice is the same', async () => {
    bench.sandbox.faults.add({ on: 'deliver', do: 'duplicate' });
    await bench.sandbox.gestures.mention({ user: 'U0002', channel: 'C0001', text: 'status' });
    bench.sandbox.faults.add({ on: 'deliver', do: 'duplicate' });
    await bench.sandbox.gestures.slash({ user: 'U0002', channel: 'C0001', text: 'help' });

    expect(bench.received.map(({ kind }) => kind)).toEqual(['command', 'command']);
  });

  it('a click brings its action and record', async () => {
    const place = { platform: 'slack', id: 'T0001:C0001' };
    const buttons = [
      { action: 'approve', record: 'rq_1', label: 'Approve' },
      { action: 'deny', record: 'rq_1', label: 'Deny' },
    ];
    const { ref } = await bench.platform.post(place, { title: 'Replace?', buttons });

    await bench.sandbox.gestures.click({
      user: 'U0002',
      channel: 'C0001',
      message_ts: ref,
      action_id: 'deny:1',
    });

    expect(bench.received).toMatchObject([
      {
        kind: 'click',
        action: 'deny',
        record: 'rq_1',
        message: { place, ref },
        place: { ...place, thread: ref },
      },
    ]);
  });

  it('a command that is not stored is told so to its asker, in their language', async () => {
    receive = async () => {
      throw new Error('no Redis');
    };

    const { acked } = await bench.sandbox.gestures.slash({ user: 'U0001', channel: 'C0001', text: '列表' });

    expect(acked).toBe(true);
    expect(said().at(-1)).toMatchObject({
      ephemeral_for: 'U0001',
      text: expect.stringContaining('无法确认'),
    });
  });

  it('a click that is not stored is told so to the one who clicked', async () => {
    const buttons = [{ action: 'approve', record: 'rq_1', label: 'Approve' }];
    const { ref } = await bench.platform.post(
      { platform: 'slack', id: 'T0001:C0001' },
      { title: '?', buttons },
    );
    receive = async () => {
      throw new Error('no Redis');
    };

    const { acked } = await bench.sandbox.gestures.click({
      user: 'U0004',
      channel: 'C0001',
      message_ts: ref,
      action_id: 'approve:0',
    });

    expect(acked).toBe(true);
    await eventually(() => said().at(-1)?.ephemeral_for === 'U0004');
    expect(said().at(-1)?.text).toContain('could not make sure');
  });

  it('a mention that is not stored comes again until it is', async () => {
    const store = bench.intake.receive;
    let times = 0;
    receive = async (incoming) => {
      times += 1;
      if (times === 1) throw new Error('no Redis');
      receive = undefined;
      await store(incoming);
    };

    await bench.sandbox.gestures.mention({ user: 'U0002', channel: 'C0001', text: 'status' });

    await eventually(() => bench.received.length === 1);
    expect(times).toBe(2);
  });

  it('a mention that is never stored is told so to its author in the end', async () => {
    receive = async () => {
      throw new Error('no Redis');
    };

    await bench.sandbox.gestures.mention({ user: 'U0001', channel: 'C0001', text: 'status' });

    await eventually(() => said().at(-1)?.ephemeral_for === 'U0001');
    expect(said().at(-1)?.text).toContain('无法确认');
    expect(bench.sandbox.state.deliveries.at(-1)).toMatchObject({ retryAttempt: 3 });
  });

  it('missing arguments open a form; its answers are judged, then taken, and it closes', async () => {
    const { stacks, views } = bench.sandbox.state;
    const opened = await bench.sandbox.gestures.slash({ user: 'U0002', channel: 'C0001', text: 'import' });
    const [view_id = ''] = stacks.get('U0002') ?? [];

    expect(opened.acked).toBe(true);
    expect(bench.received).toEqual([]);
    expect(views.get(view_id)?.title).toMatchObject({ text: expect.stringContaining('Import') });

    wrong = { name: 'Choose another name' };
    const refused = await bench.sandbox.gestures.submitView({ user: 'U0002', view_id });

    expect(refused.errors).toEqual({ name: 'Choose another name' });
    expect(bench.received).toEqual([]);

    wrong = undefined;
    const values = { name: { answer: 'web-1' } };
    const taken = await bench.sandbox.gestures.submitView({ user: 'U0002', view_id, values });

    expect(taken.errors).toEqual({});
    expect(stacks.get('U0002') ?? []).toEqual([]);
    expect(bench.received).toMatchObject([
      {
        kind: 'form',
        form: 'import',
        place: { id: 'T0001:C0001' },
        values: { source: 'oss://images/a.qcow2', os: 'linux', name: 'web-1' },
      },
    ]);
    expect(bench.replies.has(bench.received[0]?.id ?? '')).toBe(true);
  });

  it('a command that comes twice opens one form', async () => {
    bench.sandbox.faults.add({ on: 'deliver', do: 'duplicate' });
    const before = said().length;

    await bench.sandbox.gestures.slash({ user: 'U0002', channel: 'C0001', text: 'import' });

    const open = bench.sandbox.state.stacks.get('U0002') ?? [];
    expect(open).toHaveLength(1);
    expect(said()).toHaveLength(before);
    await bench.sandbox.gestures.closeView({ user: 'U0002', view_id: open[0] ?? '' });
  });

  it('a form whose answers are not stored stays open and says so', async () => {
    await bench.sandbox.gestures.slash({ user: 'U0002', channel: 'C0001', text: 'import' });
    const [view_id = ''] = bench.sandbox.state.stacks.get('U0002') ?? [];
    receive = async () => {
      throw new Error('no Redis');
    };

    const { errors } = await bench.sandbox.gestures.submitView({ user: 'U0002', view_id });

    expect(errors).toEqual({ source: expect.stringContaining('could not make sure') });
    await bench.sandbox.gestures.closeView({ user: 'U0002', view_id });
  });

  it('a form that Slack does not open is told so', async () => {
    bench.sandbox.faults.add({ on: 'call', method: 'views.open', error: 'expired_trigger_id' });

    await bench.sandbox.gestures.slash({ user: 'U0002', channel: 'C0001', text: 'import' });

    expect(said().at(-1)).toMatchObject({
      ephemeral_for: 'U0002',
      text: expect.stringContaining('did not open'),
    });
  });

  it('no token, trigger or reply address is in any log line', async () => {
    const { botToken, appToken, signingSecret } = bench.sandbox.app;

    for (const secret of [
      botToken,
      appToken,
      signingSecret,
      '/hooks/',
      ...bench.sandbox.state.triggers.keys(),
    ])
      expect(bench.logged()).not.toContain(secret);
  });
});
