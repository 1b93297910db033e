import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type OpenSandbox, openSandbox } from './sandbox.ts';

let sandbox: OpenSandbox;

beforeAll(async () => {
  sandbox = await openSandbox('both');
}, 120_000);

afterAll(() => sandbox?.close(), 30_000);

describe('on the page, with Slack and DingTalk side by side', () => {
  it('a replacement asked for in Slack is approved by a tap in DingTalk, and both tell the story', async () => {
    const { page, types, becomes, message, dingtalkMessage, replaced } = sandbox;
    const instance = 'i-bp1shopweb01k3x9q7m2';

    await types(`/ecs-image replace ${instance} ubuntu`);
    await message(instance).locator('[data-action^="approve"]').waitFor();
    await becomes('U0002');
    await page.getByTestId('dt-conversation-cidApprovals0001==').click();
    const approve = dingtalkMessage(instance).getByTestId('dt-button').filter({ hasText: '批准' });
    await approve.click();
    await replaced(instance, 'ubuntu_24_04');

    await dingtalkMessage('已批准，开始执行').waitFor();
    await dingtalkMessage('shop-web-01 已更换为 Ubuntu 24.04').waitFor();
    await message(instance).getByTestId('open-thread').click();
    const thread = page.getByTestId('thread');
    await thread.getByText('已批准，开始执行').waitFor();
    await thread.getByText('，已完成').waitFor();
    expect(await approve.count()).toBe(0);
    expect(await page.locator('[data-action^="approve"]').count()).toBe(0);
  }, 120_000);

  it('a replacement asked for in DingTalk is approved by a click in Slack, and both tell the story', async () => {
    const { page, says, becomes, message, dingtalkMessage, press, replaced } = sandbox;
    const instance = 'i-bp1shopweb02w5d8r1n6';
    await becomes('U0001');
    await page.getByTestId('dt-conversation-cidOps0001==').click();
    const asked = dingtalkMessage(instance).getByTestId('dt-button').filter({ hasText: '批准' });

    await says(`/ecs-image replace ${instance} ubuntu`);
    await asked.waitFor();
    await becomes('U0002');
    await page.getByTestId('channel-C0009').click();
    const approve = message(instance).locator('[data-action^="approve"]');
    await press(approve);
    await replaced(instance, 'ubuntu_24_04');

    await dingtalkMessage('已批准，开始执行').waitFor();
    await dingtalkMessage('shop-web-02 已更换为 Ubuntu 24.04').waitFor();
    await message(instance).getByTestId('open-thread').click();
    const thread = page.getByTestId('thread');
    await thread.getByText('已批准，开始执行').waitFor();
    await thread.getByText('，已完成').waitFor();
    expect(await asked.count()).toBe(0);
    expect(await approve.count()).toBe(0);
  }, 120_000);
});
