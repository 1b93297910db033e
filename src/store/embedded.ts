import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, mkdirSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/** One try; and no timer that outlives a socket which was never there. */
const probing = {
  lazyConnect: true,
  retryStrategy: () => null,
  maxRetriesPerRequest: 0,
  disconnectTimeout: 50,
};

/** Linux allows 108 bytes for a socket's path, macOS 104. */
const longestSocketPath = 100;

/** Where a redis-server binary is, if this machine has one; `path` is the environment's search path. */
export function findRedisServer(path = ''): string | undefined {
  const folders = [...path.split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'];
  const names = ['redis-server', 'valkey-server'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(executable);
}

/**
 * A private Redis with an append-only file under `dataDir`, for `npm start` only. One left over by a killed bot is
 * used again, with its data. Answers its address.
 */
export async function embeddedRedis(
  binary: string,
  dataDir: string,
): Promise<{ url: string; stop(): Promise<void> }> {
  const dir = resolve(dataDir, 'redis');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const socket = socketPath(dir);
  if (!(await answers(socket))) {
    const log = openSync(join(dir, 'redis.log'), 'a');
    const flags = ['--port', '0', '--unixsocket', socket, '--unixsocketperm', '700', '--dir', dir];
    const durable = ['--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''];
    const rest = ['--maxmemory-policy', 'noeviction', '--hz', '100', '--daemonize', 'no'];
    spawn(binary, [...flags, ...durable, ...rest], { detached: true, stdio: ['ignore', log, log] }).unref();
    for (let tries = 0; !(await answers(socket)); tries++) {
      if (tries > 200) throw new Error(`redis-server did not start; see ${join(dir, 'redis.log')}`);
      await sleep(25);
    }
  }
  return { url: `unix://${socket}`, stop: () => stop(socket) };
}

function socketPath(dir: string): string {
  const near = join(dir, 'r.sock');
  if (Buffer.byteLength(near) <= longestSocketPath) return near;
  const short = join(tmpdir(), `ecs-image-${createHash('sha256').update(dir).digest('hex').slice(0, 12)}`);
  mkdirSync(short, { recursive: true, mode: 0o700 });
  return join(short, 'r.sock');
}

/** Stops it unless another process still uses it. */
async function stop(socket: string): Promise<void> {
  const redis = new Redis(socket, probing);
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const clients = String(await redis.client('LIST'))
      .trim()
      .split('\n');
    if (clients.length <= 1) await redis.call('SHUTDOWN');
  } catch {
    // Gone already.
  } finally {
    redis.disconnect();
  }
}

async function answers(socket: string): Promise<boolean> {
  const redis = new Redis(socket, probing);
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
