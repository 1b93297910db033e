import { App, type Logger, type Receiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import type { ChatPlatform } from '../platform.ts';
import { boltLog } from './bolt-log.ts';
import { call, clients } from './calls.ts';
import { delivery, directly } from './deliver.ts';
import { type HttpConfig, signedHttp } from './http.ts';
import { identify } from './identity.ts';
import { listen } from './listen.ts';
import { people } from './people.ts';
import type { Identity } from './places.ts';
import { supervisedSocket } from './receiver.ts';
import type { ReplyStore } from './replies.ts';

/** What the app's manifest must ask for; each has a listener or a call here. */
export const scopes = [
  'app_mentions:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:write',
  'im:history',
  'users:read',
];
export const botEvents = ['app_mention', 'message.im'];

export type SlackConfig = {
  botToken: string;
  /** Socket Mode when set. */
  appToken?: string;
  /** HTTP on `port` when only this is set. */
  signingSecret?: string;
  apiUrl?: string;
  port?: number;
  /** Further routes of the HTTP server, such as the health check. */
  routes?: HttpConfig['routes'];
  log: Log;
  replies: ReplyStore;
};

export type SlackPlatform = ChatPlatform & {
  /** The port of HTTP mode, once open. */
  port(): number | undefined;
};

/** Slack as a chat platform, over Socket Mode or HTTP. Starting never fails for what Slack says: see `trouble`. */
export function slack(config: SlackConfig): SlackPlatform {
  const { botToken, apiUrl, replies, log } = config;
  const logger = boltLog(log);
  const web = clients({ botToken, logger, ...(apiUrl ? { apiUrl } : {}) });
  const known = people(web, log);
  const { receiver, http } = receiverFor(config, logger);
  const stopping = new AbortController();
  let us: Identity | undefined;
  let problem: string | undefined = 'asking Slack who the bot is';
  const parts = { clients: web, people: known, replies, log, who: () => us };

  async function open(decided: () => void): Promise<void> {
    us = await identify(web, log, stopping.signal, (reason) => {
      problem = reason;
      decided();
    });
    if (us) problem = undefined;
    if (us && !http && !stopping.signal.aborted) await receiver.start();
    decided();
  }

  return {
    name: 'slack',
    /** Resolves when the links are up or have failed once; HTTP mode answers health checks from the start. */
    async start(intake) {
      listen(boltApp(receiver, logger, parts.who), { ...parts, intake });
      if (http) await http.start();
      await new Promise<void>((decided) => {
        void open(decided);
      });
    },
    async stop() {
      stopping.abort();
      await receiver.stop();
    },
    trouble: () => problem ?? receiver.trouble(),
    port: () => http?.port(),
    ...delivery(parts),
    directly,
    edits: () => ({ everyMs: 3000 }),
    locale: async (account) => (await known.find(account))?.locale ?? 'en',
    /** Slack names the token's scopes with every answer. */
    async lacks() {
      const { response_metadata } = await call(web.edits.auth.test());
      const given = response_metadata?.scopes;
      return given ? scopes.filter((scope) => !given.includes(scope)) : [];
    },
    called: async (account) => (await known.find(account))?.name,
    /** What Slack says; while it does not answer nobody is vouched for. */
    outsider: async (account) => (await known.find(account))?.guest ?? true,
  };
}

function receiverFor(config: SlackConfig, logger: Logger) {
  const { appToken, signingSecret, apiUrl, log, port = 3000, routes = [] } = config;
  if (appToken)
    return { receiver: supervisedSocket({ appToken, log, logger, ...(apiUrl ? { apiUrl } : {}) }) };
  if (!signingSecret) throw new Error('Slack needs an app token or a signing secret');
  const http = signedHttp({ signingSecret, port, routes, logger });
  return { receiver: http, http };
}

/** Bolt asks who it is at each payload; left to itself it asks Slack, and dies of a bad token. */
function boltApp(receiver: Receiver, logger: Logger, who: () => Identity | undefined): App {
  return new App({
    receiver,
    logger,
    convoStore: false,
    authorize: async () => {
      const us = who();
      if (!us) throw new Error('Slack has not told yet who the bot is');
      return { botId: us.botId, botUserId: us.botUserId };
    },
  });
}
