import type { ServerResponse } from 'node:http';
import type { Redis } from 'ioredis';
import { type ChatPlatform, type Place, placeKey } from './chat/platform.ts';
import { type Config, SettingsError } from './config.ts';
import { createCatalog } from './ecs/catalog.ts';
import { createEcs } from './ecs/index.ts';
import { type Health, healthAnswer } from './health.ts';
import { createLog, type Log } from './log.ts';
import { createStore } from './store/index.ts';
import { outboxStore } from './store/outbox.ts';
import { patientRedis } from './store/redis.ts';
import { sharedStore } from './store/shared.ts';

export type App = ReturnType<typeof createApp>;

/** A read waits out throttling for so many polling times, two minutes at the default. */
const patiencePolls = 24;

/** The parts that both processes, the tests and the sandbox are made of. Throws `SettingsError` without a Redis. */
export function createApp(config: Config, name: string) {
  if (!config.redisUrl)
    throw new SettingsError(['REDIS_URL: needed, because the bot and the worker must share one Redis']);
  const log = createLog(config.logLevel, name);
  const redis = patientRedis(config.redisUrl, log);
  const store = createStore(redis);
  const ecs = createEcs({
    ...config.cloud,
    userAgent: 'ecs-image',
    pause: store.shared.pauses,
    patienceMs: config.pollMs * patiencePolls,
  });
  return { config, log, redis, store, ecs, catalog: createCatalog(ecs, store.lists, config.pollMs) };
}

/** Every chat that is configured. `health` is answered by Slack's own server in its HTTP mode. */
export async function chatPlatforms(
  config: Config,
  hasty: Redis,
  log: Log,
  health: () => Health,
): Promise<ChatPlatform[]> {
  const { replies } = sharedStore(hasty);
  const platforms: ChatPlatform[] = [];
  // A chat that is not used costs neither time to start nor memory.
  if (config.slack) {
    const { slack } = await import('./chat/slack/index.ts');
    platforms.push(slack({ ...config.slack, port: config.port, routes: [healthz(health)], replies, log }));
  }
  if (config.dingtalk) {
    const { dingtalk } = await import('./chat/dingtalk/index.ts');
    platforms.push(dingtalk({ ...config.dingtalk, ...dingtalkParts(config, hasty, log) }));
  }
  return platforms;
}

function dingtalkParts({ places }: Config, hasty: Redis, log: Log) {
  const { replies, prompts, questions } = sharedStore(hasty);
  const language = (place: Place) => places[placeKey({ ...place, thread: undefined })]?.language ?? 'zh';
  return { replies, prompts, questions, pace: outboxStore(hasty).pace, language, log };
}

function healthz(health: () => Health) {
  return {
    path: '/healthz',
    method: ['GET'],
    async handler(_request: unknown, response: ServerResponse): Promise<void> {
      const { status, body } = await healthAnswer(health());
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    },
  };
}
