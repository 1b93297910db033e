import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  approver,
  asker,
  eventually,
  modes,
  ops,
  shopWeb,
  startWorld,
  type World,
} from '../support/world.ts';

describe.each(modes)('/ecs-image replace over %s', (_mode, options) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(options);
  }, 60_000);
  afterAll(() => world.stop());

  it('changes the server after another person approved it, and tells the story in its thread', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees(ops, /rq_[0-9a-z]{6}/);
    expect(world.buttons(card)).toEqual(['批准', '拒绝', '取消']);

    await world.clicks(approver, card, /批准/);
    const outcome = await eventually(
      () => world.thread(card).find((it) => /已完成/.test(world.words(it))),
      () => world.words(world.now(card)),
    );

    const instance = world.ecs.state().instances.find(({ id }) => id === shopWeb);
    expect(instance).toMatchObject({
      imageId: 'ubuntu_24_04_x64_20G_alibase_20260916.vhd',
      status: 'Running',
      keyPair: 'ops-hangzhou',
    });
    expect(world.words(outcome)).toContain('<@U0001>');
    expect(world.buttons(card)).toEqual([]);
    expect(
      Object.fromEntries(
        Object.entries(world.ecs.control.effects()).map(([action, { count }]) => [action, count]),
      ),
    ).toMatchObject({
      StopInstance: 1,
      CreateSnapshot: 1,
      ReplaceSystemDisk: 1,
      StartInstance: 1,
    });
  });
});
