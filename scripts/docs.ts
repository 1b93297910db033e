import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { commands } from '../handlers/commands/index.ts';
import { commandDocs, markdown, prefix, usageHint } from '../handlers/usage.ts';
import { botEvents, scopes } from '../src/chat/slack/index.ts';
import { type Locale, translator } from '../src/i18n/index.ts';
import { code, plain } from '../src/i18n/text.ts';

/** Where Slack reaches us in HTTP mode; whoever installs the app puts their own host there. */
const httpUrl = 'https://YOUR-HOST/slack/events';

/** Path in the repository → content, for every file that follows from the lists of commands and listeners. */
export function generated(): Record<string, string> {
  return {
    'docs/commands.md': commandsPage('en'),
    'docs/commands.zh-CN.md': commandsPage('zh'),
    'slack-manifest.json': json(manifest('socket')),
    'slack-manifest.http.json': json(manifest('http')),
  };
}

function commandsPage(locale: Locale): string {
  const t = translator(locale);
  const head = [
    '<!-- Written by `npm run docs`. -->',
    `# ${plain(t('help.title'))}`,
    '',
    markdown(t('help.intro', { prefix: code(prefix) })),
    '',
  ];
  return `${[...head, commandDocs(commands, t)].join('\n').trimEnd()}\n`;
}

/** A Slack app manifest that asks for what has a handler and for nothing else (`facts/slack.md` §6). */
function manifest(mode: 'socket' | 'http') {
  const http = mode === 'http';
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'ECS Image',
      description: 'Alibaba Cloud ECS images from chat / 在聊天里管理 ECS 镜像',
      background_color: '#1f2d3d',
    },
    features: {
      bot_user: { display_name: 'ecs-image', always_online: true },
      app_home: {
        home_tab_enabled: false,
        messages_tab_enabled: true,
        messages_tab_read_only_enabled: false,
      },
      slash_commands: [
        {
          command: prefix,
          description: 'Recommend, list, import and replace OS images',
          usage_hint: usageHint(commands),
          // Names arrive with their ids, and `<!channel>` as text.
          should_escape: true,
          ...(http && { url: httpUrl }),
        },
      ],
    },
    oauth_config: { scopes: { bot: scopes } },
    settings: {
      interactivity: { is_enabled: true, ...(http && { request_url: httpUrl }) },
      event_subscriptions: { ...(http && { request_url: httpUrl }), bot_events: botEvents },
      org_deploy_enabled: false,
      socket_mode_enabled: !http,
      token_rotation_enabled: false,
    },
  };
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The repository, from `scripts/` as from `dist/scripts/`. */
function root(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, 'package.json'))) at = dirname(at);
  return at;
}

/** `npm run docs` writes them; with `--check` it names those that are out of date and exits 1. */
function run(check: boolean): void {
  for (const [path, content] of Object.entries(generated())) {
    const file = join(root(), path);
    if (existsSync(file) && readFileSync(file, 'utf8') === content) continue;
    if (check) {
      console.error(`${path} is out of date: run npm run docs`);
      process.exitCode = 1;
    } else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      console.log(`${path} written`);
    }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) run(process.argv.includes('--check'));
