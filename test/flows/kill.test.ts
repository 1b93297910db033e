import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startProcess } from '../support/process.ts';
import { approver, asker, eventually, shopWeb, startWorld, type World } from '../support/world.ts';

let world: World;
let bot: ReturnType<typeof startProcess>;
let worker: ReturnType<typeof startProcess>;

beforeEach(async () => {
  world = await startWorld({ processes: false });
  bot = startProcess('handlers/bot.js', world.env);
  worker = startProcess('jobs/worker.js', world.env);
  await eventually(
    () => world.slack.connections() > 0 || undefined,
    () => `bot up:\n${bot.output()}`,
  );
}, 60_000);

afterEach(async () => {
  await Promise.all([bot.stop(), worker.stop()]);
  await world.stop();
}, 60_000);

/** Lets the next call of this action get to ECS, kills the worker there, and lets the call end as it would have. */
async function killWorkerAt(action: string, when: 'before' | 'after'): Promise<void> {
  world.ecs.control.hook({ action, when });
  await eventually(
    () => world.ecs.control.held()[0],
    () => `${action} reached:\n${worker.output().slice(-2000)}`,
    60_000,
  );
  await worker.kill();
  world.ecs.control.release({ lost: when === 'before' });
  worker.restart();
}

const changes = ['StopInstance', 'CreateSnapshot', 'ReplaceSystemDisk', 'StartInstance'];

describe('a worker killed with SIGKILL', () => {
  it.each(['before', 'after'] as const)(
    '%s the effect of every ECS call of a replacement: each happens once, and the story goes on',
    async (when) => {
      await world.says(asker, `replace ${shopWeb} ubuntu`);
      const card = await world.sees('C0001', /rq_/);
      const kills = (async () => {
        for (const action of changes) await killWorkerAt(action, when);
      })();
      await world.clicks(approver, card, /Approve|批准/);
      await kills;
      await eventually(
        () => world.thread(card).find((it) => /已完成|it is done/.test(world.words(it))),
        () => world.thread(card).map(world.words).join('\n---\n'),
        120_000,
      );

      const effects = world.ecs.control.effects();
      for (const action of changes) expect([action, effects[action]?.count]).toEqual([action, 1]);
      const outcomes = world.thread(card).filter((it) => /已完成|it is done/.test(world.words(it)));
      expect(outcomes).toHaveLength(1);
    },
    240_000,
  );

  it.each(['before', 'after'] as const)(
    '%s ImportImage took effect: one image is made, and the asker is told',
    async (when) => {
      const killed = killWorkerAt('ImportImage', when);
      await world.says(asker, 'import oss://images-hangzhou/golden/rocky-9.raw --os rocky');
      await killed;
      const card = await world.sees('C0001', /rq_/);
      await eventually(
        () => world.thread(card).find((it) => /已完成|it is done/.test(world.words(it))),
        () => world.thread(card).map(world.words).join('\n---\n'),
        120_000,
      );

      expect(world.ecs.control.effects().ImportImage?.count).toBe(1);
    },
    180_000,
  );
});

describe('a bot killed with SIGKILL', () => {
  it('between the click and the end of the work: the change happens once, and the story is told', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees('C0001', /rq_/);
    await world.clicks(approver, card, /Approve|批准/);
    await bot.kill();
    await eventually(
      () => world.ecs.control.effects().ReplaceSystemDisk,
      () => worker.output().slice(-2000),
      60_000,
    );
    bot.restart();
    await eventually(
      () => world.thread(card).find((it) => /已完成|it is done/.test(world.words(it))),
      () => world.thread(card).map(world.words).join('\n---\n'),
      120_000,
    );

    expect(world.ecs.control.effects().ReplaceSystemDisk?.count).toBe(1);
    expect(world.buttons(card)).toEqual([]);
  }, 180_000);
});
