import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readReplacement } from '../../jobs/replace-os/plan.ts';
import type { Button } from '../../src/chat/card.ts';
import { plain } from '../../src/i18n/text.ts';
import { type Desk, startDesk, today } from '../support/questions.ts';
import { aRequest } from '../support/requests.ts';
import { fact, said, under } from '../support/said.ts';
import { shopWeb } from '../support/world.ts';

const region = 'cn-hangzhou';
const imageId = 'aliyun_3_x64_20G_alibase_20260828.vhd';
let desk: Desk;
beforeAll(async () => {
  desk = await startDesk();
}, 60_000);
afterAll(() => desk.stop());

async function snapshot(retentionDays?: number): Promise<string> {
  const { ecs } = desk.app;
  const [disk] = await ecs.disks.ofInstance(region, shopWeb);
  // ECS takes one of a disk at a time.
  const { snapshotId } = await ecs.snapshots.create({
    region,
    diskId: disk?.id ?? '',
    name: 'before-change',
    token: `snapshot ${retentionDays}`,
    ...(retentionDays && { retentionDays }),
  });
  return snapshotId;
}

const importing = (name: string) =>
  desk.app.ecs.images.import({
    region,
    name,
    bucket: 'images-hangzhou',
    object: 'golden/rocky-9.raw',
    sizeGiB: 20,
    osType: 'linux',
    architecture: 'x86_64',
    token: name,
  });

const labels = (buttons: Button[] = []) => buttons.map(({ label }) => plain(label));

describe('an id alone', () => {
  it('of a snapshot tells of which disk it is, and until when it is kept', async () => {
    const card = await desk.ask(await snapshot(7));
    desk.clock.advance(24 * 60 * 60 * 1000);
    const forever = await snapshot();

    expect(fact(card, 'Disk')).toMatch(/^d-bp1shopweb01\w+, system disk, 40 GiB$/);
    expect(fact(card, 'Kept')).toBe('7 days, until 2026-12-01');
    expect(fact(await desk.ask(forever, { locale: 'zh' }), '保留时间')).toBe('长期保留，直到手动删除');
  });

  it('of a task tells how far it is, then why it failed in the words of ECS', async () => {
    desk.ecs.control.failImport({
      imageName: 'torn',
      code: 'InvalidImage.Damaged',
      message: 'The file is damaged.',
    });
    const { taskId } = await importing('torn');

    const running = await desk.ask(taskId);
    desk.clock.advance(24 * 60 * 60 * 1000);
    const failed = await desk.ask(taskId);

    expect(running.tone).toBe('busy');
    expect(failed.tone).toBe('bad');
    expect(under(failed, 'Why it failed')[0]).toContain('The file is damaged.');
  });

  it('of a task leads on to the image it makes', async () => {
    const { imageId, taskId } = await importing('good');
    desk.clock.advance(24 * 60 * 60 * 1000);

    const card = await desk.ask(taskId);
    const image = await desk.ask(imageId);

    expect(card.tone).toBe('good');
    expect(labels(card.buttons)).toContain('Show the image');
    expect(fact(image, 'Owner')).toBe('own');
  });

  it.each([
    ['s-bp1nowhere', 'error.snapshot.unknown'],
    ['t-bp1nowhere', 'error.task.unknown'],
    ['m-bp1nowhere', 'error.image.unknown'],
    ['i-bp1nowhere', 'error.instance.unknown'],
    ['rq_nowhere', 'error.request.unknown'],
  ])('%s of nothing names the regions that were searched', async (id, key) => {
    await expect(desk.ask(id)).rejects.toMatchObject({ key });
  });
});

describe('an instance', () => {
  it('names the last requests about it, and leads to the newest', async () => {
    const wish = { site: 'cn', backup: { keepDays: 7 } } as const;
    const { ecs, store } = desk.app;
    const plan = await readReplacement(ecs, { region, instanceId: shopWeb, imageId }, wish, today);
    const about = { plan, holds: [], expiresAt: today + 60_000 };
    await store.requests.create(aRequest({ ...about, id: 'rq_older1', createdAt: today - 2 }), {});
    await store.requests.create(aRequest({ ...about, id: 'rq_newer1', createdAt: today - 1 }), {});
    await store.requests.create(aRequest({ id: 'rq_other1', holds: [] }), {});

    const card = await desk.ask(`show ${shopWeb}`);

    expect(under(card, 'Last requests about it').map((line) => line.split(' ')[0])).toEqual([
      'rq_newer1',
      'rq_older1',
    ]);
    expect(labels(card.buttons)).toContain('Show rq_newer1');
    expect(said(card)).not.toContain('rq_other1');
  });

  it('is not offered another system while it is locked, and says why in the words of the reader', async () => {
    const buttons = async () => labels((await desk.ask(shopWeb)).buttons);
    expect(await buttons()).toContain('Replace the system');
    desk.ecs.control.lock(shopWeb, ['security']);

    expect(await buttons()).not.toContain('Replace the system');
    expect(fact(await desk.ask(shopWeb, { locale: 'zh' }), '锁定原因')).toContain('安全原因');
    desk.ecs.control.lock(shopWeb, []);
  });
});
