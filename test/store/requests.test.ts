import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { end } from '../../src/domain/request.ts';
import { createStore, type Store } from '../../src/store/index.ts';
import { ownRedis } from '../support/redis.ts';
import { aRequest } from '../support/requests.ts';

let own: Awaited<ReturnType<typeof ownRedis>>;
let store: Store;

beforeAll(async () => {
  own = await ownRedis();
  store = createStore(own.redis);
});
afterAll(() => own.stop());

const later = { due: Date.now() + 60_000 };

describe('a request in the store', () => {
  it('holds its instance from the moment it is asked for until it ends', async () => {
    const request = aRequest({ id: 'rq_hold01', holds: ['instance:cn-hangzhou/i-hold'] });
    const made = await store.requests.create(request, later);
    const second = await store.requests.create({ ...request, id: 'rq_hold02' }, later);

    expect(second).toEqual({ outcome: 'held', what: 'instance:cn-hangzhou/i-hold', id: 'rq_hold01' });

    if (made.outcome !== 'made') throw new Error(made.outcome);
    await store.requests.change(made.stored, end({ ...request, status: 'denied' }, Date.now()), {});
    expect(await store.requests.create({ ...request, id: 'rq_hold03' }, later)).toMatchObject({
      outcome: 'made',
    });
  });

  it('is made once by one delivery, however often that arrives', async () => {
    const request = aRequest({ id: 'rq_once01', holds: [] });
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        store.requests.create({ ...request, id: `rq_once${i + 10}` }, later, 'delivery-1'),
      ),
    );

    expect(outcomes.filter(({ outcome }) => outcome === 'made')).toHaveLength(1);
    expect(new Set(outcomes.map((it) => (it.outcome === 'known' ? it.id : 'made'))).size).toBe(2);
  });

  it('never takes an id twice, even after its record is gone', async () => {
    const request = aRequest({ id: 'rq_idonce', holds: [] });
    await store.requests.create(request, later);
    await own.redis.del('{ei}:rq:rq_idonce');

    expect(await store.requests.create(request, later)).toEqual({ outcome: 'taken' });
  });

  it('is changed by one of two hundred who try at once', async () => {
    const request = aRequest({ id: 'rq_race01', holds: [] });
    await store.requests.create(request, later);
    const read = await Promise.all(Array.from({ length: 200 }, () => store.requests.load('rq_race01')));

    const outcomes = await Promise.all(
      read.map(
        (stored) => stored && store.requests.change(stored, { ...stored.request, status: 'queued' }, {}),
      ),
    );

    expect(outcomes.filter((outcome) => outcome !== 'lost')).toHaveLength(1);
  });

  it('is not decided at or after its expiry, by the clock of Redis', async () => {
    const request = aRequest({ id: 'rq_late01', holds: [] });
    const made = await store.requests.create(request, later);
    if (made.outcome !== 'made') throw new Error(made.outcome);

    const outcome = await store.requests.change(
      made.stored,
      { ...request, status: 'queued' },
      { notAfter: Date.now() - 1 },
    );

    expect(outcome).toBe('late');
    expect((await store.requests.load('rq_late01'))?.request.status).toBe('pending');
  });

  it('goes on waiting when it is changed beside that', async () => {
    const request = aRequest({ id: 'rq_wait01', holds: [] });
    const made = await store.requests.create(request, { due: 5_000 });
    if (made.outcome !== 'made') throw new Error(made.outcome);

    await store.requests.change(made.stored, { ...request, tries: 1 }, {});

    expect(await store.waits.claim('timer|-', 6_000, 1_000, 10)).toContain('rq_wait01');
  });
});

describe('tidying', () => {
  it('frees a hold whose request has ended or is gone, and no other', async () => {
    await own.redis.set('{ei}:hold:image:r/orphan', 'rq_gone00');
    await own.redis.sadd('{ei}:holds', 'image:r/orphan');
    const request = aRequest({ id: 'rq_alive1', holds: ['image:r/alive'] });
    await store.requests.create(request, later);

    await store.requests.freeOrphans();

    expect(await store.requests.holder('image:r/orphan')).toBeUndefined();
    expect(await store.requests.holder('image:r/alive')).toBe('rq_alive1');
  });
});
