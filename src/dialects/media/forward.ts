/**
 * Hands a request that was found allowed to the streamserver that has the camera, over its local socket. The bytes of video pass
 * through without being looked at; whoever reads slowly slows the streamserver's side down, which drops by its own rules.
 */
import {
  request as httpRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { text } from 'node:stream/consumers';
import { VidetteError } from '#domain/errors.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { withViewer } from '#domain/viewer-header.ts';
import { playlistType } from './playlist-token.ts';

/** How long a streamserver may take to begin its answer: a thumbnail or a first playlist needs decoding or a keyframe. */
const answerTimeoutMs = 20_000;

/** Hop-by-hop headers (RFC 9110, 7.6.1) and credentials, which the streamserver has no use for. */
const dropped = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'authorization',
  'cookie',
  'x-csrf-token',
  'host',
]);

export interface Target {
  /** Path of the streamserver's local socket. */
  readonly socketPath: string;
  /** Path and query as the streamserver knows them, without credentials. */
  readonly path: string;
  /** As whom the viewer was let in; null by a signed address. */
  readonly viewer: AdmittedViewer | null;
}

/**
 * Resolves when the answer was begun and handed on; rejects with `unavailable` when there was none. A playlist passes through
 * `rewritePlaylist` when there is one.
 */
export function forwardRequest(
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
  rewritePlaylist: ((playlist: string) => string) | null,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onward = httpRequest({
      socketPath: target.socketPath,
      path: target.path,
      method: request.method,
      headers: { ...withViewer(keptHeaders(request.headers), target.viewer), host: 'streamserver' },
      timeout: answerTimeoutMs,
    });
    onward.on('timeout', () => onward.destroy(new Error(`no answer within ${answerTimeoutMs} ms`)));
    onward.on('error', (error) => {
      closeUnlessRead(request, response);
      if (response.headersSent) response.destroy(error);
      reject(
        new VidetteError('unavailable', 'the streamserver of this camera does not answer', { cause: error }),
      );
    });
    onward.on('response', (answer) => {
      onward.setTimeout(0);
      closeUnlessRead(request, response);
      for (const [name, value] of Object.entries(keptHeaders(answer.headers))) {
        if (value !== undefined) response.setHeader(name, value);
      }
      answer.on('error', (error) => response.destroy(error));
      if (rewritePlaylist !== null && answer.headers['content-type'] === playlistType) {
        text(answer).then((playlist) => {
          response.removeHeader('content-length');
          response.writeHead(answer.statusCode ?? 502);
          response.end(rewritePlaylist(playlist));
          resolve();
        }, reject);
        return;
      }
      response.writeHead(answer.statusCode ?? 502);
      // Live answers may be silent for long; their head must reach the client now.
      response.flushHeaders();
      answer.pipe(response);
      resolve();
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
}

/** What is left of a body that was refused stands in the way of the next request on the connection. */
function closeUnlessRead(request: IncomingMessage, response: ServerResponse): void {
  if (!request.complete && !response.headersSent) response.setHeader('connection', 'close');
}

/** Hands a WebSocket handshake and all that follows to the streamserver. */
export function forwardUpgrade(request: IncomingMessage, client: Duplex, head: Buffer, target: Target): void {
  const onward = connect(target.socketPath);
  onward.on('connect', () => {
    const lines = [
      `GET ${target.path} HTTP/1.1`,
      'Host: streamserver',
      'Connection: Upgrade',
      'Upgrade: websocket',
    ];
    const headers = withViewer(keptHeaders(request.headers), target.viewer);
    for (const [name, value] of Object.entries(headers)) lines.push(`${name}: ${value}`);
    onward.write(`${lines.join('\r\n')}\r\n\r\n`);
    if (head.length > 0) onward.write(head);
    onward.pipe(client);
    client.pipe(onward);
  });
  onward.on('error', () => client.destroy());
  onward.on('close', () => client.destroy());
  client.on('error', () => onward.destroy());
  client.on('close', () => onward.destroy());
}

function keptHeaders(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped.has(name)));
}
