import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { productEnv, startServers } from '../sandbox/servers.ts';
import { type SandboxSlack, startSlack } from '../sandbox/slack/index.ts';
import { keepRunning } from '../scripts/keep-running.ts';
import { embeddedRedis, findRedisServer } from '../src/store/embedded.ts';
import { queuePrefix } from '../src/store/redis.ts';

/** A Slack of its own and the one process that is connected to it, started anew as often as is asked for. */
export type Stage = {
  slack: SandboxSlack;
  /** Milliseconds from the start of the process to its first connection. */
  launch(): Promise<number>;
  pid(): number;
  /** Resolves when nothing is left to do of what came in. */
  quiet(): Promise<void>;
  leave(): Promise<void>;
  stop(): Promise<void>;
};

const patienceMs = 20_000;

/** The built bot as in production: own Redis with an append-only file, both vendors' servers, logs into a file. */
export async function ourStage(dir: string): Promise<Stage> {
  const own = join(dir, 'ours');
  mkdirSync(own);
  const redis = await privateRedis(own);
  const servers = await startServers();
  const env = productEnv(servers, { redisUrl: redis.url, dir: own, pollSeconds: 5, dingtalk: false });
  const inbox = new Queue('inbox', { connection: redis.client, prefix: queuePrefix });
  return {
    ...stage(servers.slack, 'handlers/bot.js', env, join(own, 'bot.log')),
    async quiet() {
      for (;;) {
        const { waiting = 0, active = 0 } = await inbox.getJobCounts('waiting', 'active');
        if (waiting + active === 0) return;
        await sleep(50);
      }
    },
    async stop() {
      await inbox.close();
      await servers.stop();
      await redis.stop();
    },
  };
}

export async function bareStage(dir: string): Promise<Stage> {
  const slack = await startSlack();
  const { botToken, appToken, botId, botUserId } = slack.app;
  const env = {
    PATH: process.env.PATH ?? '',
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: slack.apiUrl,
    BOT_ID: botId,
    BOT_USER_ID: botUserId,
  };
  return {
    ...stage(slack, 'bench/bare-bolt.js', env, join(dir, 'bare.log')),
    quiet: async () => {},
    stop: () => slack.stop(),
  };
}

function stage(slack: SandboxSlack, script: string, env: Record<string, string>, log: string) {
  let running: ReturnType<typeof keepRunning> | undefined;
  return {
    slack,
    async launch() {
      const begun = performance.now();
      const hello = connected(slack, log);
      running = keepRunning(script, env, log);
      await hello;
      return performance.now() - begun;
    },
    pid: () => running?.pid() ?? 0,
    async leave() {
      await running?.stop();
      running = undefined;
      while (slack.connections() > 0) await sleep(10);
    },
  };
}

function connected({ state, connections }: SandboxSlack, log: string): Promise<void> {
  return new Promise((done, failed) => {
    const look = () => {
      if (connections() === 0) return;
      clearTimeout(patience);
      state.listeners.delete(look);
      done();
    };
    const patience = setTimeout(() => failed(new Error(`it never connected; see ${log}`)), patienceMs);
    state.listeners.add(look);
  });
}

/** `everysec`, as `npm start` runs it. */
export async function privateRedis(dir: string) {
  const server = await embeddedRedis(findRedisServer(process.env.PATH) ?? 'redis-server', dir);
  const client = new Redis(server.url.replace(/^unix:\/\//, ''), { maxRetriesPerRequest: null });
  return {
    url: server.url,
    client,
    async stop() {
      client.disconnect();
      await server.stop();
    },
  };
}
