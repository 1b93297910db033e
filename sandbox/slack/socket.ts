import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Fault } from './api.ts';
import { isObject } from './blocks/rules.ts';
import type { Answer, Parcel } from './delivery.ts';
import type { Faults } from './faults.ts';
import { parsed } from './http.ts';
import { newId, type State } from './state.ts';

const mostConnections = 10;

/** Slack's side of Socket Mode: one-time tickets, hello, envelopes in turn to every connection, acks. */
export function createSockets(state: State, faults: Faults) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Set<string>();
  const waiting = new Map<string, { socket: WebSocket; settle: (answer: Answer) => void }>();
  /** Those that get envelopes, in turn; a connection told to go gets no more. */
  let ready: WebSocket[] = [];
  let turn = 0;

  function welcome(socket: WebSocket) {
    socket.on('message', (data) => acknowledged(String(data)));
    // A close follows; without a listener the sandbox would end.
    socket.on('error', () => {});
    socket.on('close', () => {
      leave(socket);
      for (const [id, { socket: owner, settle }] of waiting) {
        if (owner !== socket) continue;
        waiting.delete(id);
        settle({ outcome: 'lost' });
      }
    });
    if (ready.length >= mostConnections) return disconnect(socket, 'too_many_websockets', false);
    if (faults.connect('no_hello')) return;
    ready.push(socket);
    send(socket, {
      type: 'hello',
      num_connections: ready.length,
      connection_info: { app_id: state.app.appId },
      debug_info: { host: 'sandbox', approximate_connection_time: 18060 },
    });
    state.emit({ type: 'state' });
  }

  function acknowledged(text: string) {
    const frame = parsed(text);
    if (!isObject(frame)) return;
    const id = String(frame.envelope_id);
    waiting.get(id)?.settle({ outcome: 'acked', ack: frame.payload });
    waiting.delete(id);
  }

  function leave(socket: WebSocket) {
    ready = ready.filter((other) => other !== socket);
    state.emit({ type: 'state' });
  }

  function disconnect(socket: WebSocket, reason: string, leaveOpen: boolean) {
    send(socket, { type: 'disconnect', reason, debug_info: { host: 'sandbox' } });
    leave(socket);
    if (!leaveOpen) socket.close();
  }

  return {
    /** The address of a new one-time ticket. */
    open(): string {
      const ticket = newId('').toLowerCase();
      tickets.add(ticket);
      return `${state.url.replace('http', 'ws')}/socket?ticket=${ticket}&app_id=${state.app.appId}`;
    },

    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      const ticket = new URL(request.url ?? '/', state.url).searchParams.get('ticket') ?? '';
      if (!tickets.delete(ticket)) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, welcome);
    },

    deliver({ delivery, retryReason }: Parcel): Promise<Answer> {
      const socket = ready[turn++ % Math.max(1, ready.length)];
      if (!socket) return Promise.resolve({ outcome: 'undeliverable' });
      const id = randomUUID();
      return new Promise((settle) => {
        waiting.set(id, { socket, settle });
        send(socket, {
          envelope_id: id,
          type: delivery.kind,
          accepts_response_payload: delivery.kind !== 'events_api',
          payload: delivery.payload,
          ...(delivery.kind === 'events_api' && {
            retry_attempt: delivery.retryAttempt,
            retry_reason: retryReason ?? '',
          }),
        });
      });
    },

    act(fault: Extract<Fault, { on: 'socket' }>) {
      const chosen =
        fault.connection === undefined ? ready : ready.slice(fault.connection, fault.connection + 1);
      for (const socket of chosen) {
        if (fault.do === 'disconnect') disconnect(socket, fault.reason, fault.leaveOpen ?? false);
        else if (fault.do === 'kill') socket.terminate();
        else if (fault.do === 'malformed') socket.send('{"type": "slash_comm');
        else send(socket, { envelope_id: randomUUID(), type: 'events_api', payload: rateLimited(state) });
      }
    },

    connections: () => ready.length,

    /** Says goodbye properly, so that clients do not log a broken connection. */
    async stop() {
      const closed = [...server.clients].map(
        (socket) => new Promise((resolve) => socket.once('close', resolve).close(1001)),
      );
      const patience = setTimeout(() => server.clients.forEach((socket) => void socket.terminate()), 500);
      await Promise.all(closed);
      clearTimeout(patience);
      server.close();
    },
  };
}

export type Sockets = ReturnType<typeof createSockets>;

/** An events_api payload without an inner event: it crashed socket-mode 3.1.0. */
const rateLimited = (state: State) => ({
  type: 'app_rate_limited',
  team_id: state.team.id,
  api_app_id: state.app.appId,
  minute_rate_limited: Math.floor(state.now() / 60_000) * 60,
});

const send = (socket: WebSocket, frame: unknown) => socket.send(JSON.stringify(frame));
