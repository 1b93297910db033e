import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createStore, type Store } from '../../src/store/index.ts';
import { type Letter, threadId } from '../../src/store/outbox.ts';
import { ownRedis } from '../support/redis.ts';

let own: Awaited<ReturnType<typeof ownRedis>>;
let store: Store;

beforeAll(async () => {
  own = await ownRedis();
  store = createStore(own.redis);
});
afterAll(() => own.stop());

const place = { platform: 'slack', id: 'T0001:C0001' };

function card(root: string, key = 'card'): Letter {
  return { thread: threadId(root, place), key, place, kind: 'card', request: root, urgent: false };
}

async function sendAll(thread: string): Promise<string[]> {
  const sent: string[] = [];
  for (let head = await store.outbox.head(thread); head; head = await store.outbox.head(thread)) {
    sent.push(head.letter.key);
    await store.outbox.acknowledge(head.letter, head.body);
  }
  return sent;
}

describe('the outbox', () => {
  it('keeps the order of a thread and lets a newer edit take the place of an unsent one', async () => {
    for (const key of ['card', 'note.1', 'card', 'note.2']) await store.outbox.push(card('rq_order1', key));

    expect(await sendAll(threadId('rq_order1', place))).toEqual(['card', 'note.1', 'note.2']);
  });

  it('sends an edit again when it changed while it was being sent', async () => {
    const letter = card('rq_again1');
    await store.outbox.push(letter);
    const head = await store.outbox.head(letter.thread);
    await store.outbox.push({ ...letter, request: 'rq_again2' } as Letter);

    await store.outbox.acknowledge(letter, head?.body ?? '');

    expect(await sendAll(letter.thread)).toEqual(['card']);
  });

  it('gives the answer of one delivery once', async () => {
    const letter = card('said1', 'answer');
    await store.outbox.push(letter, 'delivery-7');
    await sendAll(letter.thread);
    await store.outbox.push(letter, 'delivery-7');

    expect(await sendAll(letter.thread)).toEqual([]);
  });

  it('remembers the threads that have something to say', async () => {
    const letter = card('rq_due001');
    await store.outbox.push(letter);
    expect(await store.outbox.waitingSince(Date.now())).toContain(letter.thread);

    await sendAll(letter.thread);

    expect(await store.outbox.waitingSince(Date.now())).not.toContain(letter.thread);
  });
});
