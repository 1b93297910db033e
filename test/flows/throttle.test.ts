import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approver, asker, eventually, ops, shopWeb, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ speed: 30 });
}, 60_000);
afterAll(() => world.stop());

describe('every ECS action throttled for a minute', () => {
  it('delays what runs, and all of it ends well', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const replacement = await world.sees(ops, /rq_/);
    await world.clicks(approver, replacement, /批准/);
    await world.says(asker, 'import oss://images-hangzhou/golden/rocky-9.raw --name calm --os rocky');
    const image = await world.sees(ops, /calm[\s\S]*rq_/);

    world.ecs.control.fault({ kind: 'throttle', forMs: 60_000 });

    for (const card of [replacement, image])
      await eventually(
        () => world.thread(card).find((it) => /已完成/.test(world.words(it))),
        () => world.words(world.now(card)),
        60_000,
      );
    expect(world.ecs.control.calls().some(({ outcome }) => /Throttling/.test(outcome ?? ''))).toBe(true);
    expect(world.ecs.control.effects()).toMatchObject({
      StopInstance: { count: 1 },
      CreateSnapshot: { count: 1 },
      ReplaceSystemDisk: { count: 1 },
      StartInstance: { count: 1 },
      ImportImage: { count: 1 },
    });
  }, 120_000);
});
