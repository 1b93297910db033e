import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import {
  approver,
  asker,
  eventually,
  ops,
  secondApprover,
  shopWeb,
  startWorld,
  stranger,
  type World,
} from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ config: { approvals: { default: { quorum: 1, expires: '4s' } } } });
}, 60_000);
afterAll(() => world.stop());

const shopWeb2 = 'i-bp1shopweb02w5d8r1n6';
const search = 'i-bp1search01g3r8y5w1d';

async function asked(instance: string): Promise<SandboxMessage> {
  await world.says(asker, `replace ${instance} ubuntu`);
  return world.sees(ops, new RegExp(`${instance}[\\s\\S]*rq_|rq_[\\s\\S]*${instance}`));
}

function requestId(card: SandboxMessage): string {
  return /rq_[0-9a-z]{6}/.exec(world.words(world.now(card)))?.[0] ?? '';
}

describe('an approval', () => {
  it('is refused to the asker and to a stranger, who are told the rule, and nothing runs', async () => {
    const card = await asked(shopWeb);

    await world.clicks(asker, card, /批准/);
    expect(world.words(await world.sees(ops, /需要由其他人审批|你自己|您自己/, asker))).toContain(
      requestId(card),
    );
    await world.clicks(stranger, card, /批准/);
    await world.sees(ops, /审批人/, stranger);

    expect(world.ecs.control.effects().StopInstance).toBeUndefined();
    await world.says(asker, `cancel ${requestId(card)}`);
    await eventually(
      () => world.buttons(card).length === 0 || undefined,
      () => world.words(world.now(card)),
    );
  });

  it('expires: the buttons go, the asker is told, and a late click runs nothing', async () => {
    const card = await asked(shopWeb);
    const late = world.now(card);
    await eventually(
      () => /已过期/.test(world.words(world.now(card))) || undefined,
      () => world.words(world.now(card)),
    );

    expect(world.buttons(card)).toEqual([]);
    await eventually(
      () => world.thread(card).find((it) => /<@U0001>/.test(it.text)),
      () => 'the asker told',
    );
    await world.says(approver, `approve ${requestId(late)}`);
    await world.sees(ops, /has expired/, approver);
    expect(world.ecs.control.effects().StopInstance).toBeUndefined();
  });

  it('tells a second asker who holds the instance and how to stop that', async () => {
    const card = await asked(shopWeb2);
    await world.says(approver, `replace ${shopWeb2} debian`);
    const told = await world.sees(ops, /already has the request/, approver);

    expect(world.words(told)).toContain(requestId(card));
    expect(world.words(told)).toContain(`cancel ${requestId(card)}`);
    await world.says(asker, `cancel ${requestId(card)}`);
    await eventually(
      () => world.buttons(card).length === 0 || undefined,
      () => world.words(world.now(card)),
    );
  });

  it('is decided once by two hundred clicks of two approvers', async () => {
    const card = await asked(search);
    const now = world.now(card);
    await Promise.all(
      Array.from({ length: 200 }, (_, i) =>
        world.clicks(i % 2 ? approver : secondApprover, now, /批准/).catch(() => undefined),
      ),
    );
    await eventually(
      () => world.thread(card).find((it) => /已完成/.test(world.words(it))),
      () => world.words(world.now(card)),
      40_000,
    );

    const effects = world.ecs.control.effects();
    for (const action of ['StopInstance', 'CreateSnapshot', 'ReplaceSystemDisk', 'StartInstance'])
      expect([action, effects[action]?.count]).toEqual([action, 1]);
    expect(world.thread(card).filter((it) => /已批准/.test(world.words(it)))).toHaveLength(1);
    expect(world.thread(card).filter((it) => /已完成/.test(world.words(it)))).toHaveLength(1);
  }, 60_000);
});

describe('the same delivery twice', () => {
  it('asks once', async () => {
    world.slack.faults.add({ on: 'deliver', do: 'duplicate' });
    await world.says(asker, 'import oss://images-hangzhou/golden/rocky-9.raw --name twice --os rocky');
    const card = await world.sees(ops, /twice[\s\S]*rq_/);
    await eventually(
      () => world.thread(card).find((it) => /已完成/.test(world.words(it))),
      () => world.words(world.now(card)),
    );

    expect(world.ecs.control.effects().ImportImage?.count).toBe(1);
    expect(
      world
        .messages(ops)
        .filter((it) => (!it.thread_ts || it.thread_ts === it.ts) && /twice[\s\S]*rq_/.test(world.words(it))),
    ).toHaveLength(1);
  });
});
