import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HTTPReceiver, type HTTPReceiverOptions, type Logger } from '@slack/bolt';
import type { ChatReceiver } from './receiver.ts';
import { settled } from './settle.ts';

export type HttpConfig = {
  signingSecret: string;
  port: number;
  routes: NonNullable<HTTPReceiverOptions['customRoutes']>;
  logger: Logger;
};

const windowSeconds = 300;
/** Longer than a signature is good for, both ways. */
const rememberedMs = 2 * windowSeconds * 1000;
/** Above the idle time of load balancers (60 s), or they reuse a connection that is just being closed. */
const keepAliveMs = 75_000;

/** Bolt's HTTP receiver on `/slack/events`, which by itself takes tomorrow's timestamps and repeated requests. */
export function signedHttp({ signingSecret, port, routes, logger }: HttpConfig): ChatReceiver & {
  port(): number | undefined;
} {
  const receiver = new HTTPReceiver({
    signingSecret,
    customRoutes: routes,
    logger,
    // An error answer brings an event again; true also ends Bolt's own wait for an acknowledgement.
    async processEventErrorHandler({ error, response }) {
      logger.error(error);
      if (!response.headersSent) response.writeHead(500).end();
      return true;
    },
  });
  const guard = freshness();
  const handle = receiver.requestListener;
  receiver.requestListener = (request, response) => {
    if (guard(request, response)) handle(request, response);
    else response.writeHead(401).end();
  };
  let address: AddressInfo | undefined;

  return {
    init: (app) => receiver.init(settled(app)),
    async start() {
      const server = await receiver.start(port, {
        keepAliveTimeout: keepAliveMs,
        headersTimeout: keepAliveMs + 5000,
      });
      const bound = server.address();
      address = bound && typeof bound === 'object' ? bound : undefined;
    },
    async stop() {
      if (address) await receiver.stop();
      address = undefined;
    },
    trouble: () => (address ? undefined : 'the HTTP port is not open'),
    port: () => address?.port,
  };
}

/** Whether this signed request is of now and new. One that was not accepted may come again: Slack retries. */
function freshness(): (request: IncomingMessage, response: ServerResponse) => boolean {
  const seen = new Map<string, number>();
  return (request, response) => {
    const signature = request.headers['x-slack-signature'];
    if (typeof signature !== 'string') return true;
    const now = Date.now();
    forgetOld(seen, now);
    if (Number(request.headers['x-slack-request-timestamp']) > now / 1000 + windowSeconds) return false;
    if (seen.has(signature)) return false;
    seen.set(signature, now + rememberedMs);
    response.once('close', () => {
      if (response.statusCode >= 400) seen.delete(signature);
    });
    return true;
  };
}

/** Entries stand in the order of their time. */
function forgetOld(seen: Map<string, number>, now: number): void {
  for (const [signature, until] of seen) {
    if (until > now) return;
    seen.delete(signature);
  }
}
