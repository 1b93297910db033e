import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { ChatPlatform } from './chat/platform.ts';
import type { Store } from './store/index.ts';
import { queuePrefix } from './store/redis.ts';

const queues = ['inbox', 'chat', 'ops', 'reports'];
const beatEveryMs = 30_000;
/** Three beats missed: a worker that looks alive but takes no jobs is found out by this alone. */
const oldestBeatMs = 90_000;

export type Health = () => Promise<string[]>;

/** What is wrong, one English line each; empty when all is well. */
export function healthCheck(store: Store, platforms: Iterable<ChatPlatform>): Health {
  const startedAt = Date.now();
  return async () => {
    const chats = [...platforms].flatMap((platform) => {
      const trouble = platform.trouble();
      return trouble ? [`${platform.name}: ${trouble}`] : [];
    });
    try {
      const now = Date.now();
      const beats = await soon(Promise.all(queues.map((queue) => store.shared.lastBeat(queue))));
      const silent = queues.filter((_, i) => now - Math.max(beats[i] ?? 0, startedAt) > oldestBeatMs);
      return [
        ...chats,
        ...silent.map((queue) => `queue ${queue}: no heartbeat for ${oldestBeatMs / 1000} s`),
      ];
    } catch {
      return [...chats, 'redis: no answer'];
    }
  };
}

const answerMs = 1500;

/** The store waits for Redis as long as it takes; whoever asks for our health does not. */
function soon<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return Promise.race([
    answer,
    new Promise<never>((_, late) => setTimeout(() => late(new Error('too late')), answerMs).unref()),
  ]);
}

/** A job every half minute through every queue; whichever worker takes it writes down when. */
export async function scheduleBeats(connection: Redis): Promise<void> {
  const schedule = async (name: string) => {
    const queue = new Queue(name, { connection, prefix: queuePrefix });
    await queue.upsertJobScheduler(
      'beat',
      { every: beatEveryMs },
      { name: 'beat', opts: { removeOnComplete: true } },
    );
    await queue.close();
  };
  await Promise.all(queues.map(schedule));
}

/** `{ status, body }` of `GET /healthz`, for whichever server answers it. */
export async function healthAnswer(health: Health): Promise<{ status: 200 | 503; body: string }> {
  const troubles = await health();
  return troubles.length ? { status: 503, body: `${troubles.join('\n')}\n` } : { status: 200, body: 'ok\n' };
}

export async function healthServer(port: number, health: Health): Promise<Server> {
  const server = createServer(async (request, response) => {
    if (request.url !== '/healthz') return void response.writeHead(404).end();
    const { status, body } = await healthAnswer(health);
    response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
  });
  await new Promise<void>((done, failed) => server.once('error', failed).listen(port, done));
  return server;
}

export function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
