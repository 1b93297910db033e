import type { ChatPlatform } from './chat/platform.ts';
import { slack } from './chat/slack/index.ts';
import { type Config, SettingsError } from './config.ts';
import { createCatalog } from './ecs/catalog.ts';
import { createEcs } from './ecs/index.ts';
import { type Health, healthAnswer } from './health.ts';
import { createLog, type Log } from './log.ts';
import { createStore, type Store } from './store/index.ts';
import { patientRedis } from './store/redis.ts';

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
  return { config, log, redis, store, ecs, catalog: createCatalog(ecs, config.pollMs) };
}

/** Every chat that is configured. `health` is answered by Slack's own server in its HTTP mode. */
export function chatPlatforms(config: Config, store: Store, log: Log, health: () => Health): ChatPlatform[] {
  if (!config.slack) return [];
  const healthz = {
    path: '/healthz',
    method: ['GET'],
    handler: async (_request: unknown, response: import('node:http').ServerResponse) => {
      const { status, body } = await healthAnswer(health());
      response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
    },
  };
  return [
    slack({
      botToken: config.slack.botToken,
      ...(config.slack.appToken ? { appToken: config.slack.appToken } : {}),
      ...(config.slack.signingSecret ? { signingSecret: config.slack.signingSecret } : {}),
      ...(config.slack.apiUrl ? { apiUrl: config.slack.apiUrl } : {}),
      ...(config.port !== undefined ? { port: config.port } : {}),
      routes: [healthz],
      replies: store.shared.replies,
      log,
    }),
  ];
}
