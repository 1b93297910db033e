import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { keepRunning } from '../scripts/keep-running.ts';
import manifest from '../slack-manifest.json' with { type: 'json' };
import { embeddedRedis, findRedisServer } from '../src/store/embedded.ts';
import { createClock } from './clock.ts';
import { startPage } from './page.ts';
import { productEnv, startServers } from './servers.ts';

/** Ten minutes of ECS pass in twenty seconds; the page can change that. */
const demoSpeed = 30;
const people = [
  { id: 'U0001', dingtalk: 'staff-0001', role: 'asker' },
  { id: 'U0002', dingtalk: 'staff-0002', role: 'approver' },
  { id: 'U0004', dingtalk: 'staff-0004', role: 'approver' },
  { id: 'U0003', dingtalk: 'staff-0003', role: 'stranger' },
  { id: 'U0005', dingtalk: 'outsider-0001', role: 'guest' },
];
const examples = [
  '/ecs-image recommend ubuntu',
  '/ecs-image replace {instance} ubuntu',
  '/ecs-image import oss://images-hangzhou/golden/ubuntu-24.04-app.qcow2',
  '/ecs-image import oss://images-hangzhou/broken/torn.qcow2',
  '/ecs-image recommend centos 7',
  '/ecs-image help',
];

/** The real bot and the real worker against local vendors, and a page that shows the chats. Begins anew at each start. */
export async function startSandbox(port: number, dataDir: string) {
  const dir = resolve(dataDir, 'sandbox');
  const binary = findRedisServer(process.env.PATH);
  if (!binary) throw new Error('redis-server is missing');
  // A sandbox that was killed leaves its Redis behind; without its socket it could never be found again.
  await (await embeddedRedis(binary, dir)).stop();
  rmSync(dir, { recursive: true, force: true });
  mkdirSync(dir, { recursive: true });
  const redis = await embeddedRedis(binary, dir);
  // Installed as its manifest says, with the rights that asks for.
  const { scopes } = manifest.oauth_config;
  const servers = await startServers({
    clock: createClock({ speed: demoSpeed }),
    slack: { scopes: scopes.bot },
  });
  servers.ecs.control.failImport({
    object: 'broken/torn.qcow2',
    code: 'InvalidImageFormat.Malformed',
    message: 'The image format is malformed.',
  });
  const env = productEnv(servers, { redisUrl: redis.url, dir, pollSeconds: 1 });
  const bot = keepRunning('handlers/bot.js', env, join(dir, 'bot.log'));
  const worker = keepRunning('jobs/worker.js', env, join(dir, 'worker.log'));
  const staticDir = fileURLToPath(new URL('./web/', import.meta.url));
  const page = await startPage({
    port,
    slackUrl: servers.slack.url,
    dingtalkUrl: servers.dingtalk.url,
    ecsUrl: servers.ecs.url,
    staticDir,
    people,
    examples,
  });
  return {
    url: page.url,
    servers,
    pids: () => ({ bot: bot.pid(), worker: worker.pid() }),
    dir,
    async stop(): Promise<void> {
      await page.stop();
      await Promise.all([bot.stop(), worker.stop()]);
      await servers.stop();
      await redis.stop();
    },
  };
}
