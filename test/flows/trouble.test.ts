import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import { readConfig } from '../../src/config.ts';
import { createEcs } from '../../src/ecs/index.ts';
import { approver, asker, eventually, ops, shopWeb, startWorld, type World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await startWorld({ speed: 60 });
}, 60_000);
afterEach(() => world.stop());

async function asked(): Promise<SandboxMessage> {
  await world.says(asker, `replace ${shopWeb} ubuntu`);
  return world.sees(ops, /rq_/);
}

function told(card: SandboxMessage, words: RegExp): Promise<SandboxMessage> {
  return eventually(
    () => world.thread(card).find((it) => words.test(world.words(it))),
    () =>
      `${words} in:\n${world.words(world.now(card))}\n${world.thread(card).map(world.words).join('\n---\n')}`,
  );
}

function server() {
  return world.ecs.state().instances.find(({ id }) => id === shopWeb);
}

describe('a replacement that cannot go on', () => {
  it('starts the server again when ECS refuses before anything was replaced, and says why', async () => {
    world.ecs.control.fault({
      kind: 'error',
      action: 'ReplaceSystemDisk',
      code: 'ImageNotSupportInstanceType',
      status: 403,
      message: 'The image does not support the instance type.',
    });
    const card = await asked();
    await world.clicks(approver, card, /批准/);
    await told(card, /执行失败/);

    expect(server()).toMatchObject({ status: 'Running', imageId: expect.stringContaining('centos_7_9') });
    expect(world.buttons(card)).toEqual([]);
  });

  it('goes back to its approvers when the server has changed since, and shows that it did', async () => {
    const card = await asked();
    const ecs = createEcs(readConfig(world.env).cloud);
    await ecs.instances.stop('cn-hangzhou', shopWeb);
    await eventually(
      () => server()?.status === 'Stopped' || undefined,
      () => 'stopped by somebody else',
    );
    await world.clicks(approver, card, /批准/);
    await told(card, /方案已变化/);

    expect(world.buttons(card)).toEqual(['批准', '拒绝', '取消']);
    expect(world.ecs.control.effects().ReplaceSystemDisk).toBeUndefined();
  });

  it('stops when it is cancelled before the replacement, and leaves the server as it was found', async () => {
    const card = await asked();
    await world.clicks(approver, card, /批准/);
    await eventually(
      () => world.ecs.control.effects().StopInstance,
      () => 'stopping',
    );
    await world.clicks(asker, card, /取消/);
    await told(card, /中止|取消/);
    await eventually(
      () => world.buttons(card).length === 0 || undefined,
      () => 'no buttons',
    );

    expect(server()).toMatchObject({ status: 'Running', imageId: expect.stringContaining('centos_7_9') });
    expect(world.ecs.control.effects().ReplaceSystemDisk).toBeUndefined();
  });

  it('asks a person when the server cannot be started afterwards, and goes on when told to try again', async () => {
    const noStock = {
      kind: 'error',
      action: 'StartInstance',
      code: 'OperationDenied.NoStock',
      status: 403,
    } as const;
    world.ecs.control.fault({ ...noStock, message: 'The requested resource is sold out.' });
    const card = await asked();
    await world.clicks(approver, card, /批准/);
    await told(card, /需要人工处理/);
    expect(world.buttons(card)).toEqual(['重试', '放弃']);

    await world.clicks(asker, card, /重试/);
    await told(card, /已完成/);

    expect(server()).toMatchObject({ status: 'Running', imageId: expect.stringContaining('ubuntu_24_04') });
  });
});
