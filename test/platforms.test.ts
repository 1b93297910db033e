import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dingtalkStage, type Stage, slackStage } from './support/stages.ts';
import { eventually, shopWeb, startWorld, type World } from './support/world.ts';

const stages: [string, (world: World) => Stage][] = [
  ['Slack', slackStage],
  ['DingTalk', dingtalkStage],
];

/** What a team can do on one platform it can do on the other. */
describe.each(stages)('on %s', (_name, stageOf) => {
  let world: World;
  let stage: Stage;
  beforeAll(async () => {
    world = await startWorld();
    stage = stageOf(world);
  }, 60_000);
  afterAll(() => world.stop());

  const reads = (words: RegExp) =>
    eventually(
      () => stage.all().findLast((it) => words.test(it)),
      () => `${words} in:\n${stage.all().join('\n---\n')}`,
    );
  const isTold = (who: Parameters<Stage['alone']>[0], words: RegExp) =>
    eventually(
      () => stage.alone(who).findLast((it) => words.test(it)),
      () => `${words} to ${who}:\n${stage.alone(who).join('\n---\n')}`,
    );
  const idIn = (text: string) => /rq_[0-9a-z]{6}/.exec(text)?.[0] ?? '';

  it('a question is answered for everybody, naming who asked', async () => {
    await stage.says('asker', '/ecs-image recommend ubuntu');

    expect(await reads(/ubuntu_24_04_x64_20G_alibase_20260916\.vhd/)).toMatch(/林小雨|U0001|xiaoyu/);
  });

  it('full-width signs and Chinese verbs are understood', async () => {
    await stage.says('asker', '　／ｅｃｓ－ｉｍａｇｅ　推荐　ｄｅｂｉａｎ');
    await reads(/debian_1\d/);
  });

  it('help and mistakes are told to the asker alone', async () => {
    await stage.says('asker', 'help');
    await isTold('asker', /recommend/);
    await stage.says('stranger', 'recomend ubuntu');
    await isTold('stranger', /recommend/);

    expect(stage.all().some((it) => /recomend/.test(it))).toBe(false);
  });

  it('a stranger may not ask for a change', async () => {
    await stage.says('stranger', `replace ${shopWeb} ubuntu`);
    await isTold('stranger', /operator/);
  });

  it('an import tells in the end what has become of it', async () => {
    await stage.says('asker', 'import oss://images-hangzhou/golden/rocky-9.raw --name both-ways --os rocky');
    await reads(/both-ways[\s\S]*m-bp1/);
  });

  it('a replacement is approved by another person, runs once and is told', async () => {
    await stage.says('asker', `replace ${shopWeb} ubuntu`);
    const id = idIn(await reads(new RegExp(`${shopWeb}[\\s\\S]*rq_|rq_[\\s\\S]*${shopWeb}`)));
    await eventually(
      () => stage.buttons().find((label) => /批准/.test(label)),
      () => stage.buttons().join(),
    );

    await stage.presses('asker', /批准/);
    await isTold('asker', /需要由其他人审批|由其他人/);
    await stage.presses('stranger', /批准/);
    await isTold('stranger', /审批人|approver/);
    expect(world.ecs.control.effects().StopInstance).toBeUndefined();

    await stage.presses('approver', /批准/);
    await reads(/已完成[\s\S]*ubuntu_24_04/);
    await eventually(
      () => stage.buttons().every((label) => !/批准/.test(label)) || undefined,
      () => stage.buttons().join(),
    );
    await stage.says('secondApprover', `approve ${id}`);
    await isTold('secondApprover', /已由|already/);

    const effects = world.ecs.control.effects();
    for (const action of ['StopInstance', 'CreateSnapshot', 'ReplaceSystemDisk', 'StartInstance'])
      expect([action, effects[action]?.count]).toEqual([action, 1]);
  }, 60_000);
});
