import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asker, eventually, ops, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.stop());

describe('/ecs-image recommend', () => {
  it('names an image that exists, and another one once that is withdrawn', async () => {
    await world.says(asker, 'recommend ubuntu');
    const first = await world.sees(ops, /ubuntu_24_04_x64_20G_alibase_20260916\.vhd/);
    expect(world.words(first)).toContain('recommend ubuntu');

    world.ecs.control.withdrawImage('ubuntu_24_04_x64_20G_alibase_20260916.vhd');
    await eventually(
      async () => {
        await world.says(asker, 'recommend ubuntu');
        return world
          .messages(ops)
          .find((it) => it.ts > first.ts && !/alibase_20260916/.test(world.words(it)));
      },
      () => 'another answer',
    );
  });
});
