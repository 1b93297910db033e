import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Account, sandboxAccount } from '../account.ts';
import type { Clock } from '../clock.ts';
import type { Oss } from '../oss/index.ts';
import { demoSeed, type Seed } from '../seed.ts';
import { type Control, createControl } from './control.ts';
import { serveControl } from './control-http.ts';
import { EcsError, invalid } from './errors.ts';
import { Faults } from './faults.ts';
import { errorAnswer, type Gateway, type Outcome, pass } from './gateway.ts';
import { Holds } from './holds.ts';
import { Ledger } from './ledger.ts';
import { plant } from './plant.ts';
import { createVerifier } from './signature.ts';
import type { View } from './view.ts';
import { World } from './world.ts';

/** RunCommand sends its script in the URL; Node's usual 16 KiB would answer 431. */
const HEADER_BYTES = 256 * 1024;

/** A running local ECS. */
export interface Ecs {
  /** `http://127.0.0.1:<port>`, for `ECS_ENDPOINT`; the SDK's own `endpoint` wants it without the scheme. */
  url: string;
  port: number;
  state(): View;
  control: Control;
  stop(): Promise<void>;
}

export interface EcsOptions {
  /** 0 or absent: any free port. */
  port?: number;
  clock: Clock;
  seed?: Seed;
  /** Where ImportImage and ExportImage find their buckets. */
  oss?: Oss;
  accounts?: Account[];
}

/**
 * A local ECS that speaks the vendor's wire protocol: RPC style, ACS3 signatures checked, parameters held to the SDK's
 * models. All regions answer at one address. `actions/index.ts` lists what it knows; `/_control/…` is for tests and the demo.
 */
export async function startEcs({
  port = 0,
  clock,
  seed = demoSeed(),
  oss,
  accounts = [sandboxAccount],
}: EcsOptions): Promise<Ecs> {
  const world = plant(new World(clock, oss), seed);
  const gateway: Gateway = { world, faults: new Faults(), holds: new Holds(), ledger: new Ledger() };
  const control = createControl(gateway);
  const verify = createVerifier(accounts);

  const server = createServer({ maxHeaderSize: HEADER_BYTES }, (request, response) => {
    // A caller that is killed while it speaks must not take the sandbox with it.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((ready) => server.listen(port, '127.0.0.1', ready));
  const bound = (server.address() as AddressInfo).port;

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const body = await read(request);
    if (request.url?.startsWith('/_control/')) return serveControl(control, request, response, body);
    clock.settle();
    send(request, response, await answer(gateway, verify, request, body));
  }

  return {
    url: `http://127.0.0.1:${bound}`,
    port: bound,
    state: control.state,
    control,
    async stop() {
      gateway.holds.release({ lost: true });
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function answer(
  gateway: Gateway,
  verify: ReturnType<typeof createVerifier>,
  request: IncomingMessage,
  body: Buffer,
): Promise<Outcome> {
  try {
    const url = new URL(request.url ?? '/', 'http://ecs');
    if (request.method !== 'POST' && request.method !== 'GET')
      throw invalid('UnsupportedHTTPMethod', 'Use GET or POST.');
    verify(request, url, body);
    if (request.headers['x-acs-version'] !== '2014-05-26')
      throw invalid('InvalidVersion', 'Specified parameter Version is not valid.');
    return await pass(gateway, String(request.headers['x-acs-action'] ?? ''), [...url.searchParams]);
  } catch (error) {
    if (error instanceof EcsError) return errorAnswer(error);
    throw error;
  }
}

function send(request: IncomingMessage, response: ServerResponse, outcome: Outcome): void {
  if (outcome === 'hang') return;
  if (outcome === 'drop') {
    request.socket.destroy();
    return;
  }
  response.writeHead(outcome.status, outcome.headers).end(outcome.body);
}

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
