import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createEcs } from '../../src/ecs/index.ts';
import { startAnswering } from './answering.ts';

const region = 'eu-central-1';
const before = { ...process.env };
let server: Awaited<ReturnType<typeof startAnswering>>;

beforeEach(async () => {
  for (const name of Object.keys(process.env))
    if (name.startsWith('ALIBABA_CLOUD_')) delete process.env[name];
  process.env.ALIBABA_CLOUD_ECS_METADATA_DISABLED = 'true';
  process.env.HOME = '/nonexistent';
  server = await startAnswering(() => [200, {}]);
});

afterEach(async () => {
  process.env = { ...before };
  await server.stop();
});

const ecs = (keys = {}) => createEcs({ ...keys, endpoint: server.url, homeRegion: region });

describe('the keys the bot works with', () => {
  it('are those of the settings', async () => {
    await ecs({ accessKeyId: 'from-settings', accessKeySecret: 's' }).instances.list(region);

    expect(server.asked[0]?.headers.authorization).toContain('Credential=from-settings,');
  });

  it('may be temporary ones', async () => {
    const keys = { accessKeyId: 'temporary', accessKeySecret: 's', securityToken: 'the-token' };

    await ecs(keys).instances.list(region);

    expect(server.asked[0]?.headers['x-acs-security-token']).toBe('the-token');
  });

  it('are looked for again after there were none', async () => {
    const bot = ecs();

    const first = bot.instances.list(region);
    await expect(first).rejects.toMatchObject({ kind: 'auth', code: 'NoCredentials' });
    process.env.ALIBABA_CLOUD_ACCESS_KEY_ID = 'from-environment';
    process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET = 's';
    await bot.instances.list(region);

    expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
      expect.stringContaining('Credential=from-environment,'),
    ]);
  });
});
