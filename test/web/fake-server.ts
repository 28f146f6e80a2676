/**
 * A small server that speaks what the web UI needs, with real media, so that players and views are tested without the whole
 * system. It answers in the shapes of the platform contract; the end-to-end test shows that the real server does too.
 */
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { WebSocketServer } from 'ws';
import { serveFakeArchive } from './fake-archive.ts';
import { serveFakeLive, serveFakeMse } from './fake-live.ts';
import { type FakeCamera, type FakeWorld, isoNow } from './fake-world.ts';

const pages = join(import.meta.dirname, '../../web/dist');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

export const fakePassword = 'correct horse';

export interface FakeServer extends AsyncDisposable {
  readonly url: string;
  /** Closes all live connections. */
  cutLive(): void;
}

export async function startFakeServer(world: FakeWorld): Promise<FakeServer> {
  const server = createServer((request, response) => {
    handle(world, request, response).catch((error: unknown) => {
      response
        .writeHead(500, { 'content-type': 'application/json' })
        .end(JSON.stringify({ detail: String(error) }));
    });
  });
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://fake');
    if (url.pathname === '/api/v1/events/live') {
      sockets.handleUpgrade(request, socket, head, (open) => world.native.serveSocket(open, url));
      return;
    }
    const camera = cameraOf(world, request.url ?? '');
    if (camera === null) socket.destroy();
    else sockets.handleUpgrade(request, socket, head, (open) => serveFakeMse(open, camera));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    cutLive() {
      for (const socket of sockets.clients) socket.terminate();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets.clients) socket.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function cameraOf(world: FakeWorld, url: string): FakeCamera | null {
  return world.cameras.find(({ id }) => url.includes(id)) ?? null;
}

async function handle(world: FakeWorld, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://fake');
  const { pathname: path } = url;
  world.requests.push(`${request.method} ${path}${url.search}`);
  const json = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  if (world.away && !isPage(path)) return json(503, null);
  if (path === '/session') return await session(world, request, response, json);
  if (isPage(path)) return await page(path, response);
  if (!isSignedIn(request))
    return json(401, { status: 'unauthenticated', status_code: 401, detail: 'Not logged in' });
  if (request.method !== 'GET' && request.headers['x-csrf-token'] !== world.csrfToken) {
    return json(403, { status: 'unauthorized', status_code: 403, detail: 'CSRF token is missing' });
  }
  const camera = cameraOf(world, path);
  if (path.startsWith('/live/') && camera !== null) return serveFakeLive(request, url, response, camera);
  if (path.startsWith('/archive/') && camera !== null) {
    return serveFakeArchive(world, url, request.headers.range, response, camera);
  }
  if (path === '/system/status') return json(200, systemStatus(world));
  if (path === '/system/probe') return json(200, world.probe);
  if (path.startsWith('/api/v1/')) return await platform(world, request, url, response, json);
  return json(404, { status: 'not_found', status_code: 404, detail: 'No such route' });
}

type Json = (status: number, body: unknown) => void;

async function session(
  world: FakeWorld,
  request: IncomingMessage,
  response: ServerResponse,
  json: Json,
): Promise<void> {
  const user = { ...world.person, ...world.rights };
  const body = { user, csrf_token: world.csrfToken };
  if (request.method === 'POST') {
    const { password } = (await bodyOf(request)) as { password?: string };
    if (password !== fakePassword)
      return json(401, { status: 'unauthenticated', status_code: 401, detail: 'Wrong' });
    response.setHeader('set-cookie', 'fake=1; HttpOnly; SameSite=Strict; Path=/');
    return json(200, body);
  }
  if (request.method === 'DELETE') {
    response.setHeader('set-cookie', 'fake=; Max-Age=0; Path=/');
    response.writeHead(204).end();
    return;
  }
  if (isSignedIn(request)) json(200, body);
  else json(401, { status: 'unauthenticated', status_code: 401, detail: 'Not logged in' });
}

function isSignedIn(request: IncomingMessage): boolean {
  return (request.headers.cookie ?? '').includes('fake=1');
}

function isPage(path: string): boolean {
  return !/^\/(api\/|live\/|archive\/|system\/|session$)/.test(path);
}

async function page(path: string, response: ServerResponse): Promise<void> {
  const file = extname(path) === '' ? '/index.html' : path;
  const content = await readFile(join(pages, file));
  response
    .writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    .end(content);
}

function systemStatus(world: FakeWorld) {
  const cameras = world.cameras.map((camera) => world.statusOf(camera));
  const volume = {
    name: 'main',
    path: '/data/archive',
    state: 'ok',
    totalBytes: 4e12,
    freeBytes: 2.9e12,
    usedBytes: 9e11,
  };
  return {
    version: '0.1.0',
    startedAtMs: world.startedAtMs,
    database: { engine: 'sqlite' },
    cameras: cameras.length,
    streamservers: [
      {
        id: 'local-1',
        pid: process.pid,
        version: '0.1.0',
        startedAtMs: world.startedAtMs,
        cpuPercent: 2.4,
        memoryBytes: 143_000_000,
        cameras,
        volumes: [volume],
      },
    ],
  };
}

function cameraToWire({ clip: _clip, failed: _failed, sinceMs: _since, ...wire }: FakeCamera) {
  return wire;
}

async function platform(
  world: FakeWorld,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  json: Json,
) {
  const route = `${request.method} ${url.pathname.replace('/api/v1/', '').replace(/[0-9a-f-]{36}/, ':id')}`;
  const camera = cameraOf(world, url.pathname);
  const body =
    request.method === 'POST' || request.method === 'PUT' ? ((await bodyOf(request)) as FakeCamera) : null;
  if (await world.native.serve(request, response, url, body)) return;
  switch (route) {
    case 'GET cameras':
      return json(200, { pagination: {}, cameras: world.cameras.map(cameraToWire) });
    case 'POST cameras': {
      const clip = world.cameras[0]?.clip;
      if (body === null || clip === undefined) return json(422, { detail: [] });
      const { name, place_id, source, video_storage } = body;
      return json(200, cameraToWire(world.addCamera(name, clip, { place_id, source, video_storage })));
    }
    case 'PUT cameras/:id':
      if (camera === null || body === null) return json(404, { detail: 'No such camera' });
      return json(200, cameraToWire(Object.assign(camera, body)));
    case 'DELETE cameras/:id':
      if (camera === null) return json(404, { detail: 'No such camera' });
      world.cameras.splice(world.cameras.indexOf(camera), 1);
      return json(200, { status: 'ok' });
    case 'GET places':
      return json(200, { pagination: {}, places: world.places });
    case 'POST places': {
      const place = {
        id: world.places.length + 1,
        name: body?.name ?? '',
        created_at: isoNow(),
        updated_at: isoNow(),
      };
      world.places.push({ ...place, plan_count: 0, camera_count: 0 });
      return json(200, world.places.at(-1));
    }
    case 'GET videoclips':
      for (const clip of world.videoClips) advance(clip);
      return json(200, { pagination: {}, videoclips: world.videoClips });
    case 'POST videoclips': {
      const order = body as unknown as { camera_id: string; range_start: string; range_end: string };
      const name = world.cameras.find(({ id }) => id === order.camera_id)?.name ?? '';
      const clip = { ...order, id: randomUUID(), camera_name: name, created_at: isoNow() };
      world.videoClips.push({ ...clip, status: 'queued', progress: 0 });
      return json(200, world.videoClips.at(-1));
    }
    case 'DELETE videoclips/:id':
      world.videoClips.splice(
        world.videoClips.findIndex(({ id }) => url.pathname.endsWith(id)),
        1,
      );
      response.writeHead(204).end();
      return;
    default:
      return json(404, { status: 'not_found', status_code: 404, detail: `No such route: ${route}` });
  }
}

/** A step of the job with every look at it. */
function advance(clip: FakeWorld['videoClips'][number]): void {
  if (clip.status === 'done') return;
  clip.status = 'running';
  clip.progress = Math.min(1, clip.progress + 0.34);
  if (clip.progress < 1) return;
  clip.status = 'done';
  clip.result = { url: `http://127.0.0.1/archive/${clip.camera_id}/clip.mp4?from=0&to=1` };
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString());
}
