import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, createClock } from '../clock.ts';
import { parsed, reply } from '../slack/http.ts';
import type { Fault, Gestures, Link, Settings, Template } from './api.ts';
import { control, stream } from './control.ts';
import { createCourier } from './courier.ts';
import { createFaults } from './faults.ts';
import { tapping } from './gestures/tapping.ts';
import { typing } from './gestures/typing.ts';
import { createLinks } from './links.ts';
import { createOpenApi } from './open-api/call.ts';
import { cardInstances } from './open-api/card-instances.ts';
import { gateway } from './open-api/gateway.ts';
import { oapi } from './open-api/oapi.ts';
import { robot } from './open-api/robot.ts';
import { createTokens } from './open-api/tokens.ts';
import type { Seed } from './seed.ts';
import { type AppIdentity, createState, type State, type Timings } from './state.ts';
import { approvalTemplate, defaultScopes, standardEdition } from './tenant.ts';
import { createTimers } from './timers.ts';
import { createWebhook } from './webhook.ts';

export interface DingtalkOptions extends Partial<AppIdentity> {
  /** Default 0: any free one. */
  port?: number;
  /** A clock of its own by default; whoever leaps ahead on a shared one calls `settle`. */
  clock?: Clock;
  seed?: Seed;
  /** What the app may do; everything the product can use by default. */
  scopes?: string[];
  /** The only card template there is; that of facts/dingtalk.md §3.7 by default. */
  template?: Template;
  timings?: Partial<Timings>;
  settings?: Partial<Settings>;
}

export interface SandboxDingtalk {
  /** For both DINGTALK_API_BASE and DINGTALK_OAPI_BASE; the page's control API is below it at `/_emu/`. */
  url: string;
  port: number;
  app: AppIdentity;
  state: State;
  gestures: Gestures;
  faults: { add(fault: Fault): void; clear(): void };
  /** Stream connections now open. */
  connections(): number;
  links(): Link[];
  /** Leaps ahead, and lets all happen that became due. Answers come after the leap: step from one to the next. */
  advance(ms: number): void;
  configure(settings: Partial<Settings>): Settings;
  /** Messages, cards, logs, counters, faults and frames under way are gone; people, settings and links stay. */
  reset(): void;
  stop(): Promise<void>;
}

const identity: AppIdentity = {
  clientId: 'ding-sandbox',
  clientSecret: 'ding-sandbox-secret',
  robotCode: 'ding-sandbox',
  robotName: 'ecs-image',
  robotUserId: '$:LWCP_v1:$robot0001',
};

/**
 * A DingTalk on this machine that the real `dingtalk-stream` drives: gateway and frames, tokens, robot and card API,
 * sessionWebhook, upload and contacts, refusing what DingTalk refuses (`facts/dingtalk.md` §9). Left out: events,
 * streaming cards, read status, and every API the product does not call: those answer 404 and are counted.
 */
export async function startDingtalk(options: DingtalkOptions = {}): Promise<SandboxDingtalk> {
  const { port = 0, clock = createClock(), seed, scopes = defaultScopes, timings, ...rest } = options;
  const { template = approvalTemplate, settings: chosen, ...app } = rest;
  const timers = createTimers(clock);
  const settings: Settings = {
    published: true,
    tapMentionsRobot: true,
    cardAnswerIn: 'content',
    scopes,
    limits: standardEdition,
    ...chosen,
  };
  const state = createState({
    app: { ...identity, ...app },
    settings,
    template,
    clock,
    timers,
    timings,
    seed,
  });
  const faults = createFaults((fault) => links.act(fault));
  const links = createLinks(state, faults);
  const desk = { state, courier: createCourier(state, faults, links) };
  const typed = typing(desk);
  const gestures = { ...typed, ...tapping(desk, typed.say) };
  const tokens = createTokens(state);
  const openApi = createOpenApi(state, faults, tokens, {
    ...gateway(links, faults),
    ...tokens.endpoints,
    ...createWebhook(),
    ...robot,
    ...cardInstances,
    ...oapi,
  });

  function advance(ms: number) {
    clock.advance(ms);
    clock.settle();
  }
  function configure(wanted: Partial<Settings>): Settings {
    Object.assign(settings, wanted, { limits: { ...settings.limits, ...wanted.limits } });
    state.emit({ type: 'state' });
    return settings;
  }

  function reset() {
    faults.clear();
    desk.courier.forget();
    state.reset();
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    clock.settle();
    const { pathname, searchParams: query } = new URL(request.url ?? '/', state.url);
    const method = request.method ?? 'GET';
    if (pathname === '/_emu/events') return stream(state, response);
    const raw = await whole(request);
    const [, media] = /^\/_emu\/media\/(.+)$/.exec(pathname) ?? [];
    const file = media && state.media.get(decodeURIComponent(media));
    if (file) {
      response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
      return;
    }
    if (pathname.startsWith('/_emu/')) {
      const desk = { state, gestures, faults, links, advance, configure, reset };
      const name = pathname.slice('/_emu/'.length);
      const answer = await control(desk, method, name, query, parsed(raw.toString()));
      return reply(response, answer.status, answer.body);
    }
    const answer = await openApi.call({ method, path: pathname, query, headers: request.headers, raw });
    if (pathname.startsWith('/v1.0/gateway/') && !request.headers.accept?.includes('json'))
      return replyInXml(response, answer.status, answer.body);
    reply(response, answer.status, answer.body);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      console.error('sandbox DingTalk', error);
      if (!response.headersSent) reply(response, 500, { code: 'system.error' });
    });
  });
  server.on('upgrade', links.upgrade);
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  const { port: listening } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${listening}`;

  return {
    url: state.url,
    port: listening,
    app: state.app,
    state,
    gestures,
    faults,
    connections: () => links.list().length,
    links: links.list,
    advance,
    configure,
    reset,
    async stop() {
      timers.stop();
      await links.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function whole(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The gateway speaks JSON only to those who ask for it. */
function replyInXml(response: ServerResponse, status: number, body: unknown) {
  const fields = Object.entries(body as Record<string, string>);
  const inside = fields.map(([name, value]) => `<${name}>${value}</${name}>`).join('');
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Response>${inside}</Response>`);
}
