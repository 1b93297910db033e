import { setTimeout as pause } from 'node:timers/promises';
import { type App, type Logger, SocketModeReceiver } from '@slack/bolt';
import type { Log } from '../../log.ts';
import { settled } from './settle.ts';

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
export async function dial(
  app: App,
  { appToken, apiUrl, log, logger }: LinkConfig,
  signal: AbortSignal,
): Promise<SocketLink> {
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    autoReconnectEnabled: false,
    // An object of its own: the receiver writes into it.
    installerOptions: { clientOptions: { ...(apiUrl ? { slackApiUrl: apiUrl } : {}), ...oneTry } },
  });
  const { client } = receiver;
  let up = false;
  let running = 0;
  const left = latch();

  const inner = settled(app);
  const counting: App = Object.create(inner);
  counting.processEvent = async (event) => {
    running += 1;
    try {
      await inner.processEvent(event);
    } finally {
      running -= 1;
    }
  };
  receiver.init(counting);

  // The stock listener is async and nobody catches it: one odd frame would end the process.
  const take = client.listeners('ws_message');
  client.removeAllListeners('ws_message');
  client.on('ws_message', (data: unknown, isBinary: boolean) => {
    const frame = frameOf(data);
    if (frame.kind === 'goodbye') left.give();
    else if (frame.kind === 'odd') log.warn({ frame: frame.what }, 'odd frame from Slack ignored');
    else for (const listener of take) Promise.resolve(listener(data, isBinary)).catch(tell);
  });
  client.on('disconnected', () => {
    up = false;
    left.give();
  });
  const tell = (error: unknown) =>
    log.error(
      { reason: error instanceof Error ? error.message : typeof error },
      'frame from Slack not handled',
    );

  async function close() {
    await until(() => running === 0, drainMs);
    if (!client.websocket) return;
    const gone = client.disconnect();
    if (await within(gone, closeMs)) return;
    // Slack leaves its side open; a second time the SDK stops waiting for it.
    await client.disconnect();
  }

  const start = client.start();
  try {
    if (!(await within(start, helloMs, signal))) throw new Error('no hello from Slack');
    up = true;
  } catch (error) {
    // It cannot be called off: should it still connect, that is closed again.
    void start.then(close).catch(() => {});
    await close().catch(tell);
    throw error ?? new Error('the connection closed before hello');
  }
  return { leaving: left.given, up: () => up, close };
}

const oneTry = { retryConfig: { retries: 0 }, timeout: 10_000 };

type Frame = { kind: 'goodbye' | 'fine' } | { kind: 'odd'; what: string };

/** `disconnect` is ours to answer; `app_rate_limited` comes without the event Bolt looks into. */
function frameOf(data: unknown): Frame {
  const frame = parsed(data);
  if (typeof frame !== 'object' || frame === null || !('type' in frame))
    return { kind: 'odd', what: 'malformed' };
  if (frame.type === 'disconnect') return { kind: 'goodbye' };
  if (frame.type !== 'events_api' || ('payload' in frame && hasEvent(frame.payload))) return { kind: 'fine' };
  return { kind: 'odd', what: 'no event in it' };
}

function hasEvent(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'event' in payload && !!payload.event;
}

function parsed(data: unknown): unknown {
  try {
    return JSON.parse(String(data));
  } catch {
    return undefined;
  }
}

function latch(): { given: Promise<void>; give: () => void } {
  let give = () => {};
  const given = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { given, give };
}

/** Whether it settled in time; its error is thrown. */
async function within(task: Promise<unknown>, ms: number, signal?: AbortSignal): Promise<boolean> {
  const settled = new AbortController();
  const signals = signal ? [settled.signal, signal] : [settled.signal];
  const late = pause(ms, false, { signal: AbortSignal.any(signals) }).catch(() => false);
  try {
    return await Promise.race([task.then(() => true), late]);
  } finally {
    settled.abort();
  }
}

async function until(test: () => boolean, ms: number): Promise<void> {
  for (const end = Date.now() + ms; !test() && Date.now() < end; ) await pause(20);
}
