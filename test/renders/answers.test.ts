import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReplacement } from '../../jobs/replace-os/plan.ts';
import { blockErrors } from '../../sandbox/slack/blocks/validate.ts';
import { render as drawDingtalk } from '../../src/chat/dingtalk/render.ts';
import { render as drawSlack } from '../../src/chat/slack/render.ts';
import { type Desk, startDesk, today } from '../support/questions.ts';
import { aRequest } from '../support/requests.ts';
import { shopWeb } from '../support/world.ts';

const region = 'cn-hangzhou';
const imageId = 'aliyun_3_x64_20G_alibase_20260828.vhd';

let desk: Desk;
/** Ids that the sandbox gives are made as it goes. */
let made: { snapshot: string; task: string; image: string };

beforeAll(async () => {
  desk = await startDesk();
  const { ecs, store } = desk.app;
  const wish = { site: 'cn', backup: { keepDays: 7 } } as const;
  const plan = await readReplacement(ecs, { region, instanceId: shopWeb, imageId }, wish, today);
  const [disk] = await ecs.disks.ofInstance(region, shopWeb);
  const { snapshotId } = await ecs.snapshots.create({
    region,
    diskId: disk?.id ?? '',
    name: 'before-rq_7f3a2k',
    retentionDays: 7,
    token: 'golden',
  });
  const { taskId, imageId: image } = await ecs.images.import({
    region,
    name: 'golden-app',
    bucket: 'images-hangzhou',
    object: 'golden/rocky-9.raw',
    sizeGiB: 20,
    osType: 'linux',
    architecture: 'x86_64',
    token: 'golden',
  });
  made = { snapshot: snapshotId, task: taskId, image };
  const request = aRequest({
    id: 'rq_7f3a2k',
    plan,
    createdAt: today - 3_600_000,
    expiresAt: today + 1_800_000,
    state: { snapshotId },
    holds: [],
  });
  await store.requests.create(request, {});
}, 60_000);
afterAll(() => desk.stop());

const answers: [name: string, typed: string, chinese: string][] = [
  ['recommend', 'recommend ubuntu', '推荐 ubuntu'],
  ['recommend-instance', 'recommend prod --type ecs.g8y.large', '推荐 生产 --type ecs.g8y.large'],
  [
    'recommend-windows',
    'recommend windows 2016 --type ecs.g7.large',
    '推荐 windows 2016 --type ecs.g7.large',
  ],
  ['refused', 'recommend centos 7', '推荐 centos 7'],
  ['refused-ubuntu', 'recommend ubuntu 20.04', '推荐 ubuntu 20.04'],
  ['eol', 'eol', '生命周期'],
  ['eol-product', 'eol ubuntu', '生命周期 ubuntu'],
  ['eol-release', 'eol debian 12', '生命周期 debian 12'],
  ['eol-unknown', 'eol alinux 4', '生命周期 阿里云Linux 4'],
  ['compare', 'compare centos 7 vs alinux 3', '对比 centos 7 和 alinux 3'],
  ['compare-alive', 'compare ubuntu debian', '对比 ubuntu debian'],
  ['images', 'images rocky 9', '镜像列表 rocky 9'],
  ['show-image', 'show aliyun_3_x64_20G_alibase_20260326.vhd', '查看 aliyun_3_x64_20G_alibase_20260326.vhd'],
  ['show-instance', `show ${shopWeb}`, `查看 ${shopWeb}`],
  ['show-snapshot', 'show snapshot', '查看 snapshot'],
  ['show-task', 'show task', '查看 task'],
  ['show-request', 'show rq_7f3a2k', '查看 rq_7f3a2k'],
];
const both = answers.flatMap(([name, en, zh]) => [
  [`${name}-en`, 'en', en] as const,
  [`${name}-zh`, 'zh', zh] as const,
]);

/** The sandbox's own ids are not the same in every run; the card is drawn with names in their place. */
const stable = (drawn: unknown): unknown =>
  JSON.parse(
    JSON.stringify(drawn)
      .replaceAll(made.snapshot, 's-bp1golden')
      .replaceAll(made.task, 't-bp1golden')
      .replaceAll(made.image, 'm-bp1golden'),
  );

const answer = (locale: 'en' | 'zh', typed: string) =>
  desk.ask(typed.replace(/snapshot$/, made.snapshot).replace(/task$/, made.task), { locale });

/** Written when missing; a change is made by deleting the old file. */
function golden(platform: string, name: string, drawn: unknown): unknown {
  const folder = new URL(`./${platform}/answers/`, import.meta.url);
  const file = new URL(`${name}.json`, folder);
  if (!existsSync(file) && !process.env.CI) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, `${JSON.stringify(drawn, null, 2)}\n`);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe('an answer', () => {
  it.each(both)(
    '%s is drawn on Slack as in its golden file, and Slack takes it',
    async (name, locale, typed) => {
      const drawn = stable(drawSlack(await answer(locale, typed))) as { blocks: [] };

      expect(blockErrors(drawn.blocks, 'message')).toEqual([]);
      expect(drawn).toEqual(golden('slack', name, drawn));
    },
  );

  it.each(both)('%s is drawn on DingTalk as in its golden file', async (name, locale, typed) => {
    const drawn = stable(drawDingtalk(await answer(locale, typed), { at: true, quotable: true }));

    expect(drawn).toEqual(golden('dingtalk', name, drawn));
  });
});
