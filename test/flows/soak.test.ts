import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import { startProcess } from '../support/process.ts';
import { approver, asker, eventually, ops, startWorld, type World } from '../support/world.ts';

/** Running servers on x86 with a key pair and nothing against a replacement. */
const servers = [
  'i-bp1shopweb01k3x9q7m2',
  'i-bp1shopweb02w5d8r1n6',
  'i-bp1orderdb01h2z6y4c8',
  'i-bp1search01g3r8y5w1d',
];
const imports = 6;
const kills = 8;

let world: World;
let processes: ReturnType<typeof startProcess>[] = [];
beforeAll(async () => {
  world = await startWorld({ processes: false, speed: 20 });
  processes = ['handlers/bot.js', 'jobs/worker.js', 'jobs/worker.js'].map((script) =>
    startProcess(script, world.env),
  );
  await eventually(
    () => world.slack.connections() > 0 || undefined,
    () => 'bot up',
  );
}, 60_000);
afterAll(async () => {
  await Promise.all(processes.map((it) => it.stop()));
  await world.stop();
}, 60_000);

describe('the bot and two workers, killed at random while ten operations run', () => {
  it('make every effect exactly once, and tell every outcome', async () => {
    const cards: SandboxMessage[] = [];
    for (const id of servers) {
      await world.says(asker, `replace ${id} ubuntu`);
      const card = await world.sees(ops, new RegExp(`${id}[\\s\\S]*rq_`));
      await world.clicks(approver, card, /批准/);
      cards.push(card);
    }
    for (let i = 0; i < imports; i++) {
      await world.says(asker, `import oss://images-hangzhou/golden/rocky-9.raw --name soak-${i} --os rocky`);
      cards.push(await world.sees(ops, new RegExp(`soak-${i}[\\s\\S]*rq_`)));
    }

    for (let i = 0; i < kills; i++) {
      await sleep(300 + Math.random() * 1700);
      const victim = processes[i % processes.length];
      await victim?.kill();
      victim?.restart();
    }
    for (const card of cards)
      await eventually(
        () => world.thread(card).find((it) => /已完成/.test(world.words(it))),
        () => world.words(world.now(card)),
        120_000,
      );

    const effects = world.ecs.control.effects();
    for (const action of ['StopInstance', 'CreateSnapshot', 'ReplaceSystemDisk', 'StartInstance'])
      expect([action, effects[action]?.count]).toEqual([action, servers.length]);
    expect(effects.ImportImage?.count).toBe(imports);
    for (const card of cards)
      await eventually(
        () => world.buttons(card).length === 0 || undefined,
        () => 'no buttons left',
      );
  }, 240_000);
});
