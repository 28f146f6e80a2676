/**
 * The streamserver's own HTTP listener for media: on a local socket for the server in front of it, which has checked the rights
 * and put the camera's id into the path, and on a TCP port when asked. Routes are registered by the parts that serve them.
 */
import { rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ErrorCode, toVidetteError, VidetteError } from '#domain/errors.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { viewerOf } from '#domain/viewer-header.ts';
import { type MediaHandler, MediaRouter } from './media-router.ts';

export interface SocketContext {
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Null where the right is not asked for again. */
  readonly viewer: AdmittedViewer | null;
}

/**
 * Called for a handshake before it is answered: throws a VidetteError to refuse it, or returns what takes the open socket.
 */
export type SocketHandler = (
  context: SocketContext,
) => Promise<(socket: WebSocket) => void> | ((socket: WebSocket) => void);

export interface MediaListenerOptions {
  /** Told of requests that failed by a fault of ours. */
  readonly onError?: (error: VidetteError, path: string) => void;
}

const statuses: Record<ErrorCode, number> = {
  not_found: 404,
  conflict: 409,
  not_allowed: 403,
  unauthenticated: 401,
  invalid: 400,
  unavailable: 503,
  exhausted: 429,
  data_loss: 500,
  bug: 500,
};

export class MediaListener implements AsyncDisposable {
  readonly #router = new MediaRouter();
  readonly #sockets = new MediaRouter();
  readonly #socketHandlers = new Map<MediaHandler, SocketHandler>();
  readonly #servers: Server[] = [];
  // Players send nothing but control frames.
  readonly #webSockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 4096 });
  readonly #options: MediaListenerOptions;

  constructor(options: MediaListenerOptions = {}) {
    this.#options = options;
  }

  /** See MediaRouter.route. */
  route(method: string, path: string, handler: MediaHandler): void {
    this.#router.route(method, path, handler);
  }

  socket(path: string, handler: SocketHandler): void {
    const key: MediaHandler = () => {};
    this.#socketHandlers.set(key, handler);
    this.#sockets.route('GET', path, key);
  }

  /** Listens on a local socket (a stale one of a dead process is replaced). */
  async listenLocal(socketPath: string): Promise<void> {
    rmSync(socketPath, { force: true });
    await this.#listen((server) => server.listen(socketPath));
  }

  /** Listens on TCP too; resolves with the port, which is chosen when 0 is asked. */
  async listenTcp(port: number, host: string): Promise<number> {
    const server = await this.#listen((one) => one.listen(port, host));
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : port;
  }

  /** Takes a handshake whose socket was accepted elsewhere. */
  acceptUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    void this.#onUpgrade(request, socket, head);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#webSockets.clients) socket.terminate();
    await Promise.all(
      this.#servers.map((server) => {
        const closed = new Promise((resolve) => server.close(resolve));
        server.closeAllConnections();
        return closed;
      }),
    );
  }

  async #listen(start: (server: Server) => void): Promise<Server> {
    const server = createServer((request, response) => void this.#onRequest(request, response));
    server.on('upgrade', (request, socket, head) => void this.#onUpgrade(request, socket, head));
    // Live answers never end, and their requests have no body to wait for.
    server.requestTimeout = 30_000;
    server.headersTimeout = 10_000;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    server.once('listening', resolve);
    server.once('error', reject);
    start(server);
    await promise;
    server.off('error', reject);
    this.#servers.push(server);
    return server;
  }

  async #onRequest(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { path, query } = splitUrl(request.url ?? '/');
      const match = this.#router.match(request.method ?? 'GET', path);
      if (match.kind === 'wrong_method') response.setHeader('Allow', match.allowed.join(', '));
      if (match.kind !== 'found') throw noRoute(match.kind);
      await match.handler({ request, response, params: match.params, query });
    } catch (error) {
      const known = toVidetteError(error);
      this.#tell(known, request);
      answerError(response, known);
    }
  }

  async #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    // The client may vanish at any time; whoever serves it learns of it by the socket's close.
    socket.on('error', () => socket.destroy());
    try {
      const { path, query } = splitUrl(request.url ?? '/');
      const match = this.#sockets.match('GET', path);
      const handler = match.kind === 'found' ? this.#socketHandlers.get(match.handler) : undefined;
      if (match.kind !== 'found' || handler === undefined) throw noRoute('unknown');
      const take = await handler({ params: match.params, query, viewer: viewerOf(request.headers) });
      if (socket.destroyed) return;
      this.#webSockets.handleUpgrade(request, socket, head, take);
    } catch (error) {
      const known = toVidetteError(error);
      this.#tell(known, request);
      socket.end(errorResponse(known));
    }
  }

  #tell(error: VidetteError, request: IncomingMessage): void {
    if (error.code === 'bug' || error.code === 'data_loss') {
      this.#options.onError?.(error, splitUrl(request.url ?? '/').path);
    }
  }
}

function splitUrl(url: string): { path: string; query: URLSearchParams } {
  const mark = url.indexOf('?');
  if (mark === -1) return { path: url, query: new URLSearchParams() };
  return { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) };
}

function noRoute(kind: 'wrong_method' | 'unknown'): VidetteError {
  if (kind === 'unknown') return new VidetteError('not_found', 'there is nothing at this address');
  return new VidetteError('invalid', 'this method is not for this address', { reason: 'wrong_method' });
}

function statusOf(error: VidetteError): number {
  if (error.reason === 'wrong_method') return 405;
  if (error.reason === 'not_acceptable') return 406;
  if (error.reason === 'too_large') return 413;
  if (error.reason === 'wrong_media_type') return 415;
  return statuses[error.code];
}

function errorBody(error: VidetteError): { body: string; headers: Record<string, string> } {
  // Of faults of ours nothing is told but that they happened.
  const message = error.code === 'bug' ? 'internal error' : error.message;
  const body = JSON.stringify({
    error: { code: error.code, message, ...(error.reason === undefined ? {} : { reason: error.reason }) },
  });
  const headers: Record<string, string> = {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
  };
  if (error.retryAfterMs !== undefined) headers['Retry-After'] = String(Math.ceil(error.retryAfterMs / 1000));
  return { body, headers };
}

function answerError(response: ServerResponse, error: VidetteError): void {
  if (response.headersSent) {
    // Too late to say it: a cut connection is all that tells the client.
    response.destroy();
    return;
  }
  const { body, headers } = errorBody(error);
  response.writeHead(statusOf(error), headers).end(body);
}

function errorResponse(error: VidetteError): string {
  const { body, headers } = errorBody(error);
  const lines = Object.entries({ ...headers, Connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return `HTTP/1.1 ${statusOf(error)} ${error.code}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}
