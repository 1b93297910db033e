import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { sharedLists } from '../../src/ecs/shared-lists.ts';
import { listStore } from '../../src/store/lists.ts';
import { ownRedis } from '../support/redis.ts';
import { eventually } from '../support/world.ts';

describe('a list that all processes share', () => {
  let own: Awaited<ReturnType<typeof ownRedis>>;
  let asked: number;
  let answer: () => Promise<string[]>;
  beforeEach(async () => {
    own = await ownRedis();
    asked = 0;
    answer = async () => ['ubuntu'];
  });
  afterEach(() => own.stop());

  /** What one process has in memory. */
  const aProcess = (freshMs = 60_000) =>
    sharedLists({
      name: 'images',
      item: z.string(),
      freshMs,
      store: listStore(own.redis),
      async ask() {
        asked++;
        await sleep(100);
        return answer();
      },
    });

  it('is asked for once by however many want it at once, in however many processes', async () => {
    const [one, other] = [aProcess(), aProcess()];

    const lists = await Promise.all([one.of('cn-hangzhou'), one.of('cn-hangzhou'), other.of('cn-hangzhou')]);

    expect(lists.map(({ items }) => items)).toEqual([['ubuntu'], ['ubuntu'], ['ubuntu']]);
    expect(asked).toBe(1);
  });

  it('is asked for in each region', async () => {
    const one = aProcess();

    await Promise.all([one.of('cn-hangzhou'), one.of('cn-shanghai')]);

    expect(asked).toBe(2);
  });

  it('is as old in a process that took it from another, and asked for anew by one that wants it fresher', async () => {
    const first = await aProcess().of('cn-hangzhou');
    answer = async () => ['debian'];

    expect(await aProcess().of('cn-hangzhou')).toEqual(first);
    expect(await aProcess(1).of('cn-hangzhou')).toMatchObject({ items: ['debian'] });
    expect(asked).toBe(2);
  });

  it('is fetched ahead of need while it is used: nobody waits for it', async () => {
    const one = aProcess(4000);
    await one.of('cn-hangzhou');
    answer = async () => ['debian'];
    await sleep(2100);

    expect(one.of('cn-hangzhou')).toMatchObject({ items: ['ubuntu'] });
    await eventually(
      async () => (await one.of('cn-hangzhou')).items[0] === 'debian' || undefined,
      () => 'the new list',
    );
  });

  it('tells each who waits of a failure, and is asked for again by the next', async () => {
    const one = aProcess();
    answer = async () => {
      throw new Error('ECS is away');
    };
    await expect(Promise.all([one.of('cn-hangzhou'), one.of('cn-hangzhou')])).rejects.toThrow('ECS is away');
    answer = async () => ['ubuntu'];

    expect(await one.of('cn-hangzhou')).toMatchObject({ items: ['ubuntu'] });
    expect(asked).toBe(2);
  });
});
