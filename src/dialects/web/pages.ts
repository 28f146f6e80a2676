/** The web interface: its built files, and its one page for every address that is no file, since the views are routed in it. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';

export interface PagesOptions {
  /** The folder of the built interface. */
  readonly folder: string;
}

/** Only what is served here may run; pictures and media may also come from memory, as players need. */
const contentSecurityPolicy = [
  "default-src 'self'",
  "img-src 'self' blob: data:",
  "media-src 'self' blob:",
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self' ws: wss:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

const missing = `<!doctype html><meta charset="utf-8"><title>Vidette</title>
<p>The web interface is not built. <code>npm start</code> builds it; the APIs work without.`;

/** Views of the interface; other unknown addresses are really unknown. `/system` is a view, what lies below it is not. */
const isView = (path: string): boolean =>
  !/^\/((api|live|archive|session|media|docs)(\/|$)|system\/)/.test(path);

export async function pagesPlugin(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const page = join(options.folder, 'index.html');
  if (existsSync(page)) {
    await app.register(fastifyStatic, {
      root: options.folder,
      dotfiles: 'ignore',
      index: false,
      setHeaders: (reply, path) => {
        // Built files carry a hash of their contents in the name.
        const forever = path.includes('/assets/');
        reply.header('cache-control', forever ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    });
  }
  app.get('/', async (_request, reply) => sendPage(reply));
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    const wantsPage = request.headers.accept?.includes('text/html') === true;
    if ((request.method === 'GET' || request.method === 'HEAD') && wantsPage && isView(path))
      return sendPage(reply);
    return reply.code(404).send({ status: 'not_found', status_code: 404, detail: `nothing at ${path}` });
  });

  function sendPage(reply: FastifyReply) {
    reply.header('content-security-policy', contentSecurityPolicy);
    if (!existsSync(page)) return reply.code(503).type('text/html; charset=utf-8').send(missing);
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').sendFile('index.html');
  }
}
