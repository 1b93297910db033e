import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approver, asker, eventually, shopWeb, startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 60_000);
afterAll(() => world.stop());

const approvals = 'C0009';
const secret = 'C0003';

async function cancelled(channel: string): Promise<void> {
  const card = await world.sees(channel, /rq_/);
  const id = /rq_[0-9a-z]{6}/.exec(world.words(card))?.[0];
  await world.says(asker, `cancel ${id}`);
  await eventually(
    () => world.buttons(card).length === 0 || undefined,
    () => 'cancelled',
  );
}

describe('a replacement asked for where no approver would see it', () => {
  it('in a direct message: its card stands at approvals.place too, and a decision there is told in both', async () => {
    await world.slack.gestures.dm({ user: asker, text: `replace ${shopWeb} ubuntu` });
    const card = await world.sees(approvals, /rq_/);
    const own = await eventually(
      () =>
        [...world.slack.state.messages.values()]
          .flat()
          .find((it) => it.channel !== approvals && /rq_/.test(world.words(it))),
      () => 'the card in the direct message',
    );
    const id = /rq_[0-9a-z]{6}/.exec(world.words(card))?.[0];
    await world.says(approver, `deny ${id} not today`);

    for (const place of [card, own]) {
      await eventually(
        () => world.buttons(place).length === 0 || undefined,
        () => world.words(world.now(place)),
      );
      expect(world.words(world.now(place))).toContain('not today');
    }
  });

  it('in a private channel without the bot: the asker is told, and the approvers are reached all the same', async () => {
    world.slack.state.channels.get(secret)?.members.push(asker);
    const before = world.messages(approvals).length;
    await world.says(asker, `replace ${shopWeb} ubuntu`, secret);

    await eventually(
      () => world.messages(approvals)[before],
      () => 'the card at approvals.place',
    );
    await world.sees(secret, /\/invite/, asker);
    await cancelled(approvals).catch(() => undefined);
  });
});
