import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { startSandbox } from '../sandbox/start.ts';
import { readConfig, SettingsError } from '../src/config.ts';
import { embeddedRedis, findRedisServer } from '../src/store/embedded.ts';
import { keepRunning } from './keep-running.ts';

/** What `npm start` runs once all is installed and built: the sandbox without a chat, the bot and the worker with one. */
async function run(): Promise<{ stop(): Promise<void> }> {
  const config = readConfig(process.env);
  const sandbox = process.argv.includes('--sandbox') || (!config.slack && !config.dingtalk);
  if (!sandbox) return product(config);
  const port = config.port ?? (await freePort(8080));
  const started = await startSandbox(port, config.dataDir);
  console.log(
    `\n  ecs-image sandbox: open ${started.url}\n  Logs of the bot and the worker: ${started.dir}\n`,
  );
  return started;
}

async function product(config: ReturnType<typeof readConfig>): Promise<{ stop(): Promise<void> }> {
  const redis = config.redisUrl ? undefined : await privateRedis(config.dataDir);
  const url = config.redisUrl ?? redis?.url ?? '';
  console.log(redis ? `Private redis-server under ${resolve(config.dataDir)}` : 'Redis from REDIS_URL');
  const env = { ...definedOnly(process.env), REDIS_URL: url };
  const port = config.port ?? 3000;
  mkdirSync(config.dataDir, { recursive: true });
  const log = (name: string) => join(config.dataDir, `${name}.log`);
  const bot = keepRunning('handlers/bot.js', { ...env, PORT: String(port) }, log('bot'));
  const worker = keepRunning('jobs/worker.js', { ...env, PORT: String(port + 1) }, log('worker'));
  console.log(
    `Bot health: http://localhost:${port}/healthz · worker health: http://localhost:${port + 1}/healthz`,
  );
  return {
    async stop() {
      await Promise.all([bot.stop(), worker.stop()]);
      await redis?.stop();
    },
  };
}

async function privateRedis(dataDir: string) {
  const binary = findRedisServer(process.env.PATH);
  if (binary) return embeddedRedis(binary, dataDir);
  throw new SettingsError([
    'redis-server is missing. Install it with: sudo apt-get install -y redis-server (macOS: brew install redis), or set REDIS_URL',
  ]);
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}

/** The usual port, or any when it is taken. */
async function freePort(wanted: number): Promise<number> {
  const free = await new Promise<boolean>((answer) => {
    const probe = createServer().once('error', () => answer(false));
    probe.listen(wanted, '127.0.0.1', () => probe.close(() => answer(true)));
  });
  return free ? wanted : 0;
}

try {
  const running = await run();
  // A terminal signals the whole group and npm passes it on once more: the second one must not cut the stop short.
  await new Promise((told) => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, told);
  });
  await running.stop();
  process.exit(0);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  for (const problem of error.problems) console.error(problem);
  process.exit(1);
}
