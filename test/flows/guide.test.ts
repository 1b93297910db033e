import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approver, asker, ops, startWorld, type World } from '../support/world.ts';

describe('/ecs-image guide', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  }, 60_000);
  afterAll(() => world.stop());

  it('answers shortly, and tells the rest in its thread when asked for more', async () => {
    await world.says(approver, 'guide centos');
    const short = await world.sees(ops, /First choice: .*Alibaba Cloud Linux 3/s);
    expect(world.words(short)).toContain('Three roads');
    expect(world.words(short)).toContain('2024-06-30');
    expect(world.words(short)).not.toContain('Cloud Assistant, seen in the last');

    await world.clicks(approver, short, /^More$/);

    const more = await world.sees(ops, /Cloud Assistant, seen in the last/);
    expect(world.words(more)).toContain('Leaving CentOS: the details');
    expect(more.thread_ts).toBe(short.ts);
  });

  it('leads on to an answer for one case', async () => {
    await world.says(approver, 'guide choose');
    const card = await world.sees(ops, /Type before image/);

    await world.clicks(approver, card, /^Recommend$/);

    await world.sees(ops, /Use Alibaba Cloud Linux/);
  });

  it('lists its topics in Chinese to those who read it, each a button', async () => {
    await world.says(asker, '指南');
    const list = await world.sees(ops, /ECS 镜像指南/);

    await world.clicks(asker, list, /^导入镜像$/);

    await world.sees(ops, /AliyunECSImageImportDefaultRole/);
  });

  it('asks what was meant by a word that is nearly a topic', async () => {
    await world.says(approver, 'guide importt');

    await world.sees(ops, /Did you mean\s+import/, approver);
  });
});
