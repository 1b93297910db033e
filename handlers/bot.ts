import { pathToFileURL } from 'node:url';
import { operations } from '../jobs/index.ts';
import { dispatcher } from '../jobs/start.ts';
import { chatPlatforms, createApp } from '../src/app.ts';
import { createInbox, inboxWorker } from '../src/chat/inbox.ts';
import { outboxWorker } from '../src/chat/outbox.ts';
import type { ChatPlatform } from '../src/chat/platform.ts';
import { type Config, readConfig } from '../src/config.ts';
import { healthCheck, healthServer, portOf, scheduleBeats } from '../src/health.ts';
import { runProcess } from '../src/process.ts';
import { threadId } from '../src/store/outbox.ts';
import { hastyRedis, patientRedis } from '../src/store/redis.ts';
import { actions } from './actions/index.ts';
import { commands } from './commands/index.ts';
import { decide } from './decide.ts';
import { keep } from './enclosures.ts';
import { letterRenderer } from './letters.ts';
import { reroute } from './places.ts';
import { reportRenderer } from './reports.ts';
import { createRouter } from './router.ts';
import { submit } from './submit.ts';

const closingMs = 10_000;

/** The chats' side: takes what people do from every platform, and says what there is to say. Any number may run. */
export async function startBot(config: Config) {
  const app = createApp(config, 'bot');
  const { log, redis, store } = app;
  const url = config.redisUrl ?? '';
  const hasty = hastyRedis(url, log);
  const blocking = patientRedis(url, log);
  const dispatch = dispatcher(redis, store, log);
  const chats = await chatPlatforms(config, hasty, log, () => health);
  const platforms = new Map(chats.map((chat) => [chat.name, chat]));
  const health = healthCheck(store, chats);
  const inbox = createInbox(hasty, log);

  const router = createRouter({
    platforms,
    actions,
    log,
    now: Date.now,
    parts: {
      ...app,
      home: { region: config.cloud.homeRegion, regions: config.regions, site: config.site },
      commands,
      operations,
      requests: store.requests,
      snoozes: store.snoozes,
      health,
      chatLacks: () => lacking(chats),
    },
    async answer(incoming, card, attached, t) {
      const { id, place, account: asker } = incoming;
      const thread = threadId(id, place);
      const files = await keep(store.files, id, attached, t);
      await store.outbox.push(
        { kind: 'answer', key: 'answer', thread, place, asker, incoming: id, card, files },
        id,
      );
      await dispatch.tell([{ thread }]);
    },
    async submit({ incoming, who, t }, operation, plan) {
      await submit(
        { store, dispatch, config, platforms },
        { incoming, who, locale: t.locale, operation, plan },
      );
      return 'silent';
    },
    decide: ({ who }, id, choice, said) => decide({ store, dispatch, operations }, id, choice, who, said),
  });
  const report = reportRenderer({ ...app, ...store, regions: config.regions, platforms });
  const render = letterRenderer(store, operations, config.directory, platforms, report);
  const moved = (id: string) => reroute({ platforms, config }, { store, dispatch }, id);
  const workers = [
    inboxWorker(blocking, {
      handle: router.handle,
      beat: () => store.shared.beat('inbox', Date.now()),
      rushed: inbox.rushed,
      log,
    }),
    outboxWorker(blocking, { store, platforms, render, moved, log }, () =>
      store.shared.beat('chat', Date.now()),
    ),
  ];
  const intake = { receive: inbox.receive, form: router.form, judge: router.judge };
  // Before anything that waits for Redis or a chat: health has to tell that they are away.
  const ownServer = config.port !== undefined && !(config.slack && !config.slack.appToken);
  const server = ownServer ? await healthServer(config.port ?? 0, health) : undefined;
  scheduleBeats(redis).catch((error) => log.warn({ err: String(error) }, 'heartbeats not scheduled'));
  await Promise.all(chats.map((chat) => chat.start(intake)));
  log.info({ chats: chats.map(({ name }) => name) }, 'bot is up');

  return {
    ...app,
    platforms,
    port: () => (server ? portOf(server) : slackPort()),
    async stop(): Promise<void> {
      server?.close();
      await Promise.all(chats.map((chat) => chat.stop()));
      const closing = [...workers, inbox].map((part) => part.close());
      await Promise.race([Promise.all(closing), new Promise((late) => setTimeout(late, closingMs).unref())]);
      await dispatch.close();
      for (const connection of [hasty, blocking, redis]) connection.disconnect();
    },
  };

  /** Slack's HTTP mode answers health checks itself. */
  function slackPort(): number | undefined {
    const chat = platforms.get('slack');
    return chat && 'port' in chat && typeof chat.port === 'function' ? chat.port() : undefined;
  }
}

/** A chat that does not answer is told by its health. */
async function lacking(chats: ChatPlatform[]): Promise<string[]> {
  const lists = await Promise.all(
    chats.map(async (chat) => {
      const lacks = (await chat.lacks?.().catch(() => [])) ?? [];
      return lacks.map((right) => `${chat.name}: ${right}`);
    }),
  );
  return lists.flat();
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await runProcess(() => startBot(readConfig(process.env)));
