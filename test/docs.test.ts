import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../handlers/commands/index.ts';
import { read as readCommand, typed } from '../handlers/parse.ts';
import { generated } from '../scripts/docs.ts';
import type { Card } from '../src/chat/card.ts';
import { botEvents, scopes } from '../src/chat/slack/index.ts';
import { approvalRule, readConfig } from '../src/config.ts';
import { translator } from '../src/i18n/index.ts';
import { ops, startBench } from './chat/dingtalk/adapter.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../${path}`, import.meta.url)), 'utf8');
const blocks = (path: string, language: string) =>
  [...read(path).matchAll(new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 'gs'))].map(([, text = '']) => text);
const readmes = ['README.md', 'README.zh-CN.md'];

describe('generated files', () => {
  it.each(Object.entries(generated()))('%s says what the lists say', (path, content) => {
    expect(read(path)).toBe(content);
  });

  it.each(['docs/commands.md', 'docs/commands.zh-CN.md'])('%s has every command', (path) => {
    const headings = [...read(path).matchAll(/^## (\S+)$/gm)].map(([, name]) => name);

    expect(headings).toEqual(commands.map(({ name }) => name));
  });

  it.each([
    ['slack-manifest.json', true],
    ['slack-manifest.http.json', false],
  ])('%s asks Slack for what has a handler', (path, socket) => {
    const { features, settings, oauth_config: oauth } = JSON.parse(read(path));

    expect(oauth.scopes.bot).toEqual(scopes);
    expect(settings.event_subscriptions.bot_events).toEqual(botEvents);
    expect(settings.socket_mode_enabled).toBe(socket);
    expect(features.slash_commands).toHaveLength(1);
    expect(features.slash_commands[0]).toMatchObject({ command: '/ecs-image', should_escape: true });
    expect(read(path).includes('https://YOUR-HOST/slack/events')).toBe(!socket);
  });
});

describe.each(readmes)('%s', (path) => {
  it('shows an ecs-image.yaml that the bot accepts', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'ei-docs-')), 'ecs-image.yaml');
    const [example = ''] = blocks(path, 'yaml');
    writeFileSync(file, example);

    const config = readConfig({ ECS_IMAGE_CONFIG: file });

    expect(config.regions).toEqual(['cn-hangzhou', 'cn-shanghai']);
    expect(config.directory.roles.approver).toHaveLength(2);
    expect(approvalRule(config, 'replace-os')).toMatchObject({ quorum: 1, expiresMs: 1_800_000 });
    expect(Object.keys(approvalRule(config, 'replace-os').place)).toEqual(['slack', 'dingtalk']);
    expect(Object.values(config.places)).toEqual([{ language: 'en' }]);
    expect(Object.keys(config.reports.place)).toHaveLength(1);
    expect(config.reports.families).toEqual(['ubuntu_24_04_x64']);
  });

  it('shows commands that the parser takes', () => {
    const t = translator('en');
    const shown = read(path).match(/(?<=[\n`])\/ecs-image [^`\n]+/g) ?? [];

    expect(shown.length).toBeGreaterThan(8);
    for (const line of shown) expect(() => typed(readCommand(line, commands, t), t)).not.toThrow();
  });

  it('says of no command that is there that it is not built yet', () => {
    const built = commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    const [line = ''] = read(path).match(/^- (Not built yet|还没做的命令).*$/m) ?? [];
    const missing = [...line.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);

    expect(missing).toHaveLength(7);
    expect(missing.filter((name) => built.includes(name))).toEqual([]);
  });

  it('names every variable that the settings read, and so does .env.example', () => {
    const variables = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map(([, name = '']) => name);
    const told = [...read(path).matchAll(/`([A-Z][A-Z_]+)`/g)].map(([, name = '']) => name);

    const known = [...read('src/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name = '']) => name);
    expect(known.filter((name) => !told.includes(name))).toEqual([]);
    expect(known.filter((name) => !variables.includes(name))).toEqual([]);
  });

  it('asks RAM for the actions our commands need and for no other', () => {
    const policies = blocks(path, 'json').map((text) => JSON.parse(text));
    const granted: string[] = policies.flatMap(({ Statement }) =>
      Statement.flatMap(({ Action }: { Action: string[] }) => Action),
    );

    expect(granted.filter((action) => action.startsWith('ecs:')).sort()).toEqual(needed());
    expect(granted.filter((action) => action.startsWith('oss:')).sort()).toEqual([
      'oss:GetBucketLocation',
      'oss:GetObject',
    ]);
  });
});

it('ARCHITECTURE.md gives the reason of every dependency', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json'));
  const told = [...read('ARCHITECTURE.md').matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  );

  expect(names.filter((name) => !told.includes(name))).toEqual([]);
});

describe('the set-up of a DingTalk card template', () => {
  it.each(readmes)('in %s names the variables and buttons that our cards have', async (path) => {
    const bench = await startBench({ config: { cardTemplateId: 'sandbox-approval.schema' } });
    const card: Card = {
      title: 'Replace',
      buttons: [{ action: 'approve', record: 'rq_7f3a2k', label: 'Approve', typed: 'approve rq_7f3a2k' }],
    };
    await bench.platform.post({ platform: 'dingtalk', id: ops }, card, { request: 'rq_7f3a2k' });
    const [shown] = bench.sandbox.state.cards.values();
    const variables = Object.keys(shown?.public ?? {});
    const { actions } = bench.sandbox.state.template;
    const buttons = actions.flatMap(({ id, params }) => [id, ...Object.keys(params ?? {})]);
    await bench.stop();

    const told = [...read(path).matchAll(/`(\w+)`/g)].map(([, name = '']) => name);
    expect(variables).toContain('markdown4');
    expect([...variables, ...buttons].filter((name) => !told.includes(name))).toEqual([]);
  });
});

/** Written already, called by commands to come. */
const later = [
  'AttachKeyPair',
  'CopyImage',
  'CreateImage',
  'DeleteImage',
  'DescribeInstanceStatus',
  'DescribeRegions',
];

/** What `src/ecs` sends, and the right to tag what is made. */
function needed(): string[] {
  const folder = fileURLToPath(new URL('../src/ecs', import.meta.url));
  const source = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
  const sent = source.flatMap((text) =>
    [...text.matchAll(/client\.(?:read|write)\(\s*'(\w+)'/g)].map(([, action = '']) => action),
  );
  const actions = new Set([...sent, 'TagResources'].filter((action) => !later.includes(action)));
  return [...actions].map((action) => `ecs:${action}`).sort();
}
