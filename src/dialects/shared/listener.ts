/**
 * One Fastify app and the addresses it is served on. A listener is hardened once, here: limits on headers and times, request
 * ids, security headers, one log line per request without its query. The app never listens itself: `startListener` makes an HTTP
 * or HTTPS server per address, so that one app serves both, and hands their WebSocket handshakes to `app.server` as 'upgrade'
 * events, where @fastify/websocket and others listen for them.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';

export interface ListenerOptions {
  /** A child logger of this listener. */
  readonly logger: FastifyBaseLogger;
  /** Addresses and networks whose X-Forwarded-* count; empty for none. */
  readonly trustedProxies?: readonly string[];
  /** Largest request body where an operation sets no other limit, bytes. */
  readonly maxBodyBytes?: number;
  /** `/a/` is `/a`. */
  readonly ignoreTrailingSlash?: boolean;
}

export interface ListenAddress {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** PEM; with it the address speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export interface RunningListener {
  /** Where it listens, in the order asked for: `http://127.0.0.1:8080`. */
  readonly urls: readonly string[];
  readonly ports: readonly number[];
  /** Ends in under 5 s: lets running requests finish for `graceMs`, then cuts every connection. */
  close(graceMs?: number): Promise<void>;
}

const maxHeaderBytes = 16_384;
const headersTimeoutMs = 10_000;
/** For the whole request with its body; answers may last as long as they like. */
const requestTimeoutMs = 120_000;
const keepAliveMs = 30_000;
const maxConnections = 8_192;

const defaultHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export function createListener(options: ListenerOptions): FastifyInstance {
  const app: FastifyInstance = Fastify({
    loggerInstance: options.logger,
    trustProxy: options.trustedProxies?.length ? [...options.trustedProxies] : false,
    bodyLimit: options.maxBodyBytes ?? 1_048_576,
    logController: new LogController({ disableRequestLogging: true }),
    requestIdHeader: false,
    genReqId: requestIds(),
    routerOptions: { ignoreTrailingSlash: options.ignoreTrailingSlash ?? false, maxParamLength: 1024 },
    frameworkErrors: (error, request, reply) => app.errorHandler(error, request, reply),
  });
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(defaultHeaders);
    done();
  });
  if (options.logger.level === 'debug' || options.logger.level === 'trace') logRequests(app);
  return app;
}

/** Unlike anything of an earlier run, and in order inside this one. */
function requestIds(): () => string {
  const run = randomBytes(4).toString('hex');
  let count = 0;
  return () => `${run}-${(++count).toString(36)}`;
}

/** Without the query: it may hold credentials. */
function logRequests(app: FastifyInstance): void {
  app.addHook('onResponse', (request, reply, done) => {
    const path = request.url.split('?', 1)[0];
    const operation = request.routeOptions.config.operation?.id;
    const facts = { method: request.method, path, operation, status: reply.statusCode, address: request.ip };
    request.log.debug({ ...facts, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
}

/** Listens on all addresses or, when one is taken, on none; the app can then be tried again. */
export async function startListener(
  app: FastifyInstance,
  addresses: readonly ListenAddress[],
): Promise<RunningListener> {
  await app.ready();
  const sockets = new Set<Duplex>();
  const servers = addresses.map((address) => makeServer(app, address, sockets));
  const closeServers = () =>
    servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
  const listening = await Promise.allSettled(
    servers.map((server, index) => listen(server, addresses[index]!)),
  );
  const failed = listening.find((result) => result.status === 'rejected');
  if (failed) {
    const closed = closeServers();
    cutAll(servers, sockets);
    await Promise.all(closed);
    throw failed.reason;
  }
  const close = async (graceMs = 2_000) => {
    const closed = closeServers();
    for (const server of servers) server.closeIdleConnections();
    const cut = setTimeout(() => cutAll(servers, sockets), graceMs);
    await Promise.all([app.close(), ...closed]);
    clearTimeout(cut);
    cutAll(servers, sockets);
  };
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  return {
    ports,
    urls: addresses.map(({ host, tls }, index) => {
      return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${ports[index]}`;
    }),
    close,
  };
}

function makeServer(app: FastifyInstance, address: ListenAddress, sockets: Set<Duplex>): Server {
  const options = {
    maxHeaderSize: maxHeaderBytes,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: 5_000,
    handshakeTimeout: headersTimeoutMs,
  };
  const server = address.tls
    ? (createSecureServer({ ...options, ...address.tls, minVersion: 'TLSv1.2' }) as unknown as Server)
    : createServer(options);
  server.headersTimeout = headersTimeoutMs;
  server.requestTimeout = requestTimeoutMs;
  server.maxConnections = maxConnections;
  server.on('request', (request, response) => app.routing(request, response));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    track(sockets, socket);
    if (!app.server.emit('upgrade', request, socket, head)) refuse(socket, '404 Not Found');
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
    if (error.code === 'HPE_HEADER_OVERFLOW') refuse(socket, '431 Request Header Fields Too Large');
    else if (error.code === 'ERR_HTTP_REQUEST_TIMEOUT') refuse(socket, '408 Request Timeout');
    else refuse(socket, '400 Bad Request');
  });
  server.on('connection', (socket: Socket) => track(sockets, socket));
  return server;
}

function track(sockets: Set<Duplex>, socket: Duplex): void {
  if (sockets.has(socket)) return;
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
}

/** Answers a client that spoke no HTTP, on the bare socket. */
function refuse(socket: Duplex, status: string): void {
  if (socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  socket.on('error', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`, () => socket.destroy());
}

function listen(server: Server, { host, port }: ListenAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function cutAll(servers: readonly Server[], sockets: ReadonlySet<Duplex>): void {
  for (const server of servers) server.closeAllConnections();
  for (const socket of sockets) socket.destroy();
}
