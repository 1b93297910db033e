import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import { readConfig } from '../../src/config.ts';
import { createEcs, type Ecs } from '../../src/ecs/index.ts';
import { approver, asker, eventually, ops, shopWeb, startWorld, type World } from '../support/world.ts';

const region = 'cn-hangzhou';
let world: World;
let ecs: Ecs;
beforeEach(async () => {
  world = await startWorld({ speed: 60 });
  ecs = createEcs(readConfig(world.env).cloud);
}, 60_000);
afterEach(() => world.stop());

function server() {
  return world.ecs.state().instances.find(({ id }) => id === shopWeb);
}

function told(card: SandboxMessage, words: RegExp): Promise<SandboxMessage> {
  return eventually(
    () => world.thread(card).find((it) => words.test(world.words(it))),
    () =>
      `${words}:\n${world.words(world.now(card))}\n${world.thread(card).map(world.words).join('\n---\n')}`,
  );
}

function idOf(card: SandboxMessage): string {
  return /rq_[0-9a-z]{6}/.exec(world.words(world.now(card)))?.[0] ?? '';
}

describe('a plan that was made anew', () => {
  it('is approved only by who has seen it: not by a second click on the old card, nor by a bare word', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees(ops, /rq_/);
    const old = world.now(card);
    const oldButton = JSON.stringify(old.blocks).match(/"value":"(rq_[^"]+\/[0-9a-f]+)"/)?.[1];
    await ecs.instances.stop(region, shopWeb);
    await eventually(
      () => server()?.status === 'Stopped' || undefined,
      () => 'stopped by somebody else',
    );
    await world.clicks(approver, card, /批准/);
    await told(card, /方案已变化/);
    const newButton = JSON.stringify(world.now(card).blocks).match(/"value":"(rq_[^"]+\/[0-9a-f]+)"/)?.[1];
    expect(newButton).not.toBe(oldButton);

    await world.says(approver, `approve ${idOf(card)}`);
    await world.sees(ops, /has changed since/, approver);
    expect(world.ecs.control.effects().ReplaceSystemDisk).toBeUndefined();
    expect(world.buttons(card)).toContain('批准');

    await world.clicks(approver, card, /批准/);
    await told(card, /已完成/);
    expect(world.ecs.control.effects().ReplaceSystemDisk?.count).toBe(1);
    expect(server()?.status).toBe('Stopped');
  });
});

describe('a disk that somebody else has replaced meanwhile', () => {
  it('is not wiped: it was neither approved nor saved', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees(ops, /rq_/);
    world.ecs.control.hook({ action: 'CreateSnapshot', when: 'after' });
    await world.clicks(approver, card, /批准/);
    await eventually(
      () => world.ecs.control.held()[0],
      () => 'the snapshot begun',
    );
    world.ecs.control.clock({ advanceMs: 600_000 });
    await ecs.instances.replaceSystemDisk({
      region,
      instanceId: shopWeb,
      imageId: 'debian_12_13_x64_20G_alibase_20260120.vhd',
      sizeGiB: 40,
      keyPair: 'ops-hangzhou',
      token: 'by-hand',
    });
    world.ecs.control.clock({ advanceMs: 600_000 });
    world.ecs.control.release();
    await told(card, /系统盘已不是批准时的/);

    expect(world.ecs.control.effects().ReplaceSystemDisk?.tokens).toEqual(['by-hand']);
    await eventually(
      () => server()?.status === 'Running' || undefined,
      () => 'started again',
    );
  });
});

describe('a cancel that meets an ECS call under way', () => {
  it('waits for what comes of it, and leaves the server as it was found', async () => {
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees(ops, /rq_/);
    world.ecs.control.hook({ action: 'StopInstance', when: 'before' });
    await world.clicks(approver, card, /批准/);
    await eventually(
      () => world.ecs.control.held()[0],
      () => 'the stop on its way',
    );
    await world.says(asker, `cancel ${idOf(card)}`);
    await eventually(
      () => /已申请停止/.test(world.words(world.now(card))) || undefined,
      () => world.words(world.now(card)),
    );
    world.ecs.control.release();
    await told(card, /中止|取消/);

    expect(world.ecs.control.effects()).toMatchObject({
      StopInstance: { count: 1 },
      StartInstance: { count: 1 },
    });
    expect(server()).toMatchObject({ status: 'Running', imageId: expect.stringContaining('centos_7_9') });
  });
});
