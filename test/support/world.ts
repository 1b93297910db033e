import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startBot } from '../../handlers/bot.ts';
import { startWorker } from '../../jobs/worker.ts';
import { createClock } from '../../sandbox/clock.ts';
import { productEnv, type Servers, sandboxConfig, startServers } from '../../sandbox/servers.ts';
import type { SandboxMessage } from '../../sandbox/slack/api.ts';
import { readConfig } from '../../src/config.ts';
import { embeddedRedis, findRedisServer } from '../../src/store/embedded.ts';

/** People and channels of the sandbox Slack, by what they are to a story. */
export const asker = 'U0001';
export const approver = 'U0002';
export const stranger = 'U0003';
export const secondApprover = 'U0004';
export const ops = 'C0001';

/** A machine on dead CentOS with a key pair: what `replace` is for. */
export const shopWeb = 'i-bp1shopweb01k3x9q7m2';

/** Both ways that Slack has to the bot, for stories that must be the same over each. */
export const modes: [string, { http?: boolean }][] = [
  ['Socket Mode', {}],
  ['HTTP mode', { http: true }],
];

export type WorldOptions = {
  http?: boolean;
  /** Laid over the sandbox's own ecs-image.yaml. */
  config?: object;
  /** Seconds of cloud time per second; default so fast that minutes are moments. */
  speed?: number;
  /** Starts neither bot nor worker: the spec runs them itself, as processes to be killed. */
  processes?: false;
};

export type World = Awaited<ReturnType<typeof startWorld>>;

/** The real bot and worker, a Redis of their own, and the vendors' servers of the sandbox. */
export async function startWorld(options: WorldOptions = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'ei-'));
  const redis = await embeddedRedis(findRedisServer(process.env.PATH) ?? 'redis-server', dir);
  const servers = await startServers({ clock: createClock({ speed: options.speed ?? 200 }) });
  const env = productEnv(servers, {
    redisUrl: redis.url,
    dir,
    pollSeconds: 0.2,
    config: { ...sandboxConfig, ...options.config },
    http: options.http ?? false,
    port: 0,
    logLevel: process.env.LOG_LEVEL ?? 'silent',
  });
  const running: { stop(): Promise<void> }[] = [];
  if (options.processes !== false) {
    const bot = await startBot(readConfig(env));
    running.push(bot, await startWorker(readConfig(env)));
    if (options.http)
      servers.slack.state.mode = { mode: 'http', requestUrl: `http://127.0.0.1:${bot.port()}/slack/events` };
  }
  return {
    ...servers,
    env,
    dir,
    redis,
    ...chat(servers),
    async stop(): Promise<void> {
      await Promise.all(running.map((process) => process.stop()));
      await servers.stop();
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** What people do and see. */
function chat({ slack }: Servers) {
  const messages = (channel: string): SandboxMessage[] => [...(slack.state.messages.get(channel) ?? [])];
  const words = (message: SandboxMessage) => [message.text, ...(message.blocks ?? []).map(textOf)].join('\n');
  const seen = (channel: string, match: RegExp, user?: string) =>
    messages(channel).find((it) => match.test(words(it)) && (!it.ephemeral_for || it.ephemeral_for === user));
  return {
    messages,
    words,
    says: (user: string, text: string, channel = ops) => slack.gestures.slash({ user, channel, text }),
    async sees(channel: string, match: RegExp, user?: string): Promise<SandboxMessage> {
      return eventually(
        () => seen(channel, match, user),
        () => `${match} in ${channel}; there:\n${messages(channel).map(words).join('\n---\n')}`,
      );
    },
    /** Presses the button with this label on the newest state of a message. */
    async clicks(user: string, message: SandboxMessage, label: RegExp) {
      const now = messages(message.channel).find(({ ts }) => ts === message.ts) ?? message;
      const button = buttonsOf(now).find(({ text }) => label.test(text.text));
      if (!button) throw new Error(`no button ${label} on: ${words(now)}`);
      const { action_id, block_id, value } = button;
      return slack.gestures.click({
        user,
        channel: message.channel,
        message_ts: message.ts,
        action_id,
        block_id,
        value,
      });
    },
    buttons: (message: SandboxMessage) =>
      buttonsOf(messages(message.channel).find(({ ts }) => ts === message.ts) ?? message).map(
        ({ text }) => text.text,
      ),
    thread: (message: SandboxMessage) =>
      messages(message.channel).filter(({ thread_ts, ts }) => thread_ts === message.ts && ts !== message.ts),
    now: (message: SandboxMessage) =>
      messages(message.channel).find(({ ts }) => ts === message.ts) ?? message,
  };
}

type ButtonElement = {
  type: string;
  action_id: string;
  block_id: string;
  value?: string;
  text: { text: string };
};

function buttonsOf({ blocks = [] }: SandboxMessage): ButtonElement[] {
  return blocks.flatMap((block) =>
    block.type === 'actions'
      ? (block.elements as ButtonElement[])
          .filter(({ type }) => type === 'button')
          .map((it) => ({ ...it, block_id: block.block_id }))
      : [],
  );
}

/** Every string in a block that a person can read. */
function textOf(block: unknown): string {
  if (Array.isArray(block)) return block.map(textOf).join(' ');
  if (typeof block !== 'object' || block === null) return '';
  return Object.entries(block)
    .map(([key, value]) =>
      (key === 'text' && typeof value === 'string') || (key === 'title' && typeof value === 'string')
        ? value
        : textOf(value),
    )
    .join('');
}

/** Waits for something to become so; what it is waited for is told when it does not. */
export async function eventually<T>(
  look: () => T | undefined | Promise<T | undefined>,
  what: () => string,
  ms = 20_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`never became so: ${what()}`);
    await sleep(25);
  }
}
