import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { sandboxConfig } from '../../sandbox/servers.ts';
import { dingtalkStage, type Stage, slackStage } from '../support/stages.ts';
import { eventually, ops, shopWeb, startWorld, type World } from '../support/world.ts';

const group = 'cidOps0001==';
const approvalsGroup = 'cidApprovals0001==';
const outsider = 'outsider-0001';

let world: World;
afterEach(() => world.stop());

function reads(stage: Stage, words: RegExp): Promise<string> {
  return eventually(
    () => stage.all().findLast((it) => words.test(it)),
    () => `${words} on ${stage.name}:\n${stage.all().join('\n---\n')}`,
  );
}

function effects(): Record<string, number> {
  return Object.fromEntries(
    Object.entries(world.ecs.control.effects()).map(([action, { count }]) => [action, count]),
  );
}

describe('one request on two platforms', () => {
  let onSlack: Stage;
  let onDingTalk: Stage;
  beforeEach(async () => {
    world = await startWorld();
  }, 60_000);

  it('asked in Slack, approved in DingTalk: runs once, and both follow it to its end', async () => {
    onSlack = slackStage(world, ops);
    onDingTalk = dingtalkStage(world, approvalsGroup);
    await onSlack.says('asker', `replace ${shopWeb} ubuntu`);
    await reads(onDingTalk, /rq_/);
    await onDingTalk.presses('approver', /批准/);

    await reads(onSlack, /已完成[\s\S]*ubuntu_24_04/);
    await reads(onDingTalk, /已完成[\s\S]*ubuntu_24_04/);
    await eventually(
      () => onSlack.buttons().every((it) => !/批准/.test(it)) || undefined,
      () => onSlack.buttons().join(),
    );
    await eventually(
      () => onDingTalk.buttons().every((it) => !/批准/.test(it)) || undefined,
      () => onDingTalk.buttons().join(),
    );
    expect(effects()).toMatchObject({
      StopInstance: 1,
      CreateSnapshot: 1,
      ReplaceSystemDisk: 1,
      StartInstance: 1,
    });
  });

  it('asked in DingTalk, approved in Slack: runs once, and both follow it to its end', async () => {
    onSlack = slackStage(world, 'C0009');
    onDingTalk = dingtalkStage(world, group);
    await onDingTalk.says('asker', `replace ${shopWeb} ubuntu`);
    await reads(onSlack, /rq_/);
    await onSlack.presses('approver', /批准|Approve/);

    await reads(onDingTalk, /已完成[\s\S]*ubuntu_24_04/);
    await reads(onSlack, /已完成[\s\S]*ubuntu_24_04/);
    await eventually(
      () => onSlack.buttons().every((it) => !/批准/.test(it)) || undefined,
      () => onSlack.buttons().join(),
    );
    expect(effects()).toMatchObject({ StopInstance: 1, ReplaceSystemDisk: 1, StartInstance: 1 });
  });

  it('an import still tells its end when the reply address is long gone', async () => {
    onDingTalk = dingtalkStage(world, group);
    world.ecs.control.clock({ speed: 0.001 });
    await onDingTalk.says(
      'asker',
      'import oss://images-hangzhou/golden/rocky-9.raw --name late-news --os rocky',
    );
    await eventually(
      () => effects().ImportImage,
      () => 'the import begun',
    );
    world.dingtalk.advance(2 * 3_600_000);
    world.ecs.control.clock({ speed: 200 });

    await reads(onDingTalk, /late-news[\s\S]*m-bp1/);
  });
});

describe('in DingTalk', () => {
  it('the asker’s account there is no second person', async () => {
    const roles = { ...sandboxConfig.roles, approver: ['xiaoyu', 'maya'] };
    world = await startWorld({ config: { roles } });
    const onSlack = slackStage(world, ops);
    const onDingTalk = dingtalkStage(world, approvalsGroup);
    await onSlack.says('asker', `replace ${shopWeb} ubuntu`);
    await reads(onDingTalk, /rq_/);
    await onDingTalk.presses('asker', /批准/);

    await eventually(
      () => onDingTalk.alone('asker').find((it) => /由其他人/.test(it)),
      () => onDingTalk.alone('asker').join('\n---\n'),
    );
    expect(effects().StopInstance).toBeUndefined();
  }, 60_000);

  it('an outsider and everybody of an unpublished robot may change nothing', async () => {
    world = await startWorld();
    const onSlack = slackStage(world, ops);
    const onDingTalk = dingtalkStage(world, group);
    await onSlack.says('asker', `replace ${shopWeb} ubuntu`);
    const id = /rq_[0-9a-z]{6}/.exec(await reads(onSlack, /rq_/))?.[0];

    await world.dingtalk.gestures.say({ user: outsider, conversation: group, text: `approve ${id}` });
    world.dingtalk.configure({ published: false });
    await onDingTalk.says('approver', `approve ${id}`);
    await onDingTalk.says(
      'asker',
      'import oss://images-hangzhou/golden/rocky-9.raw --name nobody --os rocky',
    );
    await eventually(
      () => world.dingtalk.state.deliveries.length >= 3 || undefined,
      () => 'three deliveries',
    );
    world.dingtalk.configure({ published: true });
    await onDingTalk.says('secondApprover', `deny ${id}`);
    await eventually(
      () => onSlack.all().find((it) => /拒绝/.test(it)),
      () => onSlack.all().join('\n---\n'),
    );

    expect(effects()).toEqual({});
  }, 60_000);

  it('quoting the request and answering 同意 approves it', async () => {
    world = await startWorld();
    const onSlack = slackStage(world, ops);
    const onDingTalk = dingtalkStage(world, approvalsGroup);
    await onSlack.says('asker', `replace ${shopWeb} ubuntu`);
    await reads(onDingTalk, /rq_/);
    const prompt = world.dingtalk.state.messages.findLast(
      (it) => it.conversation === approvalsGroup && it.from === 'robot',
    );
    await world.dingtalk.gestures.quote({ user: 'staff-0002', message: prompt?.id ?? '', text: '同意' });

    await reads(onSlack, /已批准/);
  }, 60_000);
});
