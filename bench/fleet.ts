import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { fleet } from '../sandbox/fleet.ts';
import { demoSeed, type Seed } from '../sandbox/seed.ts';
import { productEnv, type Servers, sandboxConfig, startServers } from '../sandbox/servers.ts';
import { keepRunning } from '../scripts/keep-running.ts';
import { median } from './measure.ts';
import { privateRedis } from './stage.ts';
import type { Line } from './table.ts';

const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'cn-shenzhen', 'ap-southeast-1'];
const perRegion = 1000;
const rounds = 3;
const settleMs = 2000;
const patienceMs = 120_000;
const typed = { user: 'U0002', channel: 'C0001', text: 'fleet' };
const count = (regions.length * perRegion).toLocaleString('en');

type Told = { whole: number; calls: number; again: number; memoryMB: number };

/** `fleet` over 5,000 instances by a bot that has answered nothing yet, beside the SDK alone asking for them. */
export async function fleetLines(dir: string): Promise<Line[]> {
  const own = join(dir, 'fleet');
  mkdirSync(own);
  const servers = await startServers({ ecs: { seed: largeSeed() } });
  try {
    const ours: Told[] = [];
    const bare: number[] = [];
    for (let round = 0; round < rounds; round++) {
      ours.push(await ourRound(servers, join(own, String(round))));
      bare.push(await bareRound(servers, own));
    }
    const middle = (value: (told: Told) => number) => median(ours.map(value));
    const what = `\`fleet\`, ${count} instances in ${regions.length} regions, cold`;
    return [
      {
        what: `${what}: picture and table in the thread (bare: the calls alone)`,
        unit: 's',
        ours: middle(({ whole }) => whole) / 1000,
        bare: median(bare) / 1000,
        reach: { of: 'ratio', atMost: 2.5 },
      },
      {
        what: `${what}: ECS calls`,
        unit: 'calls',
        ours: middle(({ calls }) => calls),
        reach: { of: 'ours', atMost: 50 },
      },
      {
        what: `${what}: memory it takes at most`,
        unit: 'MB',
        ours: middle(({ memoryMB }) => memoryMB),
        reach: { of: 'ours', atMost: 250 },
      },
      {
        what: '`fleet` asked again within a minute: ECS calls',
        unit: 'calls',
        ours: middle(({ again }) => again),
        reach: { of: 'ours', atMost: 0 },
      },
    ];
  } finally {
    await servers.stop();
  }
}

/** A new bot and a new Redis: nothing is loaded, nothing is known. */
async function ourRound(servers: Servers, own: string): Promise<Told> {
  mkdirSync(own);
  const redis = await privateRedis(own);
  const bot = keepRunning('handlers/bot.js', environment(servers, redis.url, own), join(own, 'bot.log'));
  const { slack, ecs } = servers;
  const files = () =>
    (slack.state.messages.get(typed.channel) ?? []).flatMap((message) => message.files ?? []).length;
  try {
    await until(() => slack.connections() > 0);
    await sleep(settleMs);
    const [had, called] = [files(), ecs.control.calls().length];
    const restMB = memoryMB('VmRSS', bot.pid());
    const begun = performance.now();
    await slack.gestures.slash(typed);
    await until(() => files() === had + 2);
    const whole = performance.now() - begun;
    const peakMB = memoryMB('VmHWM', bot.pid());
    const calls = ecs.control.calls().length - called;
    await slack.gestures.slash(typed);
    await until(() => files() === had + 4);
    const again = ecs.control.calls().length - called - calls;
    return { whole, calls, again, memoryMB: peakMB - restMB };
  } finally {
    await bot.stop();
    await redis.stop();
  }
}

async function bareRound(servers: Servers, own: string): Promise<number> {
  const script = fileURLToPath(new URL('./bare-fleet.js', import.meta.url));
  const child = fork(script, { env: environment(servers, '', own) });
  try {
    await sleep(settleMs);
    child.send(regions);
    const [took] = await once(child, 'message');
    return Number(took);
  } finally {
    child.kill();
  }
}

function environment(servers: Servers, redisUrl: string, dir: string): Record<string, string> {
  const config = { ...sandboxConfig, regions };
  return productEnv(servers, { redisUrl, dir, pollSeconds: 5, config, dingtalk: false });
}

/** The demo's small fleet again and again, spread over the regions. */
function largeSeed(): Seed {
  const seed = demoSeed();
  const idPrefix = 'big';
  const instances = regions.flatMap((region, r) =>
    Array.from({ length: perRegion }, (_, i) => {
      const {
        keyPair: _pair,
        policyId: _policy,
        dataDisks: _disks,
        ...model
      } = fleet[i % fleet.length] ?? {};
      const id = `${idPrefix}${r}${String(i).padStart(6, '0')}`;
      const systemDisk = { id: `d-${id}`, sizeGiB: 40 };
      return { ...model, region, zone: `${region}-a`, id: `i-${id}`, name: `server-${r}-${i}`, systemDisk };
    }),
  );
  return {
    ...seed,
    regions: regions.map((id) => ({ id, localName: id, idPrefix })),
    instances: instances as Seed['instances'],
  };
}

async function until(so: () => boolean): Promise<void> {
  for (const end = performance.now() + patienceMs; !so(); ) {
    if (performance.now() > end) throw new Error('the fleet was never told');
    await sleep(5);
  }
}

/** Resident memory: `VmRSS` now, `VmHWM` the most there ever was. */
function memoryMB(what: 'VmRSS' | 'VmHWM', pid = 0): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${what}:\\s+(\\d+) kB`).exec(status)?.[1]) / 1024;
}
