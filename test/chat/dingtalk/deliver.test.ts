import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Card } from '../../../src/chat/card.ts';
import {
  type Account,
  type Incoming,
  PaceError,
  type Place,
  UndeliverableError,
  UnknownOutcomeError,
} from '../../../src/chat/platform.ts';
import { cards } from '../../renders/cards.ts';
import { eventually, ops, startBench, type TestBench } from './adapter.ts';

const asker: Account = { platform: 'dingtalk', id: 'staff-0001', name: '林小雨' };
const place: Place = { platform: 'dingtalk', id: ops };
const card: Card = { title: 'Recommended image', locale: 'en', body: [{ kind: 'text', text: 'ubuntu' }] };
const request = 'rq_7f3a2k';
const prompt: Card = {
  ...card,
  tone: 'ask',
  buttons: [
    { action: 'approve', record: request, label: 'Approve', typed: `approve ${request}` },
    { action: 'deny', record: request, label: 'Deny', typed: `deny ${request}` },
    { action: 'cancel', record: request, label: 'Cancel', typed: `cancel ${request}` },
  ],
};
const replanned: Card = {
  ...prompt,
  buttons: [
    {
      action: 'approve',
      record: `${request}/0d21c4ff01234567`,
      label: 'Approve',
      typed: `approve ${request} 0d21c4`,
    },
  ],
};
const create = '/v1.0/card/instances/createAndDeliver';
const upload = '/media/upload';
const groupSend = '/v1.0/robot/groupMessages/send';
const directSend = '/v1.0/robot/oToMessages/batchSend';

let bench: TestBench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.stop());

const calls = (path: string) => bench.sandbox.state.calls.filter((call) => call.path === path);
const withoutScope = () => bench.sandbox.configure({ scopes: [] });

/** Something said, so that a reply address is there. */
async function asked(user = 'staff-0001'): Promise<Incoming> {
  await bench.sandbox.gestures.say({ user, conversation: ops, text: 'help' });
  const incoming = bench.received.at(-1);
  if (!incoming) throw new Error('nothing received');
  return incoming;
}
function direct(staff = 'staff-0001'): string {
  const all = [...bench.sandbox.state.conversations.values()];
  return all.find(({ type, members }) => type === 'direct' && members.includes(staff))?.id ?? '';
}

describe('a card', () => {
  it.each(Object.keys(cards))('%s is taken by either way of sending', async (name) => {
    await bench.platform.post(place, cards[name] ?? card);
    await asked();
    await bench.platform.post(place, cards[name] ?? card);

    expect(new Set(bench.said(ops).map(({ via }) => via))).toEqual(new Set(['robot', 'webhook']));
  });

  it('answers by the reply address while that is good, without a call to the API', async () => {
    await asked();
    await bench.platform.post(place, card, { asker });

    expect(bench.said(ops)).toMatchObject([{ via: 'webhook', content: { kind: 'markdown' } }]);
    expect(calls(groupSend)).toEqual([]);
  });

  it('arrives once by the robot API when the reply address has expired', async () => {
    await asked();
    bench.sandbox.advance(91 * 60_000);

    await bench.platform.post(place, card, { request });

    expect(bench.said(ops)).toMatchObject([{ via: 'robot' }]);
    expect(calls('/robot/sendBySession')).toMatchObject([{ error: '300001' }]);
  });

  it('reaches a person who has never written to the bot', async () => {
    await bench.platform.post(bench.platform.directly(asker), card);

    expect(bench.said(direct())).toMatchObject([{ via: 'robot' }]);
  });

  it('names the person with @ where that can be done', async () => {
    await asked();
    await bench.platform.post(place, {
      title: [{ mention: 'dingtalk:staff-0001', name: '林小雨' }, { text: ': done' }],
    });

    expect(bench.said(ops)).toMatchObject([{ atPeople: ['staff-0001'] }]);
  });
});

describe('a request’s card', () => {
  it('goes by the robot API, so that it can be quoted, and is recalled once it is decided', async () => {
    await asked();

    const message = await bench.platform.post(place, prompt, { request });
    expect(bench.said(ops)).toMatchObject([{ via: 'robot', content: { kind: 'actionCard' } }]);
    expect([...bench.prompts.values()]).toContain(request);
    await bench.platform.retire?.(message);

    expect(bench.said(ops)).toEqual([]);
    expect(bench.platform.edits(message)).toBeUndefined();
  });

  it('goes by the reply address where the permission is missing, and offers no quoting', async () => {
    withoutScope();
    await asked();

    const message = await bench.platform.post(place, prompt, { request });

    expect(bench.said(ops)).toMatchObject([{ via: 'webhook', content: { kind: 'actionCard' } }]);
    expect(JSON.stringify(bench.said(ops))).not.toContain('quote this message');
    await expect(bench.platform.retire?.(message)).resolves.toBeUndefined();
  });

  it('that cannot be recalled is left, and that is no reason to stop', async () => {
    const message = await bench.platform.post(place, prompt, { request });
    withoutScope();

    await bench.platform.retire?.(message);

    expect(bench.logged()).toContain('not recalled');
  });
});

describe('with a card template', () => {
  beforeEach(async () => {
    await bench.stop();
    bench = await startBench({ config: { cardTemplateId: 'sandbox-approval.schema' } });
    await asked();
  });
  const shown = () => [...bench.sandbox.state.cards.values()];

  it('one card is made, and changed where it stands', async () => {
    const message = await bench.platform.post(place, prompt, { request });
    await bench.platform.update(message, { ...card, tone: 'good', title: 'Done' });

    expect(shown()).toMatchObject([
      { callback: 'STREAM', public: { status: 'done', title: '✅ Done', requestId: request } },
    ]);
    expect(bench.said(ops)).toHaveLength(1);
    expect(bench.platform.edits(message)).toMatchObject({ everyMs: 15_000 });
  });

  it.each(['content', 'value'] as const)(
    'its button is answered at once, told in %s',
    async (cardAnswerIn) => {
      bench.sandbox.configure({ cardAnswerIn });
      await bench.platform.post(place, prompt, { request });
      const outTrackId = shown()[0]?.outTrackId ?? '';

      const { acked } = await bench.sandbox.gestures.cardClick({
        user: 'staff-0002',
        outTrackId,
        action: 'agree',
      });

      expect(acked).toBe(true);
      expect(bench.received.at(-1)).toMatchObject({
        kind: 'click',
        action: 'approve',
        record: request,
        account: { id: 'staff-0002' },
        place,
      });
      expect(bench.received.at(-1)).not.toHaveProperty('outsider');
    },
  );

  it('its button is not trusted when tapped in another organisation, where staff ids mean other people', async () => {
    await bench.platform.post(place, prompt, { request });
    const outTrackId = shown()[0]?.outTrackId ?? '';
    Object.assign(bench.sandbox.state, { corpId: 'dingcorp9999' });

    await bench.sandbox.gestures.cardClick({ user: 'staff-0002', outTrackId, action: 'agree' });

    expect(bench.received.at(-1)).toMatchObject({ kind: 'click', outsider: true });
  });

  it('a card that the API refuses becomes an action card, and so do those of the next half hour', async () => {
    bench.sandbox.configure({ scopes: ['qyapi_robot_sendmsg'] });
    await bench.platform.post(place, prompt, { request });
    await bench.platform.post(place, prompt, { request: 'rq_000002' });

    expect(bench.said(ops)).toMatchObject([
      { content: { kind: 'actionCard' } },
      { content: { kind: 'actionCard' } },
    ]);
    expect(calls(create)).toHaveLength(1);
  });

  it('a card whose making got no answer is made once, and shows what is so by then', async () => {
    bench.sandbox.faults.add({ on: 'call', path: create, takeThenFail: true });

    await expect(bench.platform.post(place, prompt, { request })).rejects.toBeInstanceOf(UnknownOutcomeError);
    await bench.platform.post(place, { ...prompt, title: 'Later' }, { request });

    expect(bench.said(ops)).toHaveLength(1);
    expect(shown()).toMatchObject([{ public: { title: '🔔 Later' } }]);
  });

  it('a card that one group does not take becomes an action card there, and elsewhere cards go on', async () => {
    const elsewhere = { platform: 'dingtalk', id: 'cidNowhere==' };

    await expect(bench.platform.post(elsewhere, prompt, { request })).rejects.toBeInstanceOf(
      UndeliverableError,
    );
    await bench.platform.post(place, prompt, { request });

    expect(bench.said(ops)).toMatchObject([{ content: { kind: 'card' } }]);
  });

  it('a card that could not be delivered is not taken for one that stands there, tried again', async () => {
    const elsewhere = { platform: 'dingtalk', id: 'cidNowhere==' };
    const post = () => bench.platform.post(elsewhere, prompt, { request });

    await expect(post()).rejects.toBeInstanceOf(UndeliverableError);
    await expect(post()).rejects.toBeInstanceOf(UndeliverableError);
  });

  it('a plan made anew can be approved by the button and by quoting the card', async () => {
    const message = await bench.platform.post(place, prompt, { request });
    const [approve] = replanned.buttons ?? [];
    await bench.platform.update(message, replanned);
    const [card] = shown();

    await bench.sandbox.gestures.cardClick({
      user: 'staff-0002',
      outTrackId: card?.outTrackId ?? '',
      action: 'agree',
    });
    await bench.sandbox.gestures.quote({
      user: 'staff-0002',
      message: bench.said(ops)[0]?.id ?? '',
      text: '同意',
    });

    expect(bench.received.slice(-2)).toMatchObject([
      { kind: 'click', action: 'approve', record: `${request}/0d21c4ff01234567` },
      { kind: 'command', text: `approve ${request} 0d21c4` },
    ]);
    expect(approve).toMatchObject({ record: card?.public.record });
  });

  it.each<Record<string, string>>([{ record: 'rq_zzzzzz/0d21c4' }, { record: '', requestId: 'rq_zzzzzz' }])(
    'a tap about another request than the card’s is refused: %j',
    async (params) => {
      await bench.platform.post(place, prompt, { request });
      const outTrackId = shown()[0]?.outTrackId ?? '';

      const { acked } = await bench.sandbox.gestures.cardClick({
        user: 'staff-0002',
        outTrackId,
        action: 'agree',
        params,
      });

      expect(acked).toBe(true);
      expect(bench.received.filter(({ kind }) => kind === 'click')).toEqual([]);
    },
  );

  it('a tap that is delivered twice is one', async () => {
    await bench.platform.post(place, prompt, { request });
    const outTrackId = shown()[0]?.outTrackId ?? '';
    bench.sandbox.faults.add({ on: 'push', do: 'duplicate' });

    await bench.sandbox.gestures.cardClick({ user: 'staff-0002', outTrackId, action: 'agree' });
    await eventually(() =>
      bench.sandbox.state.deliveries.slice(-2).every(({ outcome }) => outcome === 'acked'),
    );

    expect(bench.received.filter(({ kind }) => kind === 'click')).toHaveLength(1);
  });

  it('a card that can no longer change is told so', async () => {
    const message = await bench.platform.post(place, prompt, { request });
    bench.sandbox.state.cards.clear();

    await expect(bench.platform.update(message, card)).rejects.toBeInstanceOf(UndeliverableError);
  });
});

describe('a whisper', () => {
  it('from a group goes to the person’s direct chat', async () => {
    await bench.platform.whisper(await asked(), card);

    expect(bench.said(direct())).toMatchObject([{ via: 'robot' }]);
    expect(bench.said(ops)).toEqual([]);
  });

  it('in the direct chat stays there, without a call to the API', async () => {
    await bench.sandbox.gestures.dm({ user: 'staff-0001', text: 'help' });
    const incoming = bench.received.at(-1);
    if (incoming) await bench.platform.whisper(incoming, card);

    expect(bench.said(direct())).toMatchObject([{ via: 'webhook' }]);
    expect(calls(directSend)).toEqual([]);
  });

  it('without the permission tells the group its title alone, and names the person', async () => {
    withoutScope();

    await bench.platform.whisper(await asked(), { ...card, title: 'No such image' });

    const [said] = bench.said(ops);
    expect(said).toMatchObject({ via: 'webhook', atPeople: ['staff-0001'] });
    expect(JSON.stringify(said)).toContain('No such image');
    expect(JSON.stringify(said)).not.toContain('ubuntu');
  });

  it('to somebody of another organisation can only be said in the group', async () => {
    await bench.platform.whisper(await asked('outsider-0001'), { ...card, locale: 'zh', title: '没有权限' });

    expect(bench.said(ops)).toMatchObject([{ via: 'webhook', content: { text: '没有权限' } }]);
  });
});

describe('what DingTalk answers', () => {
  const post = () => bench.platform.post(place, card);
  const failing = async () => post().catch((error: unknown) => error);

  it('too many calls a second is a reason to wait', async () => {
    bench.sandbox.faults.add({ on: 'qps', path: groupSend });

    expect(await failing()).toMatchObject({ name: 'PaceError', retryAfterMs: 2000 });
    expect(await failing()).not.toBeInstanceOf(PaceError);
  });

  it('a lost answer leaves in doubt whether it arrived; it is sent once', async () => {
    bench.sandbox.faults.add({ on: 'call', path: groupSend, takeThenFail: true, count: 0 });

    const error = await failing();

    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(calls(groupSend)).toHaveLength(1);
    expect(String(error)).not.toContain('http');
  });

  it('being busy leaves it in doubt too', async () => {
    bench.sandbox.faults.add({ on: 'call', path: groupSend });

    expect(String(await failing())).toBe('UnknownOutcomeError: DingTalk answered HTTP 500, system.busy');
  });

  it('without a token there is no doubt: nothing was sent', async () => {
    bench.sandbox.faults.add({ on: 'call', path: '/v1.0/oauth2/accessToken' });

    expect(await failing()).toMatchObject({ name: 'Error' });
    expect(calls(groupSend)).toEqual([]);
  });

  it('a part that has to wait does not have those before it said again', async () => {
    await asked();
    const items = Array.from({ length: 80 }, (_, i) => `line ${i} ${'x'.repeat(80)}`);
    const long: Card = { title: 'long', locale: 'en', body: [{ kind: 'list', items }] };
    const say = () => bench.platform.post(place, long, { incoming: 'said-1' });
    // The first only counts.
    bench.sandbox.faults.add({ on: 'call', path: '/robot/sendBySession', delayMs: 1 });
    bench.sandbox.faults.add({ on: 'call', path: '/robot/sendBySession', errcode: 130101 });

    await expect(say()).rejects.toBeInstanceOf(PaceError);
    await say();
    await say();

    const titles = ['long (1/3)', 'long (2/3)', 'long (3/3)'];
    expect(bench.said(ops).map(({ content }) => 'title' in content && content.title)).toEqual([
      ...titles,
      ...titles,
    ]);
  });

  it('a token that is no longer good is asked for anew, once', async () => {
    await post();
    bench.sandbox.faults.add({ on: 'call', path: groupSend, status: 400, code: 'InvalidAuthentication' });

    await post();

    expect(bench.said(ops)).toHaveLength(2);
    expect(calls('/v1.0/oauth2/accessToken')).toHaveLength(2);
  });

  it('an unsafe address in it: the title is said without', async () => {
    await asked();
    bench.sandbox.faults.add({ on: 'call', path: '/robot/sendBySession', errcode: 430101 });

    await post();

    expect(bench.said(ops)).toMatchObject([{ content: { text: 'Recommended image' } }]);
  });

  it('a group that the bot is not in: the answer goes to the asker', async () => {
    const elsewhere = { platform: 'dingtalk', id: 'cidNowhere==' };

    const message = await bench.platform.post(elsewhere, card, { asker });

    expect(message.place).toEqual(bench.platform.directly(asker));
    expect(JSON.stringify(bench.said(direct()))).toContain('may not write in that group');
  });

  it('and without an asker it cannot be delivered', async () => {
    await expect(
      bench.platform.post({ platform: 'dingtalk', id: 'cidNowhere==' }, card),
    ).rejects.toBeInstanceOf(UndeliverableError);
  });
});

describe('our own limit', () => {
  /** One at a time, each after the other was let through. */
  function gate() {
    let open = 1;
    let refused = 0;
    return {
      async pace(): Promise<true | number> {
        if (open-- > 0) return true;
        refused++;
        return 10;
      },
      refused: () => refused > 0,
      admit: (count: number) => {
        open = count;
      },
    };
  }

  it('keeps outcomes waiting and says them as one', async () => {
    await bench.stop();
    const { pace, admit, refused } = gate();
    bench = await startBench({ config: { pace } });

    const posts = ['rq_000001', 'rq_000002', 'rq_000003', 'rq_000004'].map((id) =>
      bench.platform.post(place, { title: `${id} done` }, { request: id }),
    );
    await eventually(() => bench.said(ops).length === 1 && refused());
    admit(1);
    await Promise.all(posts);

    expect(bench.said(ops)).toHaveLength(2);
    expect(JSON.stringify(bench.said(ops)[1])).toMatch(/3 条进展.*rq_000002.*rq_000003.*rq_000004/);
  });
});

describe('people and files', () => {
  it('are spoken to in the language of the place', async () => {
    await bench.stop();
    bench = await startBench({ config: { language: ({ id }) => (id === ops ? 'en' : 'zh') } });

    expect(await bench.platform.locale(asker, place)).toBe('en');
    expect(await bench.platform.locale(asker, bench.platform.directly(asker))).toBe('zh');
  });

  it('a file is put into the group', async () => {
    await bench.platform.file(place, {
      name: 'fleet.csv',
      content: Buffer.from('a,b\n'),
      title: 'Fleet',
    });

    expect(bench.said(ops)).toMatchObject([
      { content: { kind: 'file', name: 'fleet.csv', type: 'csv', size: 4 } },
    ]);
  });
});

describe('a file', () => {
  const send = () =>
    bench.platform.file(place, { name: 'a.csv', content: Buffer.from('a,b\n'), title: 'Fleet' });

  it.each([40014, 42001])('is uploaded with a new token when the old one is refused: %d', async (errcode) => {
    await send();
    bench.sandbox.faults.add({ on: 'call', path: upload, errcode });

    await send();

    expect(bench.said(ops)).toHaveLength(2);
    expect(calls('/v1.0/oauth2/accessToken')).toHaveLength(2);
  });

  it.each([90018, 88])('waits when files are uploaded too fast: %d', async (errcode) => {
    bench.sandbox.faults.add({ on: 'call', path: upload, errcode });

    await expect(send()).rejects.toBeInstanceOf(PaceError);
  });

  it('that is refused for good cannot be delivered', async () => {
    bench.sandbox.faults.add({ on: 'call', path: upload, errcode: 40006 });

    await expect(send()).rejects.toBeInstanceOf(UndeliverableError);
  });

  it('whose sending got no answer may have arrived', async () => {
    bench.sandbox.faults.add({ on: 'call', path: groupSend, takeThenFail: true });

    await expect(send()).rejects.toBeInstanceOf(UnknownOutcomeError);
    expect(bench.said(ops)).toHaveLength(1);
  });

  it('takes its turn among what is said in the place', async () => {
    await bench.stop();
    const turns: string[] = [];
    const pace = async (name: string) => {
      turns.push(name);
      return true as const;
    };
    bench = await startBench({ config: { pace } });

    await send();

    expect(turns).toHaveLength(1);
  });
});

describe('a reply address', () => {
  it('that is not DingTalk’s own is not believed', async () => {
    await bench.stop();
    bench = await startBench({ config: { oapiBase: 'https://oapi.dingtalk.com' } });

    await asked();

    expect(bench.replies.size).toBe(0);
  });
});
