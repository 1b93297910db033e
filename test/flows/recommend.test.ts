import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asker, eventually, modes, ops, startWorld, type World } from '../support/world.ts';

describe.each(modes)('/ecs-image recommend over %s', (_mode, options) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(options);
  }, 60_000);
  afterAll(() => world.stop());

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
