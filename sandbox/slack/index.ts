import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerResponseUrl } from './answers.ts';
import type { Fault, Gestures, Mode } from './api.ts';
import { control, stream } from './control.ts';
import { createCourier } from './delivery.ts';
import { createFaults } from './faults.ts';
import { clicking } from './gestures/clicking.ts';
import { forms } from './gestures/forms.ts';
import { typing } from './gestures/typing.ts';
import { bodyOf, callOf, reply } from './http.ts';
import { deliverByHttp } from './http-delivery.ts';
import { createSockets } from './socket.ts';
import { type AppIdentity, createState, type Seed, type State, type Timings } from './state.ts';
import { createWebApi } from './web-api/call.ts';

export interface SlackOptions extends Partial<AppIdentity> {
  /** Default 0: any free one. */
  port?: number;
  mode?: Mode;
  seed?: Seed;
  /** Milliseconds since the epoch; real time by default. */
  clock?: () => number;
  timings?: Partial<Timings>;
}

export interface SandboxSlack {
  /** `http://127.0.0.1:PORT`; the page's control API is below it at `/_emu/`. */
  url: string;
  /** For Bolt's `clientOptions.slackApiUrl`. */
  apiUrl: string;
  port: number;
  app: AppIdentity;
  state: State;
  gestures: Gestures;
  faults: { add(fault: Fault): void; clear(): void };
  /** Socket Mode connections now open. */
  connections(): number;
  stop(): Promise<void>;
}

const identity: AppIdentity = {
  appId: 'A0001',
  botId: 'B0001',
  botUserId: 'UBOT0001',
  name: 'ecs-image',
  command: '/ecs-image',
  scopes: [
    'commands',
    'chat:write',
    'app_mentions:read',
    'im:history',
    'users:read',
    'files:write',
    'channels:read',
    'groups:read',
  ],
  botToken: 'xoxb-sandbox',
  appToken: 'xapp-sandbox',
  signingSecret: 'sandbox-signing-secret',
};

/**
 * A Slack on this machine that the real SDKs drive through `slackApiUrl`: Web API, Socket Mode, signed HTTP,
 * response_urls and uploads, refusing what Slack refuses (`facts/slack.md` §9). Left out: message attachments,
 * `markdown_text`, OAuth, and messages other than the bot's and people's.
 */
export async function startSlack(options: SlackOptions = {}): Promise<SandboxSlack> {
  const { port = 0, mode = { mode: 'socket' }, seed, clock, timings, ...app } = options;
  const state = createState({ ...identity, ...app }, { seed, clock, timings });
  state.mode = mode;
  const faults = createFaults((fault) =>
    fault.on === 'tiers' ? api.tiers.enable(fault.enabled) : sockets.act(fault),
  );
  const sockets = createSockets(state, faults);
  const api = createWebApi(state, faults, sockets);
  const courier = createCourier(state, faults, {
    socket: sockets.deliver,
    http: (parcel) => deliverByHttp(state, parcel),
  });
  const desk = { state, courier };
  const gestures = { ...typing(desk), ...clicking(desk), ...forms(desk) };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', state.url);
    const [, room = '', rest = ''] = /\/(api|_emu|hooks|upload|files)\/(.*)$/.exec(url.pathname) ?? [];
    if (room === '_emu' && rest === 'events') return stream(state, response);
    const body = await bodyOf(request);
    if (room === 'api') {
      const { token, args } = callOf(request, body, url);
      const answer = await api.call(rest, token, args);
      return reply(response, answer.status, answer.body, answer.headers);
    }
    if (room === '_emu') {
      const answer = await control(
        { state, gestures, faults, sockets },
        request.method ?? 'GET',
        rest,
        url.searchParams,
        body.json,
      );
      return reply(response, answer.status, answer.body);
    }
    if (room === 'hooks') {
      const answer = answerResponseUrl(state, rest, body.json);
      return reply(response, answer.status, answer.body);
    }
    const file = state.files.get(rest);
    if (room === 'upload' && file && request.method === 'POST') {
      const { bytes } = body;
      if (bytes.length !== file.size) return reply(response, 400, { ok: false, error: 'wrong_length' });
      Object.assign(file, { bytes, uploaded: true });
      return reply(response, 200, { ok: true });
    }
    if (room === 'files' && file?.uploaded) {
      response.writeHead(200, {
        'content-disposition': `attachment; filename="${encodeURIComponent(file.name)}"`,
      });
      response.end(file.bytes);
      return;
    }
    reply(response, 404, { ok: false, error: 'not_found' });
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error('sandbox Slack', error);
      if (!response.headersSent) reply(response, 500, { ok: false, error: 'internal_error' });
    });
  });
  server.on('upgrade', sockets.upgrade);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  const { port: listening } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${listening}`;

  return {
    url: state.url,
    apiUrl: `${state.url}/api/`,
    port: listening,
    app: state.app,
    state,
    gestures,
    faults,
    connections: sockets.connections,
    async stop() {
      courier.stop();
      await sockets.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
