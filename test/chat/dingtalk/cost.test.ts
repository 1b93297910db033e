import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cardLetters, noteLetters } from '../../../jobs/letters.ts';
import { dispatcher } from '../../../jobs/start.ts';
import type { Card } from '../../../src/chat/card.ts';
import { outboxWorker } from '../../../src/chat/outbox.ts';
import type { Request } from '../../../src/domain/request.ts';
import { createLog } from '../../../src/log.ts';
import { createStore } from '../../../src/store/index.ts';
import type { Letter } from '../../../src/store/outbox.ts';
import { patientRedis } from '../../../src/store/redis.ts';
import type { Stored } from '../../../src/store/requests.ts';
import { ownRedis } from '../../support/redis.ts';
import { aRequest } from '../../support/requests.ts';
import { ops, startBench, type TestBench } from './adapter.ts';

const log = createLog('silent', 'test');

/** The real outbox over a Redis of its own; the request is moved on by hand, as the runner does. */
async function startDesk(bench: TestBench) {
  const own = await ownRedis();
  const store = createStore(own.redis);
  const dispatch = dispatcher(own.redis, store, log);
  const blocking = patientRedis(own.url, log);
  const worker = outboxWorker(
    blocking,
    {
      store,
      platforms: new Map([['dingtalk', bench.platform]]),
      log,
      moved: async () => {},
      async render(letter) {
        if (letter.kind !== 'card' && letter.kind !== 'note') return undefined;
        const request = (await store.requests.load(letter.request))?.request;
        if (!request) return undefined;
        return {
          card: letter.kind === 'note' ? { title: letter.note, locale: 'zh' } : looks(request),
          request,
        };
      },
    },
    async () => {},
  );
  let stored: Stored | undefined;

  async function tell(out: Letter[]): Promise<void> {
    await dispatch.tell(out);
    await silence();
  }

  async function silence(): Promise<void> {
    const silent = async () => (await store.outbox.waitingSince(Date.now() + 1000)).length === 0;
    while (!(await silent())) await new Promise((resolve) => setTimeout(resolve, 10));
  }

  return {
    async asks(request: Request): Promise<void> {
      const out = cardLetters(request, true);
      const made = await store.requests.create(request, { out });
      if (made.outcome === 'made') stored = made.stored;
      await tell(out);
    },
    async becomes(
      change: Partial<Request>,
      letters: (request: Request, seq: number) => Letter[],
    ): Promise<void> {
      if (!stored) throw new Error('nothing asked');
      const next = { ...stored.request, ...change };
      const out = letters(next, stored.seq);
      const written = await store.requests.change(stored, next, { out });
      if (typeof written !== 'object') throw new Error(written);
      stored = written;
      // Progress may have to wait for its turn; what comes after it goes first.
      if (out.some(urgent)) await tell(out);
      else await dispatch.tell(out);
    },
    async stop(): Promise<void> {
      await worker.close();
      await dispatch.close();
      blocking.disconnect();
      await own.stop();
    },
  };
}

function urgent(letter: Letter): boolean {
  return letter.kind !== 'card' || letter.urgent;
}

const tones = { pending: 'ask', running: 'busy', queued: 'busy', succeeded: 'good' } as const;

function looks({ id, status, step, attention }: Request): Card {
  const typed = `approve ${id}`;
  return {
    title: 'web-1',
    locale: 'zh',
    tone: tones[status as keyof typeof tones] ?? 'plain',
    body: [{ kind: 'text' as const, text: `step ${step}` }],
    buttons:
      status === 'pending' || attention
        ? [{ action: 'approve', record: id, label: '批准', typed }]
        : [{ action: 'cancel', record: id, label: '取消', typed: `cancel ${id}` }],
  };
}

const request = aRequest({
  asker: {
    person: 'xiaoyu',
    account: { platform: 'dingtalk', id: 'staff-0001', name: '林小雨' },
    locale: 'zh',
  },
  places: [{ platform: 'dingtalk', id: ops }],
});
const decision: Partial<Request> = {
  status: 'queued',
  decision: { kind: 'approved', person: 'maya', name: 'Maya', account: 'dingtalk:staff-0002', at: 2_000 },
};
const attention = { key: 'error.ecs.unknown', slots: {} } as unknown as Request['attention'];

let bench: TestBench;
let desk: Awaited<ReturnType<typeof startDesk>>;

async function start(cardTemplateId?: string): Promise<void> {
  bench = await startBench({ config: cardTemplateId ? { cardTemplateId } : {} });
  desk = await startDesk(bench);
}
afterEach(async () => {
  await desk.stop();
  await bench.stop();
});

const all = () => bench.sandbox.state.messages.filter(({ from }) => from === 'robot');
const calls = (path: string) => bench.sandbox.state.calls.filter((call) => call.path.startsWith(path));

async function wholeStory(): Promise<void> {
  await desk.asks(request);
  await desk.becomes(decision, (next, seq) => noteLetters(next, 'decided', seq));
  for (let step = 1; step <= 12; step++)
    await desk.becomes({ status: 'running', step }, (next) => cardLetters(next));
  await desk.becomes({ status: 'failed', wait: undefined }, (next, seq) => noteLetters(next, 'outcome', seq));
}

describe('what one operation says on DingTalk', () => {
  beforeEach(() => start());

  it('is the request, the decision and the outcome; the spent request is recalled', async () => {
    await wholeStory();

    expect(all().map(({ recalled }) => recalled)).toEqual([true, false, false]);
    expect(calls('/v1.0/robot/groupMessages/recall')).toHaveLength(1);
  });

  it('shows a step that needs a person as a new card, once, and takes it away when somebody chose', async () => {
    await desk.asks(request);
    await desk.becomes(decision, (next, seq) => noteLetters(next, 'decided', seq));
    await desk.becomes({ status: 'running', attention }, (next, seq) => noteLetters(next, 'attention', seq));
    expect(bench.said(ops).map(({ content }) => content.kind)).toEqual(['markdown', 'actionCard']);

    await desk.becomes({ attention: undefined }, (next) => cardLetters(next, true));

    expect(bench.said(ops).map(({ content }) => content.kind)).toEqual(['markdown']);
  });

  it('shows a plan that changed as a new card in place of the old one', async () => {
    await desk.asks(request);
    await desk.becomes({ hash: 'another' }, (next, seq) => noteLetters(next, 'changed', seq));

    expect(all().map(({ recalled }) => recalled)).toEqual([true, false]);
  });

  it('counts an approval of several without a word', async () => {
    await desk.asks(request);
    await desk.becomes({ quorum: 2 }, (next) => cardLetters(next, true));

    expect(all()).toHaveLength(1);
  });
});

describe('with a card template', () => {
  beforeEach(() => start('sandbox-approval.schema'));

  it('is three messages, and at most ten changes of the card, the end among them', async () => {
    await wholeStory();
    const [card] = bench.sandbox.state.cards.values();

    expect(all()).toHaveLength(3);
    expect(card?.history.length).toBeLessThanOrEqual(11);
    expect(card?.public).toMatchObject({ requestId: request.id, statusText: 'step 12' });
  });
});
