import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog } from '../../src/log.ts';
import { embeddedRedis, findRedisServer } from '../../src/store/embedded.ts';
import { patientRedis } from '../../src/store/redis.ts';

/** A redis-server of its own, on a socket in a folder of its own. */
export async function ownRedis() {
  const dir = mkdtempSync(join(tmpdir(), 'ei-'));
  const server = await embeddedRedis(findRedisServer(process.env.PATH) ?? 'redis-server', dir);
  const redis = patientRedis(server.url, createLog('silent', 'test'));
  return {
    redis,
    url: server.url,
    async stop(): Promise<void> {
      redis.disconnect();
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
