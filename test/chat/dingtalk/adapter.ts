import { pino } from 'pino';
import type { Message } from '../../../sandbox/dingtalk/api.ts';
import {
  type DingtalkOptions,
  type SandboxDingtalk,
  startDingtalk,
} from '../../../sandbox/dingtalk/index.ts';
import { type DingTalkConfig, dingtalk } from '../../../src/chat/dingtalk/index.ts';
import type { ChatPlatform, Incoming, Intake } from '../../../src/chat/platform.ts';

export const ops = 'cidOps0001==';

export type TestBench = {
  sandbox: SandboxDingtalk;
  platform: ChatPlatform;
  /** What was taken, once each, as the durable inbox does. */
  received: Incoming[];
  /** Reply addresses, as Redis would hold them. */
  replies: Map<string, string>;
  prompts: Map<string, string>;
  /** What the robot said in a conversation and is still there. */
  said(conversation: string): Message[];
  /** Every log line so far. */
  logged(): string;
  stop(): Promise<void>;
};

/** The real adapter over the real SDK, against the sandbox. */
export async function startBench({
  intake = {},
  options = {},
  config = {},
  before,
}: {
  intake?: Partial<Intake>;
  options?: DingtalkOptions;
  config?: Partial<DingTalkConfig>;
  /** With the sandbox up, the adapter not yet. */
  before?(sandbox: SandboxDingtalk): void;
} = {}): Promise<TestBench> {
  const sandbox = await startDingtalk(options);
  before?.(sandbox);
  const received: Incoming[] = [];
  const [replies, prompts, states] = [0, 1, 2].map(() => new Map<string, string>()) as [
    Map<string, string>,
    Map<string, string>,
    Map<string, string>,
  ];
  const lines: string[] = [];
  const platform = dingtalk({
    clientId: sandbox.app.clientId,
    clientSecret: sandbox.app.clientSecret,
    apiBase: sandbox.url,
    oapiBase: sandbox.url,
    log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
    replies: shelf(replies),
    prompts: shelf(prompts),
    questions: shelf(states),
    pace: async () => true,
    ...config,
  });
  await platform.start({
    async receive(incoming) {
      if (!received.some(({ id }) => id === incoming.id)) received.push(incoming);
    },
    form: () => undefined,
    judge: () => undefined,
    ...intake,
  });
  return {
    sandbox,
    platform,
    received,
    replies,
    prompts,
    said: (conversation) =>
      sandbox.state.messages.filter(
        (message) => message.conversation === conversation && message.from === 'robot' && !message.recalled,
      ),
    logged: () => lines.join(''),
    async stop() {
      await platform.stop();
      await sandbox.stop();
    },
  };
}

function shelf(map: Map<string, string>) {
  return {
    put: async (key: string, value: string) => void map.set(key, value),
    get: async (key: string) => map.get(key),
  };
}

/** Waits for something to become true; the test's own time limit ends it. */
export async function eventually(test: () => boolean): Promise<void> {
  while (!test()) await new Promise((resolve) => setTimeout(resolve, 10));
}
