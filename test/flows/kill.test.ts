import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
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
      await world.clicks(approver, card, /批准/);
      await kills;
      await done(card);

      const effects = world.ecs.control.effects();
      for (const action of changes) expect([action, effects[action]?.count]).toEqual([action, 1]);
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
      await done(card);

      expect(world.ecs.control.effects().ImportImage?.count).toBe(1);
    },
    180_000,
  );
});

describe('a bot killed with SIGKILL', () => {
  it('before it handled the click: the click is not lost', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees('C0001', /rq_/);
    await world.clicks(approver, card, /批准/);
    await bot.kill();
    bot.restart();
    await done(card);

    expect(world.ecs.control.effects().ReplaceSystemDisk?.count).toBe(1);
    expect(world.buttons(card)).toEqual([]);
  }, 120_000);

  it('while the work goes on: nothing that was to be told is lost', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees('C0001', /rq_/);
    await world.clicks(approver, card, /批准/);
    await eventually(
      () => world.ecs.control.effects().StopInstance,
      () => worker.output().slice(-2000),
      60_000,
    );
    await bot.kill();
    await eventually(
      () => world.ecs.control.effects().StartInstance,
      () => worker.output().slice(-2000),
      60_000,
    );
    bot.restart();
    await done(card);

    expect(world.thread(card).filter((it) => /已批准/.test(world.words(it)))).toHaveLength(1);
    expect(world.buttons(card)).toEqual([]);
  }, 120_000);
});

/** The outcome in the request's thread, told once. */
async function done(card: SandboxMessage): Promise<void> {
  const outcomes = () => world.thread(card).filter((it) => /已完成/.test(world.words(it)));
  await eventually(
    () => outcomes()[0],
    () => world.words(world.now(card)),
    120_000,
  );
  expect(outcomes()).toHaveLength(1);
}
