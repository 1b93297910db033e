import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Answer, Ctx } from '../../handlers/command.ts';
import { commands } from '../../handlers/commands/index.ts';
import { read, typed } from '../../handlers/parse.ts';
import { operations } from '../../jobs/index.ts';
import { createClock } from '../../sandbox/clock.ts';
import { demoSeed, type Seed } from '../../sandbox/seed.ts';
import { productEnv, startServers } from '../../sandbox/servers.ts';
import { createApp } from '../../src/app.ts';
import type { Card } from '../../src/chat/card.ts';
import { readConfig } from '../../src/config.ts';
import { type Locale, translator } from '../../src/i18n/index.ts';
import { embeddedRedis, findRedisServer } from '../../src/store/embedded.ts';
import { aPerson } from './requests.ts';

/** The day on which all answers of these specs are given. */
export const today = Date.parse('2026-11-24T08:00:00Z');

export type Desk = Awaited<ReturnType<typeof startDesk>>;

/** Questions straight to the commands, over the real ECS client and the sandbox's servers, on a day that stands still. */
export async function startDesk(change: (seed: Seed) => void = () => undefined) {
  const dir = mkdtempSync(join(tmpdir(), 'ei-desk-'));
  const redis = await embeddedRedis(findRedisServer(process.env.PATH) ?? 'redis-server', dir);
  const seed = demoSeed();
  change(seed);
  const servers = await startServers({ clock: createClock({ start: today, speed: 1e-6 }), ecs: { seed } });
  const config = readConfig(
    productEnv(servers, { redisUrl: redis.url, dir, pollSeconds: 0.01, logLevel: 'silent' }),
  );
  const app = createApp(config, 'desk');

  function context(locale: Locale, now: number): Ctx {
    const unasked = () => Promise.reject(new Error('a question decides nothing'));
    return {
      ...app,
      home: { region: config.cloud.homeRegion, regions: config.regions, site: config.site },
      commands,
      operations,
      requests: app.store.requests,
      snoozes: app.store.snoozes,
      health: async () => [],
      chatLacks: async () => [],
      incoming: {
        kind: 'command',
        text: '',
        id: 'in-1',
        at: now,
        account: { platform: 'slack', id: 'T0001:U0001', name: '林小雨' },
        place: { platform: 'slack', id: 'T0001:C0001' },
      },
      who: aPerson('xiaoyu', 'viewer'),
      t: translator(locale),
      now,
      submit: unasked,
      decide: unasked,
      patiently: (_words, work) => work,
    };
  }

  return {
    ...servers,
    app,
    /** The card for what was typed. Throws what the command throws. */
    async ask(text: string, { locale = 'en' as Locale, now = today } = {}): Promise<Card> {
      const ctx = context(locale, now);
      const what = read(text, commands, ctx.t);
      const answer = await what.command.run(typed(what, ctx.t), ctx);
      return { locale, ...cardOf(answer) };
    },
    async stop(): Promise<void> {
      app.redis.disconnect();
      await servers.stop();
      await redis.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

function cardOf(answer: Answer): Card {
  if (answer === 'silent') throw new Error('no answer');
  if ('whisper' in answer) return answer.whisper;
  return 'card' in answer ? answer.card : answer;
}
