import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Control } from './control.ts';
import type { ImageRecord } from './records.ts';

/** How often the stream of changes lets due things happen, in real milliseconds, while somebody watches. */
const BEAT = 200;

const fault = z.strictObject({
  action: z.string().exactOptional(),
  region: z.string().exactOptional(),
  kind: z.enum(['throttle', 'limit', 'error', 'html502', 'hang', 'dropBefore', 'dropAfter', 'delay']),
  code: z.string().exactOptional(),
  message: z.string().exactOptional(),
  status: z.number().exactOptional(),
  ms: z.number().exactOptional(),
  retryAfterMs: z.number().exactOptional(),
  perMinute: z.number().exactOptional(),
  count: z.number().exactOptional(),
  forMs: z.number().exactOptional(),
});
const clock = z.strictObject({
  speed: z.number().positive().exactOptional(),
  advanceMs: z.number().exactOptional(),
});
const hook = z.object({
  action: z.string(),
  when: z.enum(['before', 'after']),
  pause: z.literal(true).exactOptional(),
});
const importFailure = z.strictObject({
  object: z.string().exactOptional(),
  imageName: z.string().exactOptional(),
  code: z.string(),
  message: z.string(),
});
const image = z.object({ record: z.looseObject({ ImageId: z.string(), CreationTime: z.string() }) });

/** Answers `/_control/…`: JSON in, JSON out; 400 with the reason for a body it does not understand. */
export async function serveControl(
  control: Control,
  request: IncomingMessage,
  response: ServerResponse,
  body: Buffer,
) {
  const route = `${request.method} ${(request.url ?? '').replace(/\?.*$/, '').replace('/_control', '')}`;
  if (route === 'GET /events') return stream(control, response);
  const handler = routes(control)[route];
  if (!handler) return send(response, 404, { error: `no ${route}` });
  try {
    send(response, 200, handler(body.length > 0 ? JSON.parse(body.toString()) : {}) ?? {});
  } catch (error) {
    send(response, 400, { error: String(error) });
  }
}

function routes(control: Control): Record<string, (body: unknown) => unknown> {
  return {
    'GET /state': () => control.state(),
    'GET /calls': () => control.calls(),
    'GET /effects': () => control.effects(),
    'GET /held': () => control.held(),
    'POST /fault': (body) => control.fault(fault.parse(body)),
    'DELETE /faults': () => control.clearFaults(),
    'POST /clock': (body) => control.clock(clock.parse(body)),
    'POST /hook': (body) => control.hook(hook.parse(body)),
    'POST /release': (body) =>
      control.release(z.strictObject({ lost: z.boolean().exactOptional() }).parse(body)),
    'POST /images/withdraw': (body) =>
      control.withdrawImage(z.object({ imageId: z.string() }).parse(body).imageId),
    'POST /images/add': (body) => control.addImage(image.parse(body).record as unknown as ImageRecord),
    'POST /import/fail': (body) => control.failImport(importFailure.parse(body)),
    'POST /import/role': (body) =>
      control.setImportRole(z.object({ granted: z.boolean() }).parse(body).granted),
    'POST /lock': (body) => {
      const { instanceId, reasons } = z
        .object({ instanceId: z.string(), reasons: z.array(z.string()) })
        .parse(body);
      control.lock(instanceId, reasons);
    },
  };
}

/** Server-sent events, one per change, until the reader goes. */
function stream(control: Control, response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'access-control-allow-origin': '*',
  });
  response.write(': changes of the sandbox follow\n\n');
  const unwatch = control.watch((change) => response.write(`data: ${JSON.stringify(change)}\n\n`));
  const beat = setInterval(() => control.clock({}), BEAT);
  response.on('close', () => {
    clearInterval(beat);
    unwatch();
  });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
  response.end(JSON.stringify(body));
}
