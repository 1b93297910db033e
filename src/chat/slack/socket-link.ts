import { setTimeout as pause } from 'node:timers/promises';
import { type App, type Logger, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { latch, within } from '../waiting.ts';
import { settled } from './settle.ts';
import { frameOf } from './socket-frame.ts';

export type LinkConfig = { appToken: string; apiUrl?: string; log: Log; logger: Logger };

/** One connection of Socket Mode. It is never dialled twice; a new one takes its place. */
export type SocketLink = {
  /** Resolves when this link is gone, or Slack has said that it soon will be. */
  readonly leaving: Promise<void>;
  up(): boolean;
  /** Lets what came over it be acknowledged, then closes it. */
  close(): Promise<void>;
};

const helloMs = 15_000;
const drainMs = 3000;
const closeMs = 3000;

/** Resolves once Slack has said hello; throws when it does not, or refuses (`invalid_auth`, HTTP 503). */
export async function dial(app: App, config: LinkConfig, signal: AbortSignal): Promise<SocketLink> {
  const { client, running } = receiverFor(app, config);
  const left = latch();
  let up = false;
  const leave = () => {
    up = false;
    left.open();
  };
  guard(client, config.log, leave);
  client.on('disconnected', leave);

  async function close() {
    for (const end = Date.now() + drainMs; running() && Date.now() < end; ) await pause(20);
    if (!client.websocket) return;
    if (await within(client.disconnect(), closeMs)) return;
    // Slack may leave its side open; asked a second time the SDK no longer waits for it.
    await client.disconnect();
  }

  const started = client.start();
  try {
    if (!(await within(started, helloMs, signal))) throw new Error('no hello from Slack');
    up = true;
  } catch (error) {
    // It cannot be called off: should it still connect, that is closed too.
    void started.then(close).catch(() => {});
    await close();
    throw error ?? new Error('the connection closed before hello');
  }
  return { leaving: left.opened, up: () => up, close };
}

type Client = SocketModeReceiver['client'];

function receiverFor(
  app: App,
  { appToken, apiUrl, logger }: LinkConfig,
): { client: Client; running: () => number } {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // An object of its own: the receiver writes into it.
    installerOptions: {
      clientOptions: {
        ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
        retryConfig: { retries: 0 },
        timeout: 10_000,
      },
    },
  });
  const inner = settled(app);
  const counting: App = Object.create(inner);
  let running = 0;
  counting.processEvent = async (event) => {
    running += 1;
    try {
      await inner.processEvent(event);
    } finally {
      running -= 1;
    }
  };
  receiver.init(counting);
  return { client: receiver.client, running: () => running };
}

/**
 * The SDK's own listener is async and nobody catches it: one odd frame would end the process. On `disconnect` it
 * would close at once, with answers still under way and no other link dialled.
 */
function guard(client: Client, log: Log, leave: () => void): void {
  const take = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const frame = frameOf(data);
    if (frame.kind === 'goodbye') return leave();
    if (frame.kind === 'odd') return log.warn({ frame: frame.what }, 'odd frame from Slack ignored');
    for (const listener of take)
      Promise.resolve(listener(data, isBinary)).catch((error: Error) =>
        log.error({ reason: error.message }, 'frame from Slack not handled'),
      );
  });
}
