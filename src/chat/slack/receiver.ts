import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import type { App, Receiver } from '@slack/bolt';
import { backoffMs } from '../waiting.ts';
import { dial, type LinkConfig, type SocketLink } from './socket-link.ts';

export type ChatReceiver = Receiver & {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Why nothing can come in, or undefined. */
  trouble(): string | undefined;
};

/** Two links, so that one is up while Slack refreshes the other; up to ten are allowed to one app. */
const linksWanted = 2;
const briefLifeMs = 10_000;

/**
 * Socket Mode that outlives Slack's refreshes, 503s, bad frames and bad tokens (`facts/slack.md` §4.4, §7): the
 * stock receiver has a hole of seconds at each refresh, and some of these end its process.
 */
export function supervisedSocket(config: LinkConfig): ChatReceiver {
  const stopping = new AbortController();
  const stopped = once(stopping.signal, 'abort');
  const links = new Set<SocketLink>();
  let app: App | undefined;
  const keepers: Promise<void>[] = [];
  let problem = 'connecting to Slack';

  /** Keeps one link up for good. The old one is closed when the new one is there. */
  async function keep(app: App, decided: () => void): Promise<void> {
    let old: SocketLink | undefined;
    for (let failures = 0; !stopping.signal.aborted; ) {
      try {
        await pause(backoffMs(failures), undefined, { signal: stopping.signal });
        const link = await dial(app, config, stopping.signal);
        const born = Date.now();
        links.add(link);
        decided();
        if (old) void retire(old);
        old = link;
        await Promise.race([link.leaving, stopped]);
        problem = 'Slack closed the connection';
        failures = Date.now() - born < briefLifeMs ? failures + 1 : 0;
      } catch (error) {
        if (stopping.signal.aborted) break;
        failures += 1;
        problem = `no connection to Slack: ${why(error)}`;
        config.log.warn({ reason: why(error), failures }, 'no connection to Slack');
      }
      decided();
    }
    decided();
    if (old) await retire(old);
  }

  async function retire(link: SocketLink): Promise<void> {
    await link.close().catch((error: unknown) => config.log.warn({ reason: why(error) }, 'link not closed'));
    links.delete(link);
  }

  return {
    init(bolt) {
      app = bolt;
    },
    /** Resolves when each link is up or has failed once; trying goes on until `stop`. */
    async start() {
      const bolt = app;
      if (!bolt || keepers.length) throw new Error('start comes once, after init');
      const firsts = Array.from(
        { length: linksWanted },
        () => new Promise<void>((resolve) => keepers.push(keep(bolt, resolve))),
      );
      await Promise.all(firsts);
    },
    async stop() {
      stopping.abort();
      await Promise.all(keepers);
      await Promise.all([...links].map(retire));
    },
    trouble: () => ([...links].some((link) => link.up()) ? undefined : problem),
  };
}

/** Slack's word where it gave one (`invalid_auth`). */
function why(error: unknown): string {
  if (!(error instanceof Error)) return 'connection closed';
  const data = 'data' in error ? error.data : undefined;
  if (typeof data === 'object' && data && 'error' in data) return String(data.error);
  return 'statusCode' in error ? `HTTP ${String(error.statusCode)}` : error.message;
}
