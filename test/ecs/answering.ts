import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = { action: string; params: Record<string, string>; headers: IncomingHttpHeaders };
/** `[status, body, headers?]`, or a hand that does what it likes with the response. */
type Answer =
  | [status: number, body: unknown, headers?: Record<string, string>]
  | ((response: ServerResponse) => void);

/** A server that says whatever a spec wants, for answers that a well-behaved ECS would not give. */
export async function startAnswering(answer: (asked: Asked, nth: number) => Answer) {
  const asked: Asked[] = [];
  const server = createServer({ maxHeaderSize: 256 * 1024 }, (request, response) => {
    const params = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
    const action = String(request.headers['x-acs-action'] ?? request.method);
    asked.push({ action, params, headers: request.headers });
    const said = answer({ action, params, headers: request.headers }, asked.length);
    if (typeof said === 'function') return said(response);
    const [status, body, headers = {}] = said;
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async stop() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
