import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { isObject } from '../slack/blocks/rules.ts';
import { parsed } from '../slack/http.ts';
import type { Json, Link } from './api.ts';
import type { Faults, LinkFault } from './faults.ts';
import { newId } from './ids.ts';
import type { State } from './state.ts';

interface Open extends Link {
  socket: WebSocket;
  /** `opaque` of pings not answered yet, by messageId. */
  pings: Map<string, string>;
  stopPings: () => void;
}

/** What the far end of a link says: an acknowledgement, or nothing any more. */
interface Listener {
  acked(messageId: string, frame: Json): void;
  gone(connection: string): void;
}

/** The Stream gateway: one-time tickets, connections, system frames (facts/dingtalk.md §1). */
export function createLinks(state: State, faults: Faults) {
  const server = new WebSocketServer({ noServer: true });
  const tickets = new Map<string, { topics: string[]; expires: number }>();
  const links = new Map<string, Open>();
  let listener: Listener | undefined;

  function welcome(socket: WebSocket, topics: string[]) {
    const link: Open = {
      id: newId(),
      openedAt: state.now(),
      topics,
      lastPong: null,
      health: 'well',
      socket,
      pings: new Map(),
      stopPings: () => {},
    };
    links.set(link.id, link);
    socket.on('message', (data) => heard(link, String(data)));
    // A close follows; without a listener the sandbox would end.
    socket.on('error', () => {});
    socket.on('close', () => {
      link.stopPings();
      links.delete(link.id);
      listener?.gone(link.id);
      state.emit({ type: 'state' });
    });
    schedulePing(link);
    state.emit({ type: 'state' });
  }

  function schedulePing(link: Open) {
    link.stopPings = state.later(state.timings.ping, () => {
      const messageId = newId();
      const opaque = newId();
      link.pings.set(messageId, opaque);
      if (link.health !== 'zombie') send(link, system('ping', { opaque }, messageId));
      schedulePing(link);
    });
  }

  function heard(link: Open, text: string) {
    const frame = parsed(text);
    const headers = isObject(frame) && isObject(frame.headers) ? frame.headers : {};
    const messageId = String(headers.messageId);
    const opaque = link.pings.get(messageId);
    if (opaque === undefined) {
      if (isObject(frame)) listener?.acked(messageId, frame);
      return;
    }
    link.pings.delete(messageId);
    const echo = isObject(frame) ? parsed(String(frame.data)) : undefined;
    if (isObject(echo) && echo.opaque === opaque) link.lastPong = state.now();
    else state.counters.badEchoes += 1;
  }

  /** Told to go: nothing more is pushed, and the connection ends a little later. */
  function disconnect(link: Open) {
    if (link.health === 'draining') return;
    send(link, system('disconnect', { reason: 'connection is expired' }));
    link.health = 'draining';
    link.stopPings();
    link.stopPings = state.later(state.timings.drain, () => link.socket.close(1000));
  }

  function act(link: Open, what: LinkFault['do']) {
    if (what === 'disconnect') return disconnect(link);
    if (what === 'drop') return link.socket.terminate();
    if (what === 'garbage') return link.socket.send('{"specVersion":"1.0","type":"CALLB');
    if (link.health === 'draining') return;
    if (what === 'freeze') link.socket.pause();
    if (what === 'thaw') link.socket.resume();
    link.health = ({ freeze: 'frozen', zombie: 'zombie', thaw: 'well' } as const)[what];
  }

  return {
    listen(to: Listener) {
      listener = to;
    },

    /** A new ticket for `<endpoint>?ticket=`: good for one dial within 90 s. */
    open(topics: string[]): { endpoint: string; ticket: string } {
      const ticket = newId();
      tickets.set(ticket, { topics, expires: state.now() + state.timings.ticket });
      return { endpoint: `${state.url.replace('http', 'ws')}/connect`, ticket };
    },

    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer) {
      state.counters.dials += 1;
      const url = new URL(request.url ?? '/', state.url);
      const ticket = url.searchParams.get('ticket') ?? '';
      const known = tickets.get(ticket);
      tickets.delete(ticket);
      const welcomed = url.pathname === '/connect' && known && known.expires > state.now();
      if (!welcomed || faults.upgrade()) {
        socket.end('HTTP/1.1 401 Unauthorized\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
        return;
      }
      server.handleUpgrade(request, socket, head, (ws) => welcome(ws, known.topics));
    },

    /**
     * Sends a frame to one of the links that asked for this topic, whichever; a link that is half dead takes it and
     * is not heard of again. Returns the connection's id, or undefined when there is no link.
     */
    push(topic: string, messageId: string, data: Json): string | undefined {
      const able = [...links.values()].filter(
        ({ topics, health }) => health !== 'draining' && topics.includes(topic),
      );
      const link = able[Math.floor(Math.random() * able.length)];
      if (!link) return undefined;
      const headers = {
        appId: state.app.clientId,
        connectionId: link.id,
        contentType: 'application/json',
        messageId,
        time: String(state.now()),
        topic,
      };
      const frame = { specVersion: '1.0', type: 'CALLBACK', headers, data: JSON.stringify(data) };
      if (link.health === 'well') send(link, frame);
      return link.id;
    },

    act(fault: LinkFault) {
      for (const link of [...links.values()]) {
        if (fault.connection === undefined || fault.connection === link.id) act(link, fault.do);
      }
      state.emit({ type: 'state' });
    },

    list: (): Link[] => [...links.values()].map(({ socket: _, pings: __, stopPings: ___, ...link }) => link),

    /** Says goodbye properly, so that clients do not log a broken connection. */
    async stop() {
      for (const link of links.values()) link.socket.resume();
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

export type Links = ReturnType<typeof createLinks>;

const system = (topic: string, data: Json, messageId: string = newId()) => ({
  specVersion: '1.0',
  type: 'SYSTEM',
  headers: { contentType: 'application/json', messageId, topic },
  data: JSON.stringify(data),
});

function send({ socket, health }: Open, frame: Json) {
  if (health !== 'frozen') socket.send(JSON.stringify(frame));
}
