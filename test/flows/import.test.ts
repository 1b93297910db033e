import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asker, eventually, modes, ops, startWorld, type World } from '../support/world.ts';

describe.each(modes)('/ecs-image import over %s', (_mode, options) => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld(options);
  }, 60_000);
  afterAll(() => world.stop());

  it('tells the asker in the same thread when the image is ready', async () => {
    await world.says(
      asker,
      'import oss://images-hangzhou/golden/ubuntu-24.04-app.qcow2 --name app-base --os ubuntu',
    );
    const card = await world.sees(ops, /rq_[0-9a-z]{6}/);
    const outcome = await eventually(
      () => world.thread(card)[0],
      () => world.words(world.now(card)),
    );

    const image = world.ecs.state().images.find(({ ImageName }) => ImageName === 'app-base');
    expect(image).toMatchObject({ Status: 'Available' });
    expect(world.words(outcome)).toContain(image?.ImageId);
  });

  it('tells why when ECS could not import it', async () => {
    world.ecs.control.failImport({
      imageName: 'doomed',
      code: 'InvalidImageFormat.Malformed',
      message: 'The image format is malformed.',
    });
    await world.says(asker, 'import oss://images-hangzhou/golden/rocky-9.raw --name doomed --os rocky');
    const card = await world.sees(ops, /doomed[\s\S]*rq_/);
    const outcome = await eventually(
      () => world.thread(card)[0],
      () => world.words(world.now(card)),
    );

    expect(world.words(outcome)).toMatch(/格式/);
  });
});
