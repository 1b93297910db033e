import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { pipeline } from 'node:stream';
import type { Setup } from './web/setup.ts';

export interface PageOptions extends Setup {
  port: number;
  /** The sandbox Slack: `/slack/x` becomes its `/_emu/x`. */
  slackUrl: string;
  /** The sandbox DingTalk: `/dingtalk/x` becomes its `/_emu/x`. */
  dingtalkUrl: string;
  /** The sandbox ECS: `/ecs/x` becomes its `/_control/x`. */
  ecsUrl: string;
  /** Where the bundle is: `dist/sandbox/web`. */
  staticDir: string;
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

/** Serves the demo page and, under the same origin, what it asks of the sandbox. Loopback only. */
export async function startPage(options: PageOptions) {
  const { port, slackUrl, dingtalkUrl, ecsUrl, staticDir, people, examples } = options;
  const vendors = {
    '/slack/': `${slackUrl}/_emu/`,
    '/dingtalk/': `${dingtalkUrl}/_emu/`,
    '/ecs/': `${ecsUrl}/_control/`,
  };
  const server = createServer((req, res) => {
    const path = req.url ?? '/';
    const vendor = Object.entries(vendors).find(([prefix]) => path.startsWith(prefix));
    if (vendor) return forward(req, res, path.replace(...vendor));
    if (path === '/setup.json') {
      res
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ people, examples } satisfies Setup));
      return;
    }
    void serveFile(res, staticDir, new URL(path, 'http://page').pathname);
  });
  await new Promise<void>((resolve, reject) =>
    server.once('error', reject).listen(port, '127.0.0.1', resolve),
  );
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Both ways as streams, so that server-sent events arrive as they are sent. */
function forward(req: IncomingMessage, res: ServerResponse, url: string): void {
  const { host: _, connection: __, ...headers } = req.headers;
  const upstream = request(url, { method: req.method, headers }, (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.headers);
    pipeline(answer, res, () => {});
  });
  upstream.on('error', () => {
    if (res.headersSent) return res.destroy();
    res
      .writeHead(502, { 'content-type': 'application/json' })
      .end('{"ok":false,"reason":"sandbox unreachable"}');
  });
  res.on('close', () => upstream.destroy());
  req.pipe(upstream);
}

async function serveFile(res: ServerResponse, staticDir: string, path: string): Promise<void> {
  const file = join(staticDir, normalize(path === '/' ? '/index.html' : path));
  const found = await stat(file).catch(() => undefined);
  if (!found?.isFile()) {
    res.writeHead(404).end();
    return;
  }
  res.writeHead(200, {
    'content-type': types[extname(file)] ?? 'application/octet-stream',
    'cache-control': 'no-cache',
  });
  pipeline(createReadStream(file), res, () => {});
}
