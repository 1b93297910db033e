import { afterAll, describe, expect, it } from '@jest/globals';
import { button, cell, localSlack, plain, section } from './local-slack.ts';

const { slack, call, control, pass } = await localSlack();

afterAll(() => slack.stop());

const modal = (...blocks: unknown[]) => ({
  type: 'modal',
  title: plain('A form'),
  submit: plain('Send'),
  blocks,
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
    pass(3001);
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
