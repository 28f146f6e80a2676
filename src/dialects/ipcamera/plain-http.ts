/**
 * The plain HTTP port only turns people round: the page and its assets go to the same path on HTTPS, everything else is refused
 * with the port to use.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';

export interface PlainHttpOptions {
  /** The port that clients reach HTTPS on. */
  readonly httpsPort: () => number;
}

export function installIpcameraPlainHttp(app: FastifyInstance, { httpsPort }: PlainHttpOptions): void {
  const refusal = () => ({ error: 'HTTPS required', httpsPort: httpsPort() });
  app.removeAllContentTypeParsers();
  // Bodies are not read.
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  app.setErrorHandler((_error, _request, reply) => reply.code(403).send(refusal()));
  app.setNotFoundHandler((request, reply) => {
    const location = redirectOf(request, httpsPort());
    return location === null ? reply.code(403).send(refusal()) : reply.redirect(location, 302);
  });
  app.server.on('upgrade', (_request: IncomingMessage, socket: Duplex) => {
    const body = JSON.stringify(refusal());
    socket.on('error', () => socket.destroy());
    socket.end(
      `HTTP/1.1 403 Forbidden\r\ncontent-type: application/json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` +
        `connection: close\r\n\r\n${body}`,
    );
  });
}

function redirectOf(request: FastifyRequest, httpsPort: number): string | null {
  const [path = '/'] = request.url.split('?', 1);
  const isPage = path === '/' || /\.(html|js|css)$/.test(path);
  const host = hostOf(request.headers.host);
  if (!isPage || host === null || !['GET', 'HEAD'].includes(request.method)) return null;
  return `https://${host}:${httpsPort}${request.url}`;
}

/** The name or address in a Host header without its port; null when it is neither. */
function hostOf(header: string | undefined): string | null {
  return /^([A-Za-z0-9._-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(:\d{1,5})?$/.exec(header ?? '')?.[1] ?? null;
}
