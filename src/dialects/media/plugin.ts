/**
 * Media URLs of the main listener: `/live/{camera}/…` and `/archive/{camera}/…`. Proves who asks, checks the right on this camera,
 * and hands the request on to the streamserver that has it. `{camera}` is a camera's id or its number.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { admitted, withViewer } from '#domain/viewer-header.ts';
import { mediaAnswer } from './errors.ts';
import { forwardRequest, forwardUpgrade, type Target } from './forward.ts';
import { withToken } from './playlist-token.ts';

/** What looking at the media of a camera means for its rights. */
export type MediaUse = 'live' | 'archive' | 'snapshot';

/** A request as far as proving identity goes. */
export interface MediaRequest {
  readonly method: string;
  readonly headers: IncomingMessage['headers'];
  /** As it came, path and query. */
  readonly url: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly address: string;
}

export interface MediaOptions {
  /** Throws `unauthenticated` when the proof is missing or wrong. */
  readonly authenticate: (request: MediaRequest, camera: string) => Promise<Principal | SignedAccess>;
  /** The id of the camera; throws `not_found` for one that the principal may not know, `not_allowed` without the right. */
  readonly resolveCamera: (principal: Principal, camera: string, use: MediaUse) => Promise<string>;
  /** Throws `unavailable` while the camera's streamserver is away. */
  readonly mediaSocketOf: (cameraId: string) => string;
  /** Moves the viewer's socket to the camera's streamserver; false when it cannot move and has to be forwarded. */
  readonly handOver?: (
    cameraId: string,
    request: Pick<IncomingMessage, 'method' | 'headers'>,
    url: string,
    socket: Duplex,
    head: Buffer,
  ) => boolean;
}

/** A signed URL names one camera and carries its right with it. */
export interface SignedAccess {
  readonly cameraId: string;
}

/** Query values that prove identity; the streamserver never sees them. */
const credentialNames = ['token', 'signature', 'expires'] as const;

export async function mediaPlugin(app: FastifyInstance, options: MediaOptions): Promise<void> {
  app.setErrorHandler((error, _request, reply) => answerError(reply, error));
  // Bodies (an SDP offer) are handed on as they come.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));

  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const asked = mediaRequest(request.raw, request.ip);
    const target = await allow(asked, options);
    // The headers that every answer of this listener has; the streamserver's own win.
    for (const [name, value] of Object.entries(reply.getHeaders())) {
      if (value !== undefined) reply.raw.setHeader(name, value);
    }
    reply.hijack();
    try {
      await forwardRequest(request.raw, reply.raw, target, withToken(asked.query));
    } catch (error) {
      if (reply.raw.headersSent) return;
      const answer = mediaAnswer(toVidetteError(error));
      reply.raw.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
      reply.raw.end(JSON.stringify(answer.body));
    }
  };
  for (const url of ['/live/:camera/*', '/archive/:camera/*'])
    app.route({
      method: ['GET', 'POST', 'PATCH', 'DELETE', 'OPTIONS'],
      url,
      handler: serve,
      bodyLimit: 262_144,
    });

  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Sockets of the APIs are theirs.
    if (request.url?.startsWith('/api/')) return;
    void upgrade(request, socket, head, options);
  });
}

async function upgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  options: MediaOptions,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  try {
    const asked = mediaRequest(request, request.socket.remoteAddress ?? '');
    if (!asked.path.startsWith('/live/')) throw new VidetteError('not_found', 'no WebSocket here');
    refuseForeignOrigin(request);
    const target = await allow(asked, options);
    const moved = { method: asked.method, headers: withViewer(request.headers, target.viewer) };
    if (options.handOver?.(target.cameraId, moved, target.path, socket, head) === true) return;
    forwardUpgrade(request, socket, head, target);
  } catch (error) {
    const { status, body } = mediaAnswer(toVidetteError(error));
    const text = JSON.stringify(body);
    const lines = [`HTTP/1.1 ${status} Refused`, 'connection: close', 'content-type: application/json'];
    socket.end(`${lines.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }
}

/** A page of another site must not open a socket with the visitor's cookie (RFC 6455, 10.2). */
function refuseForeignOrigin(request: IncomingMessage): void {
  const { origin, host } = request.headers;
  if (origin === undefined || request.headers.cookie === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new VidetteError('not_allowed', 'a page of another site may not open this');
}

/** Proves, checks and rewrites: the camera's id in the path, no credentials in the query. */
async function allow(request: MediaRequest, options: MediaOptions): Promise<Target & { cameraId: string }> {
  const match = /^\/(live|archive)\/([^/]+)(\/.*)$/.exec(request.path);
  const [, area, encoded, rest] = match ?? [];
  if (area === undefined || encoded === undefined || rest === undefined)
    throw new VidetteError('not_found', 'no such media');
  const camera = decode(encoded);
  const proof = await options.authenticate(request, camera);
  const cameraId =
    'userId' in proof ? await options.resolveCamera(proof, camera, purposeOf(area, rest)) : proof.cameraId;
  const viewer = 'userId' in proof ? admitted(proof, cameraId) : null;
  const query = new URLSearchParams(request.query);
  for (const name of credentialNames) query.delete(name);
  const text = query.toString();
  return {
    cameraId,
    viewer,
    socketPath: options.mediaSocketOf(cameraId),
    path: `/${area}/${cameraId}${rest}${text === '' ? '' : `?${text}`}`,
  };
}

function purposeOf(area: string, rest: string): MediaUse {
  if (area === 'archive') return 'archive';
  return decode(rest) === '/snapshot.jpg' ? 'snapshot' : 'live';
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new VidetteError('not_found', 'no such media', { cause });
  }
}

function mediaRequest(request: IncomingMessage, address: string): MediaRequest {
  const url = request.url ?? '/';
  const at = url.indexOf('?');
  return {
    method: request.method ?? 'GET',
    headers: request.headers,
    url,
    path: at < 0 ? url : url.slice(0, at),
    query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)),
    address,
  };
}

function answerError(reply: FastifyReply, error: unknown): void {
  const answer = mediaAnswer(toVidetteError(error));
  void reply.code(answer.status).headers(answer.headers).send(answer.body);
}
