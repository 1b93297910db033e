import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import publicImages from '../../sandbox/data/public-images.json' with { type: 'json' };
import { type OpenSandbox, openSandbox } from './sandbox.ts';

let sandbox: OpenSandbox;

beforeAll(async () => {
  sandbox = await openSandbox('slack');
}, 120_000);

afterAll(() => sandbox?.close(), 30_000);

describe('on the page', () => {
  it('recommend ubuntu gives an image that exists', async () => {
    const { types, message } = sandbox;

    await types('/ecs-image recommend ubuntu');
    const card = message('推荐使用 Ubuntu');
    await card.waitFor();

    const id = /ubuntu_\d\d_\d\d_x64_20G_alibase_\d{8}\.vhd/.exec((await card.textContent()) ?? '')?.[0];
    expect(publicImages.map(({ ImageId }) => ImageId)).toContain(id);
  }, 90_000);

  it('an import ends with a notice in its thread', async () => {
    const { page, types, message } = sandbox;

    await types('/ecs-image import oss://images-hangzhou/golden/ubuntu-24.04-app.qcow2 --name app-base');
    await message('app-base').getByTestId('open-thread').click();
    const notice = page.getByTestId('thread').getByTestId('message').filter({ hasText: /m-bp1/ }).last();
    await notice.waitFor();

    expect(await notice.textContent()).toContain('林小雨');
    const imageId = /m-bp1[a-z0-9]{17}/.exec((await notice.textContent()) ?? '')?.[0];
    await page.getByTestId(`ecs-image-${imageId}`).waitFor();
  }, 90_000);

  it('a replacement asked for by one person and approved by another changes the server, and its thread tells the story', async () => {
    const { page, types, becomes, message, press, replaced } = sandbox;
    const instance = 'i-bp1shopweb01k3x9q7m2';
    const approve = message(instance).locator('[data-action^="approve"]');

    await types(`/ecs-image replace ${instance} ubuntu`);
    await approve.waitFor();
    await becomes('U0002');
    await press(approve);
    await replaced(instance, 'ubuntu_24_04');

    await message(instance).getByTestId('open-thread').click();
    const thread = page.getByTestId('thread');
    await thread.getByText('已批准，开始执行').waitFor();
    await thread.getByText('，已完成').waitFor();
    expect(await page.locator('[data-action^="approve"]').count()).toBe(0);
  }, 120_000);
});
