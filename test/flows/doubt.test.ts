import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asker, eventually, ops, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.stop());

describe('a post that Slack takes without saying so', () => {
  it('is never lost, and seen twice at the most for one lost answer', async () => {
    world.slack.faults.add({ on: 'call', method: 'chat.postMessage', takeThenFail: true });
    await world.says(asker, 'recommend debian');
    await world.sees(ops, /debian_1\d/);
    await eventually(
      () =>
        world.slack.state.calls.filter(({ method }) => method === 'chat.postMessage').length >= 2 ||
        undefined,
      () => 'a second try',
    );

    expect(world.messages(ops).filter((it) => /debian_1\d/.test(it.text))).toHaveLength(2);
  });

  it('a word to one person that cannot be told does not do the command again', async () => {
    const before = world.slack.state.calls.length;
    for (const method of ['response_url', 'chat.postEphemeral', 'chat.postMessage'])
      world.slack.faults.add({ on: 'call', method, status: 500, count: 3 });
    await world.says(asker, 'whoami');
    await world.says(asker, 'recommend ubuntu');
    world.slack.faults.clear();
    await world.sees(ops, /ubuntu_24_04/);

    const whispers = world.slack.state.calls
      .slice(before)
      .filter(({ args }) => /T0001:U0001/.test(JSON.stringify(args)));
    expect(whispers.length).toBeLessThanOrEqual(3);
  });
});
