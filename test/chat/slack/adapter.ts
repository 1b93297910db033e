import { pino } from 'pino';
import { type SandboxSlack, type SlackOptions, startSlack } from '../../../sandbox/slack/index.ts';
import type { Incoming, Intake } from '../../../src/chat/platform.ts';
import { type SlackConfig, type SlackPlatform, slack } from '../../../src/chat/slack/index.ts';

export type TestBench = {
  sandbox: SandboxSlack;
  platform: SlackPlatform;
  /** What was taken, once each, as the durable inbox does. */
  received: Incoming[];
  intake: Intake;
  replies: Map<string, string>;
  /** Every log line so far. */
  logged(): string;
  stop(): Promise<void>;
};

const bot = 'UBOT0001';
const people = ['U0001', 'U0002', 'U0003', 'U0004', 'U0005'];

/** The bot is in C0001 only. */
const seed = {
  users: [
    { id: 'U0001', name: 'xiaoyu', locale: 'zh-CN' },
    { id: 'U0002', name: 'maya', locale: 'en-US' },
    { id: 'U0003', name: 'luren', locale: 'zh-TW' },
    { id: 'U0004', name: 'alex', locale: 'en-GB' },
    { id: 'U0005', name: 'guest', locale: 'en-US', is_restricted: true },
  ],
  channels: [
    { id: 'C0001', name: 'ops', members: [...people, bot] },
    { id: 'C0002', name: 'random', members: people },
    { id: 'C0003', name: 'secret', is_private: true, members: ['U0001', 'U0002'] },
    { id: 'D0777', is_im: true, members: ['U0001', 'U0002'] },
    { id: 'G0777', is_mpim: true, members: ['U0001', 'U0002', 'U0003'] },
  ],
};

/** The real adapter over real Bolt, against the sandbox. */
export async function startBench({
  mode = 'socket',
  intake = {},
  options = {},
  config = {},
  before,
}: {
  mode?: 'socket' | 'http';
  intake?: Partial<Intake>;
  options?: SlackOptions;
  config?: Partial<SlackConfig>;
  /** With the sandbox up, the adapter not yet. */
  before?(sandbox: SandboxSlack): void;
} = {}): Promise<TestBench> {
  const sandbox = await startSlack({ seed, ...options });
  before?.(sandbox);
  const received: Incoming[] = [];
  const replies = new Map<string, string>();
  const lines: string[] = [];
  const desk: Intake = {
    async receive(incoming) {
      if (!received.some(({ id }) => id === incoming.id)) received.push(incoming);
    },
    form: () => undefined,
    judge: () => undefined,
    ...intake,
  };
  const platform = slack({
    botToken: sandbox.app.botToken,
    ...(mode === 'socket'
      ? { appToken: sandbox.app.appToken }
      : { signingSecret: sandbox.app.signingSecret, port: 0 }),
    apiUrl: sandbox.apiUrl,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    replies: {
      put: async (id, url) => void replies.set(id, url),
      get: async (id) => replies.get(id),
    },
    ...config,
  });
  await platform.start(desk);
  if (mode === 'http')
    sandbox.state.mode = { mode: 'http', requestUrl: `http://127.0.0.1:${platform.port()}/slack/events` };
  return {
    sandbox,
    platform,
    received,
    intake: desk,
    replies,
    logged: () => lines.join(''),
    async stop() {
      await platform.stop();
      await sandbox.stop();
    },
  };
}

/** Waits for something to become true; the test's own time limit ends it. */
export async function eventually(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 10));
}
