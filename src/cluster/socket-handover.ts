/**
 * A viewer's connection moves from the server, which checked its rights, to the streamserver that has the camera: the socket itself
 * is passed between the processes, so that no byte of video goes through the server. The supervisor, the parent of both, relays.
 * Only plain TCP sockets can move; the bytes of a TLS connection are forwarded instead.
 *
 * A client of a WebSocket handshake sends nothing before the answer (RFC 6455, 4.1), so nothing can be lost on the way.
 */
import type { ChildProcess } from 'node:child_process';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What goes with the socket. */
export interface Handover {
  readonly kind: 'handover';
  /** The streamserver that shall have it. */
  readonly to: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
}

/** In the server: gives the socket away. False when it cannot move, and nothing was done. */
export function handOver(
  to: string,
  request: Pick<IncomingMessage, 'method' | 'headers'>,
  url: string,
  socket: Duplex,
  head: Buffer,
): boolean {
  if (process.send === undefined || !process.connected) return false;
  // TLS sockets are sockets, too, but the keys would stay behind.
  if (!(socket instanceof Socket) || 'encrypted' in socket || head.length > 0) return false;
  const handover: Handover = {
    kind: 'handover',
    to,
    method: request.method ?? 'GET',
    url,
    headers: request.headers,
  };
  socket.removeAllListeners();
  socket.on('error', () => socket.destroy());
  process.send(handover, socket, undefined, (error) => {
    if (error !== null) socket.destroy();
  });
  return true;
}

/** In the supervisor: passes sockets on from one child to another. */
export function relayHandovers(from: ChildProcess, childOf: (id: string) => ChildProcess | null): void {
  from.on('message', (message: unknown, handle: unknown) => {
    if (!isHandover(message) || !(handle instanceof Socket)) return;
    const child = childOf(message.to);
    if (child === null || !child.connected) {
      handle.destroy();
      return;
    }
    handle.on('error', () => handle.destroy());
    child.send(message, handle, undefined, (error) => {
      if (error !== null) handle.destroy();
    });
  });
}

/** In the streamserver: takes sockets and treats them as if they had been accepted here. */
export function receiveHandovers(
  take: (request: IncomingMessage, socket: Socket, head: Buffer) => void,
): void {
  process.on('message', (message: unknown, handle: unknown) => {
    if (!isHandover(message) || !(handle instanceof Socket)) return;
    const request = new IncomingMessage(handle);
    request.method = message.method;
    request.url = message.url;
    request.httpVersionMajor = 1;
    request.httpVersionMinor = 1;
    request.httpVersion = '1.1';
    request.headers = { ...message.headers } as IncomingMessage['headers'];
    take(request, handle, Buffer.alloc(0));
  });
}

function isHandover(message: unknown): message is Handover {
  return (
    typeof message === 'object' && message !== null && (message as { kind?: unknown }).kind === 'handover'
  );
}
