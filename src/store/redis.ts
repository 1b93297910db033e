import { Redis } from 'ioredis';
import type { Log } from '../log.ts';

/** Prefix of every BullMQ key; the braces keep all keys in one Cluster slot, so scripts stay legal there. */
export const queuePrefix = '{ei}q';

/** How long a closing process waits for a socket's last word; ioredis' own two seconds would hold it up. */
const disconnectTimeout = 100;

/**
 * A connection for workers, pollers and stores: commands wait for Redis to come back.
 * No `commandTimeout`: it would kill BullMQ's blocking reads.
 */
export function patientRedis(url: string, log: Log): Redis {
  return watched(new Redis(target(url), { maxRetriesPerRequest: null, disconnectTimeout }), log);
}

/** A connection for the way in: fails at once when Redis is away, so that people are told within Slack's 3 s. */
export function hastyRedis(url: string, log: Log): Redis {
  return watched(
    new Redis(target(url), {
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      commandTimeout: 1500,
      disconnectTimeout,
    }),
    log,
  );
}

/** `unix:///path/to.sock` is how a private redis-server is named; ioredis takes the bare path. */
function target(url: string): string {
  return url.replace(/^unix:\/\//, '');
}

function watched(redis: Redis, log: Log): Redis {
  let said = '';
  redis.on('error', (error: Error & { code?: string }) => {
    const what = error.code ?? error.name;
    if (what !== said) log.warn({ code: what }, 'redis is away');
    said = what;
  });
  redis.on('ready', () => {
    said = '';
  });
  return redis;
}
