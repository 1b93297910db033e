import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Locator } from 'playwright-core';

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

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

/** The sandbox as `npm run sandbox` starts it, its page in Chromium at 120 times the speed, and a person's hands. */
export async function openSandbox(view: 'slack' | 'dingtalk' | 'both') {
  const dir = mkdtempSync(join(tmpdir(), 'ei-browser-'));
  const run = fileURLToPath(new URL('../../dist/scripts/run.js', import.meta.url));
  const env = { PATH: process.env.PATH ?? '', DATA_DIR: dir, PORT: '0' };
  const sandbox = spawn(process.execPath, [run, '--sandbox'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const url = await new Promise<string>((found, failed) => {
    sandbox.stdout.on('data', (chunk) => {
      const told = /open (http:\S+)/.exec(String(chunk));
      if (told?.[1]) found(told[1]);
    });
    sandbox.once('exit', (code) => failed(new Error(`the sandbox ended with ${code}`)));
  });
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: flags });
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(patience);
  await page.goto(url);
  await page.getByTestId(`view-${view}`).click();
  await page.getByTestId('speed-120').click();
  await page.locator('.offline').waitFor({ state: 'detached' });

  const last = (testId: string) => (words: string | RegExp) =>
    page.getByTestId(testId).filter({ hasText: words }).last();
  return {
    page,

    /** In the open channel of Slack. */
    async types(text: string): Promise<void> {
      await page.getByTestId('composer').fill(text);
      await page.getByTestId('send').click();
    },

    /** In the open conversation of DingTalk. */
    async says(text: string): Promise<void> {
      await page.getByTestId('dt-composer').fill(text);
      await page.getByTestId('dt-send').click();
    },

    /** In both chats. */
    async becomes(user: string): Promise<void> {
      await page.getByTestId(`person-${user}`).click();
      await page.locator(`[data-testid="person-${user}"][aria-current]`).waitFor();
    },

    /** The latest with these words, in Slack. */
    message: last('message'),
    /** The same in DingTalk. */
    dingtalkMessage: last('dt-message'),

    async press(button: Locator): Promise<void> {
      await button.click();
      await page.getByTestId('confirm-yes').click();
    },

    /** Until the server runs another system. */
    async replaced(instance: string, system: string): Promise<void> {
      await page.getByTestId(`ecs-image-of-${instance}`).filter({ hasText: system }).waitFor();
      await page.locator(`[data-testid="ecs-instance-${instance}"][data-status="Running"]`).waitFor();
    },

    async close(): Promise<void> {
      await browser.close();
      const ended = new Promise((resolve) => sandbox.once('exit', resolve));
      sandbox.kill('SIGTERM');
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
