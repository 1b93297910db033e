import { existsSync, readFileSync } from 'node:fs';
import ms, { type StringValue } from 'ms';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { type Directory, Role } from './domain/access.ts';

/** Wrong settings: one line per problem, each naming the variable or the path in the file. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
  readonly problems: string[];

  constructor(problems: string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

const blank = (value: unknown) => (value === '' ? undefined : value);
const text = z.preprocess(blank, z.string().optional());
const loopback = /^(127\.\d+\.\d+\.\d+|localhost|\[::1\])$/;

/** Plain http and ws reach this machine only: everything else would carry secrets in the clear. */
const address = (...schemes: string[]) =>
  z.preprocess(
    blank,
    z
      .string()
      .refine(
        (value) => {
          const url = URL.canParse(value) ? new URL(value) : undefined;
          return (
            !!url &&
            schemes.includes(url.protocol) &&
            (url.protocol === schemes[0] || loopback.test(url.hostname))
          );
        },
        `must be a ${schemes[0]}// address (plain ${schemes.slice(1).join(' or ')}// for this machine only)`,
      )
      .optional(),
  );

const Environment = z.object({
  SLACK_BOT_TOKEN: z.preprocess(blank, z.string().startsWith('xoxb-', 'must start with xoxb-').optional()),
  SLACK_APP_TOKEN: z.preprocess(blank, z.string().startsWith('xapp-', 'must start with xapp-').optional()),
  SLACK_SIGNING_SECRET: text,
  SLACK_API_URL: address('https:', 'http:'),
  DINGTALK_CLIENT_ID: text,
  DINGTALK_CLIENT_SECRET: text,
  DINGTALK_CARD_TEMPLATE_ID: text,
  DINGTALK_API_BASE: address('https:', 'http:'),
  DINGTALK_OAPI_BASE: address('https:', 'http:'),
  ALIBABA_CLOUD_ACCESS_KEY_ID: text,
  ALIBABA_CLOUD_ACCESS_KEY_SECRET: text,
  ALIBABA_CLOUD_SECURITY_TOKEN: text,
  ALIBABA_CLOUD_REGION_ID: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[a-z]{2}-[a-z0-9-]+$/, 'must look like cn-hangzhou')
      .optional(),
  ),
  ECS_ENDPOINT: address('https:', 'http:'),
  OSS_ENDPOINT: address('https:', 'http:'),
  REDIS_URL: z.preprocess(
    blank,
    z
      .string()
      .regex(/^(rediss?:\/\/|unix:\/\/|\/)/, 'must be a redis://, rediss:// or unix:// address')
      .optional(),
  ),
  ECS_IMAGE_CONFIG: z.preprocess(blank, z.string().default('./ecs-image.yaml')),
  ECS_POLL_SECONDS: z.preprocess(blank, z.coerce.number().positive().max(3600).default(5)),
  PORT: z.preprocess(blank, z.coerce.number().int().min(0).max(65535).optional()),
  LOG_LEVEL: z.preprocess(
    blank,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
  DATA_DIR: z.preprocess(blank, z.string().default('.data')),
});

/** `30m`, `7d`: milliseconds inside. */
const Duration = z
  .string()
  .refine((value) => ms(value as StringValue) > 0, 'must be a duration such as 30m, 12h or 7d')
  .transform((value) => ms(value as StringValue));

/** All that can be asked for. A rule under another name would silently be none. */
const operationNames = [
  'replace-os',
  'undo',
  'import-image',
  'copy-image',
  'export-image',
  'create-image',
  'delete-image',
  'update',
] as const;

const Places = z.strictObject({ slack: z.string().optional(), dingtalk: z.string().optional() });
const Approval = z.strictObject({
  quorum: z.number().int().min(1).optional(),
  expires: Duration.optional(),
  place: Places.optional(),
});

const ConfigFile = z.strictObject({
  site: z.enum(['cn', 'intl']).default('cn'),
  regions: z.array(z.string().regex(/^[a-z]{2}-[a-z0-9-]+$/)).default([]),
  people: z
    .record(
      z.string(),
      z.strictObject({ slack: z.array(z.string()).optional(), dingtalk: z.array(z.string()).optional() }),
    )
    .default({}),
  roles: z.partialRecord(Role, z.array(z.string())).default({}),
  approvals: z.partialRecord(z.enum(['default', ...operationNames]), Approval).default({}),
  /** What a shared card speaks in a place that knows no people's languages: `dingtalk:<conversation>`. */
  places: z.record(z.string(), z.strictObject({ language: z.enum(['zh', 'en']) })).default({}),
  backups: z.strictObject({ keep: Duration }).default({ keep: ms('7d') }),
  uploads: z.record(z.string(), z.string()).default({}),
  reports: z.strictObject({ place: Places.optional(), families: z.array(z.string()).optional() }).default({}),
  importVmdk: z.boolean().default(false),
});

export type ApprovalRule = {
  quorum: number;
  expiresMs: number;
  place: z.infer<typeof Places>;
  named: boolean;
};
export type Config = ReturnType<typeof readConfig>;

/** The only reader of `process.env`. Throws `SettingsError`. */
export function readConfig(env: NodeJS.ProcessEnv) {
  const parsed = Environment.safeParse(env);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success) throw new SettingsError(problems);
  const settings = parsed.data;
  const file = readFile(settings.ECS_IMAGE_CONFIG);
  const home = settings.ALIBABA_CLOUD_REGION_ID ?? file.regions[0] ?? 'cn-hangzhou';
  return {
    slack: slackSettings(settings),
    dingtalk: dingtalkSettings(settings),
    cloud: {
      ...cloudKeys(settings),
      endpoint: settings.ECS_ENDPOINT,
      ossEndpoint: settings.OSS_ENDPOINT,
      homeRegion: home,
    },
    regions: file.regions.length ? file.regions : [home],
    site: file.site,
    configFile: settings.ECS_IMAGE_CONFIG,
    directory: directory(file, settings.ECS_IMAGE_CONFIG),
    approvals: file.approvals,
    places: file.places,
    backupKeepMs: file.backups.keep,
    importVmdk: file.importVmdk,
    reports: { place: file.reports.place ?? {}, families: file.reports.families ?? [] },
    redisUrl: settings.REDIS_URL,
    dataDir: settings.DATA_DIR,
    pollMs: settings.ECS_POLL_SECONDS * 1000,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
  };
}

/** The rule for one operation: its own lines over `default`, over one approval within half an hour. */
export function approvalRule({ approvals }: Pick<Config, 'approvals'>, operation: string): ApprovalRule {
  const own = approvals[operation as keyof typeof approvals];
  const fallback = approvals.default;
  return {
    quorum: own?.quorum ?? fallback?.quorum ?? 1,
    expiresMs: own?.expires ?? fallback?.expires ?? ms('30m'),
    place: { ...fallback?.place, ...own?.place },
    named: !!own,
  };
}

/** Half a key would silently become the default chain's identity. */
function cloudKeys(settings: z.infer<typeof Environment>) {
  const { ALIBABA_CLOUD_ACCESS_KEY_ID: id, ALIBABA_CLOUD_ACCESS_KEY_SECRET: secret } = settings;
  if (!id !== !secret)
    throw new SettingsError([
      `ALIBABA_CLOUD_ACCESS_KEY_${id ? 'SECRET' : 'ID'}: missing beside its other half`,
    ]);
  return { accessKeyId: id, accessKeySecret: secret, securityToken: settings.ALIBABA_CLOUD_SECURITY_TOKEN };
}

function dingtalkSettings(settings: z.infer<typeof Environment>) {
  const { DINGTALK_CLIENT_ID: clientId, DINGTALK_CLIENT_SECRET: clientSecret } = settings;
  if (!clientId && !clientSecret) return undefined;
  if (!clientId || !clientSecret)
    throw new SettingsError([`DINGTALK_CLIENT_${clientId ? 'SECRET' : 'ID'}: missing beside its other half`]);
  return {
    clientId,
    clientSecret,
    cardTemplateId: settings.DINGTALK_CARD_TEMPLATE_ID,
    apiBase: settings.DINGTALK_API_BASE,
    oapiBase: settings.DINGTALK_OAPI_BASE,
  };
}

function slackSettings(settings: z.infer<typeof Environment>) {
  if (!settings.SLACK_BOT_TOKEN && (settings.SLACK_APP_TOKEN || settings.SLACK_SIGNING_SECRET))
    throw new SettingsError(['SLACK_BOT_TOKEN: missing beside the other Slack settings']);
  if (!settings.SLACK_BOT_TOKEN) return undefined;
  if (!settings.SLACK_APP_TOKEN && !settings.SLACK_SIGNING_SECRET)
    throw new SettingsError([
      'SLACK_APP_TOKEN: needed for Socket Mode, or SLACK_SIGNING_SECRET for HTTP on PORT',
    ]);
  return {
    botToken: settings.SLACK_BOT_TOKEN,
    appToken: settings.SLACK_APP_TOKEN,
    signingSecret: settings.SLACK_SIGNING_SECRET,
    apiUrl: settings.SLACK_API_URL,
  };
}

function readFile(path: string): z.infer<typeof ConfigFile> {
  if (!existsSync(path)) return ConfigFile.parse({});
  let content: unknown;
  try {
    content = parseYaml(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new SettingsError([`${path}: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const parsed = ConfigFile.safeParse(content ?? {});
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    parsed.error.issues.map((issue) => `${path}: ${issue.path.join('.')}: ${issue.message}`),
  );
}

/** Accounts by platform become account keys; a role that names nobody known is a mistake worth stopping for. */
function directory(file: z.infer<typeof ConfigFile>, path: string): Directory {
  const people = Object.fromEntries(
    Object.entries(file.people).map(([name, accounts]) => [
      name,
      Object.entries(accounts).flatMap(([platform, ids]) => (ids ?? []).map((id) => `${platform}:${id}`)),
    ]),
  );
  const roles = Object.fromEntries(
    Role.options.map((role) => [role, file.roles[role] ?? (role === 'viewer' ? ['*'] : [])]),
  );
  const accounts = Object.entries(people).flatMap(([name, keys]) => keys.map((key) => ({ name, key })));
  const shared = accounts.filter(({ name, key }) => accounts.some((it) => it.key === key && it.name < name));
  const problems = Object.entries(roles).flatMap(([role, names]) =>
    names
      .filter((name) => !(name === '*' && role === 'viewer') && !people[name])
      .map((name) =>
        name === '*'
          ? `${path}: roles.${role}: "*" is for viewers; name the people`
          : `${path}: roles.${role}: nobody named ${name} under people`,
      ),
  );
  for (const { name, key } of shared)
    problems.push(`${path}: people.${name}: ${key} is somebody else's account too`);
  if (problems.length) throw new SettingsError(problems);
  return { people, roles: roles as Directory['roles'] };
}
