import { DWClient, type DWClientDownStream } from 'dingtalk-stream';
import { type DingtalkOptions, startDingtalk } from '../../sandbox/dingtalk/index.ts';

export const topics = { robot: '/v1.0/im/bot/messages/get', card: '/v1.0/card/instances/callback' };

export interface Frame {
  messageId: string;
  data: Record<string, unknown>;
}

/** The official client, asked to open its connection here; `acks` false: it says nothing back. */
export class Robot extends DWClient {
  readonly heard: Frame[] = [];
  readonly closed: Promise<void>;
  answer: (topic: string) => unknown = () => null;
  acks = true;
  #base: string;
  #close: () => void = () => {};

  constructor(base: string, clientSecret = 'ding-sandbox-secret') {
    const options = { clientId: 'ding-sandbox', clientSecret, autoReconnect: false, subscriptions: [] };
    super(options);
    this.#base = base;
    this.closed = new Promise((resolve) => {
      this.#close = resolve;
    });
    for (const topic of Object.values(topics)) {
      this.registerCallbackListener(topic, (frame) => this.#hear(topic, frame));
    }
  }

  #hear(topic: string, { headers, data }: DWClientDownStream) {
    this.heard.push({ messageId: headers.messageId, data: JSON.parse(data) });
    if (this.acks) this.socketCallBackResponse(headers.messageId, this.answer(topic));
  }

  override async getEndpoint(): Promise<this> {
    const { clientId, clientSecret, subscriptions } = this.getConfig();
    const response = await fetch(`${this.#base}/v1.0/gateway/connections/open`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify({ clientId, clientSecret, subscriptions }),
    });
    if (!response.ok) throw new Error(`open: ${response.status}`);
    const { endpoint, ticket } = (await response.json()) as { endpoint: string; ticket: string };
    Object.assign(this, { dw_url: `${endpoint}?ticket=${ticket}` });
    return this;
  }

  /** The stock one swallows every error. */
  override async connect(): Promise<void> {
    await this.getEndpoint();
    await this._connect();
    this.#socket.on('close', this.#close);
  }

  /** A frame the stock client throws at. */
  override onDownStream(data: string): void {
    try {
      super.onDownStream(data);
    } catch (error) {
      this.emit('garbage', error);
    }
  }

  hangUp(): void {
    this.#socket.terminate();
  }

  get #socket() {
    return (this as unknown as { socket: { on(name: string, then: () => void): void; terminate(): void } })
      .socket;
  }
}

/** A sandbox DingTalk, spoken to past any client of ours. */
export async function localDingtalk(options: DingtalkOptions = {}) {
  const dingtalk = await startDingtalk({ timings: { patience: 300, cardAck: 300 }, ...options });
  const { url, app } = dingtalk;
  const json = { 'content-type': 'application/json' };

  async function call(path: string, body: unknown, { method = 'POST', token = '' } = {}) {
    const response = await fetch(url + path, {
      method,
      headers: { ...json, 'x-acs-dingtalk-access-token': token },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, ...answer } as Record<string, unknown> & { status: number };
  }

  async function token(): Promise<string> {
    const { accessToken } = await call('/v1.0/oauth2/accessToken', {
      appKey: app.clientId,
      appSecret: app.clientSecret,
    });
    return String(accessToken);
  }

  return {
    dingtalk,
    call,
    token,

    /** A call of the v1.0 API with a good token. */
    async api(path: string, body: unknown, method = 'POST') {
      return call(path, body, { method, token: await token() });
    },

    /** The sandbox's own address space: a GET, or a POST of a body. */
    async control(path: string, body?: unknown) {
      const post = { method: 'POST', headers: json, body: JSON.stringify(body) };
      const response = await fetch(`${url}/_emu/${path}`, body === undefined ? {} : post);
      return response.json() as Promise<Record<string, unknown>>;
    },

    async robot(): Promise<Robot> {
      const robot = new Robot(url);
      await robot.connect();
      return robot;
    },
  };
}

/** Waits for what another process or socket brings about. */
export async function until(true_: () => boolean): Promise<void> {
  while (!true_()) await new Promise((resolve) => setTimeout(resolve, 5));
}
