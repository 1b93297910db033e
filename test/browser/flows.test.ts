import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import publicImages from '../../sandbox/data/public-images.json' with { type: 'json' };

/** This machine's network is closed: what Chromium would look up by itself is switched off. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const patience = 60_000;

let sandbox: ChildProcess;
let dir: string;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'ei-browser-'));
  const run = fileURLToPath(new URL('../../dist/scripts/run.js', import.meta.url));
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dir, PORT: '0' };
  sandbox = spawn(process.execPath, [run, '--sandbox'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((found, failed) => {
    sandbox.stdout?.on('data', (chunk) => {
      const told = /open (http:\S+)/.exec(String(chunk));
      if (told?.[1]) found(told[1]);
    });
    sandbox.once('exit', (code) => failed(new Error(`the sandbox ended with ${code}`)));
  });
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(patience);
  await page.goto(url);
  await page.getByTestId('speed-120').click();
  await page.locator('.offline').waitFor({ state: 'detached' });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  sandbox?.kill('SIGTERM');
  await new Promise((ended) => sandbox?.once('exit', ended));
  rmSync(dir, { recursive: true, force: true });
}, 30_000);

async function types(text: string): Promise<void> {
  await page.getByTestId('composer').fill(text);
  await page.getByTestId('send').click();
}

async function becomes(user: string): Promise<void> {
  await page.getByTestId(`person-${user}`).click();
  await page.locator(`[data-testid="person-${user}"][aria-current]`).waitFor();
}

function message(words: string | RegExp): Locator {
  return page.getByTestId('message').filter({ hasText: words }).last();
}

describe('on the page', () => {
  it('recommend ubuntu gives an image that exists', async () => {
    await types('/ecs-image recommend ubuntu');
    const card = message('推荐使用 Ubuntu');
    await card.waitFor();

    const id = /ubuntu_\d\d_\d\d_x64_20G_alibase_\d{8}\.vhd/.exec((await card.textContent()) ?? '')?.[0];
    expect(publicImages.map(({ ImageId }) => ImageId)).toContain(id);
  }, 90_000);

  it('an import ends with a notice in its thread', async () => {
    await types('/ecs-image import oss://images-hangzhou/golden/ubuntu-24.04-app.qcow2 --name app-base');
    const card = message('app-base');
    await card.getByTestId('open-thread').click();
    const notice = page.getByTestId('thread').getByTestId('message').filter({ hasText: /m-bp1/ }).last();
    await notice.waitFor();

    expect(await notice.textContent()).toContain('林小雨');
    const imageId = /m-bp1[a-z0-9]{17}/.exec((await notice.textContent()) ?? '')?.[0];
    await page.getByTestId(`ecs-image-${imageId}`).waitFor();
  }, 90_000);

  it('a replacement asked for by one person and approved by another changes the server, and its thread tells the story', async () => {
    const instance = 'i-bp1shopweb01k3x9q7m2';
    await types(`/ecs-image replace ${instance} ubuntu`);
    await message(instance).locator('[data-action^="approve"]').waitFor();
    await becomes('U0002');
    const card = message(instance);
    await card.locator('[data-action^="approve"]').click();
    await page.getByTestId('confirm-yes').click();
    await page.getByTestId(`ecs-image-of-${instance}`).filter({ hasText: 'ubuntu_24_04' }).waitFor();
    await page.locator(`[data-testid="ecs-instance-${instance}"][data-status="Running"]`).waitFor();

    await card.getByTestId('open-thread').click();
    const thread = page.getByTestId('thread');
    await thread.getByText('已批准，开始执行').waitFor();
    await thread.getByText('，已完成').waitFor();
    expect(await page.locator('[data-action^="approve"]').count()).toBe(0);
  }, 120_000);
});
