import { DWClient, type DWClientDownStream, TOPIC_CARD, TOPIC_ROBOT } from 'dingtalk-stream';
import { z } from 'zod';
import { latch } from '../waiting.ts';

export type LinkConfig = {
  clientId: string;
  clientSecret: string;
  /** Base of the OpenAPI, which opens connections. */
  apiBase: string;
};

/** A frame of ours to answer: `data` is a JSON string inside the frame. */
export type Delivered = { topic: 'robot' | 'card'; messageId: string; data: string };

/** What a link tells; neither may throw. */
export type LinkEvents = {
  delivered(frame: Delivered, acknowledge: (answer: unknown) => void): void;
  odd(what: string): void;
};

/** DingTalk would not open a connection. Holds neither ticket nor secret. */
export class NotOpenedError extends Error {
  override readonly name = 'NotOpenedError';
  /** The credentials or the robot's settings are wrong, so trying soon again is of no use. */
  readonly lasting: boolean;

  constructor(status: number) {
    super(`DingTalk opens no connection: HTTP ${status}${hints[status] ?? ''}`);
    this.lasting = status === 400 || status === 401;
  }
}

const hints: Record<number, string> = {
  400: ' (robot not published, not in Stream mode, or this host not on the list of allowed addresses)',
  401: ' (client id or secret is wrong)',
};

const openMs = 10_000;
const Opened = z.object({ endpoint: z.url({ protocol: /^wss?$/ }), ticket: z.string().min(1) });

type Socket = {
  readyState: number;
  on(event: string, listener: (...args: unknown[]) => void): void;
  removeAllListeners(event?: string): void;
  ping(): void;
  terminate(): void;
};

/**
 * One connection of Stream mode, dialled once; a new one takes its place. The stock client is used for frames and
 * acknowledgements alone: its own reconnecting and heartbeat dial ever more often, it prints to the console, and
 * an odd frame ends the process (`facts/dingtalk.md` §8).
 */
export class StreamLink extends DWClient {
  readonly #events: LinkEvents;
  readonly #apiBase: string;
  readonly #left = latch();
  readonly #killed = new AbortController();
  #up = false;
  #seenAt = Date.now();
  #framedAt = Date.now();

  constructor({ clientId, clientSecret, apiBase }: LinkConfig, events: LinkEvents) {
    const options = {
      clientId,
      clientSecret,
      ua: 'ecs-image/0.1.0',
      debug: false,
      keepAlive: false,
      autoReconnect: false,
      // The default array is shared by all clients, and asks for every event of the organisation.
      subscriptions: [],
    };
    super(options);
    this.#events = events;
    this.#apiBase = apiBase;
    Reflect.set(this, 'sslopts', { rejectUnauthorized: true, handshakeTimeout: openMs });
    this.registerCallbackListener(TOPIC_ROBOT, (frame) => this.#deliver('robot', frame));
    this.registerCallbackListener(TOPIC_CARD, (frame) => this.#deliver('card', frame));
  }

  /** Resolves when this link is gone, or DingTalk has said that it soon will be. */
  get leaving(): Promise<void> {
    return this.#left.opened;
  }

  get up(): boolean {
    return this.#up;
  }

  /** Milliseconds without any sign of life, and without a frame. */
  quiet(now: number): { anything: number; frames: number } {
    return { anything: now - this.#seenAt, frames: now - this.#framedAt };
  }

  /** Throws `NotOpenedError` or an `Error` that says what failed; names no address. */
  override async connect(): Promise<void> {
    await this.getEndpoint();
    await this.#dialled();
  }

  override async getEndpoint(): Promise<this> {
    const { clientId, clientSecret, ua, subscriptions } = this.getConfig();
    const response = await fetch(`${this.#apiBase}/v1.0/gateway/connections/open`, {
      method: 'POST',
      // Without it the answer may be XML.
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify({ clientId, clientSecret, ua, subscriptions }),
      redirect: 'error',
      signal: AbortSignal.any([this.#killed.signal, AbortSignal.timeout(openMs)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      throw new NotOpenedError(response.status);
    }
    const opened = Opened.safeParse(await response.json().catch(() => undefined));
    if (!opened.success) throw new Error('DingTalk opened a connection without an address');
    Reflect.set(this, 'dw_url', `${opened.data.endpoint}?ticket=${encodeURIComponent(opened.data.ticket)}`);
    return this;
  }

  /** The stock version throws into the socket's own event, which ends the process. */
  override onDownStream(raw: string): void {
    this.#seenAt = this.#framedAt = Date.now();
    try {
      const frame: DWClientDownStream = JSON.parse(String(raw));
      if (frame.type === 'SYSTEM' && frame.headers.topic === 'disconnect') this.#leave();
      else super.onDownStream(String(raw));
    } catch {
      this.#events.odd('not a frame');
    }
  }

  ping(): void {
    if (this.#up) this.#socket?.ping();
  }

  /** For good: nothing is heard, said or dialled after it. */
  kill(): void {
    this.#killed.abort();
    this.#leave();
    const socket = this.#socket;
    if (!socket) return;
    socket.removeAllListeners();
    // Ending a handshake is an error to the socket, and an unheard one ends the process.
    socket.on('error', () => {});
    socket.terminate();
  }

  /** The stock listeners print, and their promise never fails for a socket that closes silently. */
  #dialled(): Promise<void> {
    void this._connect().catch(() => {});
    const socket = this.#socket;
    if (!socket) throw new Error('the address of the connection cannot be dialled');
    for (const event of ['open', 'close', 'error']) socket.removeAllListeners(event);
    return new Promise((resolve, reject) => {
      const gone = (error?: unknown) => {
        const why = error instanceof Error ? withoutAddresses(error.message) : 'closed before it was open';
        reject(new Error(why));
        this.#leave();
      };
      void this.leaving.then(() => reject(new Error('told to go')));
      socket.on('open', () => {
        this.#up = true;
        this.#seenAt = this.#framedAt = Date.now();
        resolve();
      });
      socket.on('error', gone);
      socket.on('close', () => gone());
      socket.on('pong', () => {
        this.#seenAt = Date.now();
      });
    });
  }

  #deliver(topic: Delivered['topic'], { headers, data }: DWClientDownStream): void {
    const { messageId } = headers;
    this.#events.delivered({ topic, messageId, data }, (answer) => {
      // A socket that is gone takes nothing; DingTalk delivers again.
      if (this.#socket?.readyState === 1) this.socketCallBackResponse(messageId, answer);
    });
  }

  #leave(): void {
    this.#up = false;
    this.#left.open();
  }

  get #socket(): Socket | undefined {
    return Reflect.get(this, 'socket');
  }
}

function withoutAddresses(text: string): string {
  return text.replace(/\b(https?|wss?):\/\/\S+/g, '[address]');
}
