import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { sandboxAccount } from './account.ts';
import { type Clock, createClock } from './clock.ts';
import { type DingtalkOptions, startDingtalk } from './dingtalk/index.ts';
import { type EcsOptions, startEcs } from './ecs/index.ts';
import { startOss } from './oss/index.ts';
import { demoBuckets } from './seed.ts';
import { type SlackOptions, startSlack } from './slack/index.ts';

export type Servers = Awaited<ReturnType<typeof startServers>>;

/** All vendors on this machine: one clock for the cloud, free ports for everybody. */
export async function startServers(
  options: {
    clock?: Clock;
    slack?: SlackOptions;
    dingtalk?: DingtalkOptions;
    ecs?: Partial<EcsOptions>;
  } = {},
) {
  const clock = options.clock ?? createClock();
  const oss = await startOss({ buckets: demoBuckets() });
  const ecs = await startEcs({ clock, oss, ...options.ecs });
  const slack = await startSlack(options.slack);
  // A clock of its own: on a fast one its reply addresses would be gone in moments.
  const dingtalk = await startDingtalk(options.dingtalk);
  return {
    clock,
    oss,
    ecs,
    slack,
    dingtalk,
    async stop(): Promise<void> {
      await Promise.all([slack.stop(), dingtalk.stop(), ecs.stop(), oss.stop()]);
    },
  };
}

/** Who is who in the sandbox: two approvers, one asker; the stranger and the guest are nobody. */
export const sandboxConfig = {
  site: 'cn',
  regions: ['cn-hangzhou', 'cn-shanghai', 'ap-southeast-1'],
  people: {
    xiaoyu: { slack: ['T0001:U0001'], dingtalk: ['staff-0001'] },
    maya: { slack: ['T0001:U0002'], dingtalk: ['staff-0002'] },
    alex: { slack: ['T0001:U0004'], dingtalk: ['staff-0004'] },
  },
  roles: { viewer: ['*'], operator: ['xiaoyu', 'maya'], approver: ['maya', 'alex'], admin: ['maya'] },
  approvals: {
    default: { quorum: 1, expires: '30m', place: { slack: 'T0001:C0009', dingtalk: 'cidApprovals0001==' } },
  },
};

/**
 * The environment of the product's processes. It names every address and every key, so nothing of the caller's own
 * environment can lead to a real account.
 */
export function productEnv(
  { slack, dingtalk, ecs, oss }: Servers,
  own: {
    redisUrl: string;
    dir: string;
    pollSeconds: number;
    config?: object;
    http?: boolean;
    /** Only Slack, as an installation without DingTalk has it. */
    dingtalk?: boolean;
    port?: number;
    logLevel?: string;
  },
): Record<string, string> {
  const configFile = join(own.dir, 'ecs-image.yaml');
  writeFileSync(configFile, stringify(own.config ?? sandboxConfig));
  return {
    PATH: process.env.PATH ?? '',
    HOME: own.dir,
    TZ: process.env.TZ ?? 'UTC',
    SLACK_BOT_TOKEN: slack.app.botToken,
    ...(own.http
      ? { SLACK_SIGNING_SECRET: slack.app.signingSecret }
      : { SLACK_APP_TOKEN: slack.app.appToken }),
    SLACK_API_URL: slack.apiUrl,
    ...(own.dingtalk === false ? {} : dingtalkEnv(dingtalk)),
    ALIBABA_CLOUD_ACCESS_KEY_ID: sandboxAccount.accessKeyId,
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: sandboxAccount.accessKeySecret,
    ALIBABA_CLOUD_REGION_ID: 'cn-hangzhou',
    ALIBABA_CLOUD_ECS_METADATA_DISABLED: 'true',
    ECS_ENDPOINT: ecs.url,
    OSS_ENDPOINT: oss.url,
    REDIS_URL: own.redisUrl,
    ECS_IMAGE_CONFIG: configFile,
    ECS_POLL_SECONDS: String(own.pollSeconds),
    LOG_LEVEL: own.logLevel ?? 'info',
    ...(own.port === undefined ? {} : { PORT: String(own.port) }),
  };
}

function dingtalkEnv({ app, url }: Servers['dingtalk']): Record<string, string> {
  return {
    DINGTALK_CLIENT_ID: app.clientId,
    DINGTALK_CLIENT_SECRET: app.clientSecret,
    DINGTALK_API_BASE: url,
    DINGTALK_OAPI_BASE: url,
  };
}
