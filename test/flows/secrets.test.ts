import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Redis } from 'ioredis';
import { sandboxAccount } from '../../sandbox/account.ts';
import { startProcess } from '../support/process.ts';
import { approver, asker, eventually, ops, shopWeb, startWorld, type World } from '../support/world.ts';

let world: World;
let processes: ReturnType<typeof startProcess>[] = [];
beforeAll(async () => {
  world = await startWorld({ processes: false });
  const env = { ...world.env, LOG_LEVEL: 'trace' };
  processes = [startProcess('handlers/bot.js', env), startProcess('jobs/worker.js', env)];
  await eventually(
    () => world.slack.connections() > 0 || undefined,
    () => 'bot up',
  );
}, 60_000);
afterAll(async () => {
  await Promise.all(processes.map((it) => it.stop()));
  await world.stop();
});

describe('a secret', () => {
  it('is in no log line at any level, whatever goes well or wrong, and a reply address is in one Redis key alone', async () => {
    world.slack.faults.add({ on: 'call', method: 'chat.postMessage', status: 500 });
    world.ecs.control.fault({ kind: 'html502', action: 'StopInstance' });
    world.ecs.control.fault({ kind: 'dropAfter', action: 'CreateSnapshot' });
    await world.says(asker, 'help');
    await world.says(asker, `replace ${shopWeb} ubuntu`);
    const card = await world.sees(ops, /rq_/);
    await world.clicks(approver, card, /批准/);
    await world.says(asker, 'import oss://images-hangzhou/broken/installer.img');
    await eventually(
      () => world.thread(card).find((it) => /已完成/.test(world.words(it))),
      () => world.words(world.now(card)),
      60_000,
    );

    const output = processes.map((it) => it.output()).join('');
    const addresses = [...world.slack.state.responseUrls.keys()];
    const { botToken, appToken, signingSecret } = world.slack.app;
    expect(output.length).toBeGreaterThan(1000);
    for (const secret of [
      botToken,
      appToken,
      signingSecret,
      sandboxAccount.accessKeySecret,
      'Signature=',
      ...addresses,
    ])
      expect({ secret, leaked: output.includes(secret) }).toEqual({ secret, leaked: false });
    for (const [key, text] of await everything(world.redis.url))
      if (!key.startsWith('{ei}:reply:'))
        for (const address of addresses)
          expect({ key, leaked: text.includes(address) }).toEqual({ key, leaked: false });
  }, 120_000);
});

/** All of Redis, key by key, as text. */
async function everything(url: string): Promise<[string, string][]> {
  const redis = new Redis(url.replace('unix://', ''));
  const keys = await redis.keys('*');
  const dumps = await Promise.all(
    keys.map(async (key): Promise<[string, string]> => [key, String(await redis.dump(key))]),
  );
  redis.disconnect();
  return dumps;
}
