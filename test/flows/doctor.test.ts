import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approver, asker, ops, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.stop());

describe('/ecs-image doctor', () => {
  it('tells an admin what is well and which right is missing, by its name', async () => {
    world.slack.app.scopes.splice(world.slack.app.scopes.indexOf('files:write'), 1);
    await world.says(approver, 'doctor');
    const told = world.words(await world.sees(ops, /Self-check/, approver));

    expect(told).toMatch(/Redis answers/);
    expect(told).toMatch(/slack: files:write/);
    expect(told).toMatch(/cn-hangzhou: \d+ images/);
    expect(told).toMatch(/ecs:StopInstance/);
  });

  it('is not for everybody', async () => {
    await world.says(asker, 'doctor');
    await world.sees(ops, /admin/, asker);
  });
});
