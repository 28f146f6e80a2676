/** The main listener: the platform API, the web interface with its sign-in, media, API pages, health and metrics. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { handOver } from '#cluster/socket-handover.ts';
import { registerStatusMetrics } from '#cluster/status-metrics.ts';
import { version } from '#cluster/version.ts';
import { createMetrics } from '#config/metrics.ts';
import { plainBind, type Settings } from '#config/settings.ts';
import { served as anprServed } from '#dialects/anpr/served.ts';
import { served as eocortexServed } from '#dialects/eocortex/served.ts';
import { served as ipcameraServed } from '#dialects/ipcamera/served.ts';
import { mediaAnswer } from '#dialects/media/errors.ts';
import { type MediaOptions, mediaPlugin } from '#dialects/media/plugin.ts';
import { platformPlugin } from '#dialects/platform/plugin.ts';
import { served as platformServed } from '#dialects/platform/served.ts';
import { served as rotoclearServed } from '#dialects/rotoclear/served.ts';
import { sessionPlugin } from '#dialects/session/plugin.ts';
import { docsPlugin } from '#dialects/shared/docs-pages.ts';
import { videttePlugin } from '#dialects/vidette/plugin.ts';
import { served as videtteServed } from '#dialects/vidette/served.ts';
import { pagesPlugin } from '#dialects/web/pages.ts';
import { systemPlugin } from '#dialects/web/system.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import { isLoopback } from '#domain/ip-address.ts';
import type { Principal } from '#domain/principal.ts';
import { registerLoginMetrics } from '#services/access/login-metrics.ts';
import { authenticateRequest } from '#services/access/request.ts';
import { hasPermission, requirePermission } from '#services/access/rights.ts';
import { registerActionMetrics } from '#services/actions/action-metrics.ts';
import { verifyUrl } from '#services/secrets/signed-url.ts';
import { cameraKey, type ServerCore } from './core.ts';
import type { Report } from './serving.ts';

const webFolder = join(import.meta.dirname, '..', '..', 'web', 'dist');

export async function registerMain(app: FastifyInstance, core: ServerCore, report: Report): Promise<void> {
  // For what no plugin has a form of its own: a URL that cannot be decoded, for example.
  app.setErrorHandler((error, _request, reply) => {
    const { status, headers, body } = mediaAnswer(fromHttp(error));
    return reply.code(status).headers(headers).send(body);
  });
  const { access, people, settings, clock, keys, cameras, streamservers } = core;
  await app.register(platformPlugin, {
    ...core,
    mediaKey: keys.media,
    signedForMs: settings.tokens.mediaSeconds * 1000,
    version,
    report: report('platform'),
  });
  await app.register(videttePlugin, { ...core, report: report('vidette') });
  await app.register(sessionPlugin, { access, people, sessionHours: settings.tokens.sessionHours });
  await app.register(mediaPlugin, mediaOptions(core));
  await app.register(docsPlugin, { apis: apiAddresses(settings) });

  const registry = createMetrics({ process: true });
  registerStatusMetrics(registry, streamservers);
  registerLoginMetrics(registry, access);
  registerActionMetrics(registry, core.actionFigures);
  const startedAtMs = clock.utcMs();
  await app.register(systemPlugin, {
    authenticate: async ({ method, headers, ip: address }) =>
      signedIn(await authenticateRequest(access, { method, headers, address })),
    status: async (principal) => {
      const seen = new Set((await cameras.all(principal)).map(({ id }) => id));
      requirePermission(principal, 'streamserver_read');
      return {
        version,
        node: process.version,
        startedAtMs,
        database: { engine: settings.database.url === null ? 'sqlite' : 'postgresql' },
        cameras: seen.size,
        expected: streamservers.expected(),
        streamservers: streamservers.list().map((one) => ({
          ...one,
          cameras: one.cameras.filter(({ cameraId }) => seen.has(cameraId)),
        })),
      };
    },
    probe: async (principal, request) => {
      // It makes the server talk to any address: that is for those who may make it do so by a camera.
      if (!hasPermission(principal, 'camera_update')) requirePermission(principal, 'camera_create');
      return streamservers.requestAny('probe', request, { timeoutMs: 20_000 });
    },
    trouble: async () => {
      const away = streamservers.expected().filter(({ connected }) => !connected);
      return away.length === 0 ? null : `not connected: ${away.map(({ id }) => id).join(', ')}`;
    },
    metrics: registry,
    metricsToken: settings.metrics.token,
    answer: mediaAnswer,
  });
  await app.register(pagesPlugin, { folder: webFolder });
}

/** What the media addresses need of the core. */
export type MediaCore = Pick<ServerCore, 'access' | 'cameras' | 'clock' | 'keys' | 'settings'> & {
  readonly streamservers: Pick<ServerCore['streamservers'], 'mediaSocketOf' | 'ownerOf'>;
};

export function mediaOptions({
  access,
  cameras,
  clock,
  keys,
  settings,
  streamservers,
}: MediaCore): MediaOptions {
  const needs = { live: 'stream_read', archive: 'segment_read', snapshot: 'camera_snapshot_read' } as const;
  return {
    authenticate: async (request, camera) => {
      const { method, headers, address, path, query } = request;
      if (query.has('signature')) {
        if (!verifyUrl(request.url, keys.media, clock.utcMs()))
          throw new VidetteError('unauthenticated', 'this signed address is wrong or has expired');
        return { cameraId: camera };
      }
      const media = { camera, token: query.get('token') };
      const isWhep = method === 'POST' && path.endsWith('/whep');
      // An offer changes nothing that is stored; WHEP clients know no CSRF token.
      const asked = { method: isWhep ? 'GET' : method, headers, address, media };
      return signedIn(await authenticateRequest(access, asked));
    },
    resolveCamera: async (principal, camera, use) => {
      const right = use === 'archive' ? 'archive' : 'live';
      return (await cameras.getFor(principal, cameraKey(camera), right, needs[use])).id;
    },
    mediaSocketOf: (cameraId) => streamservers.mediaSocketOf(cameraId),
    // Only to streamservers that the same supervisor started can a socket be passed.
    handOver: (cameraId, request, url, socket, head) =>
      settings.streamservers > 0 && handOver(streamservers.ownerOf(cameraId), request, url, socket, head),
  };
}

function apiAddresses(settings: Settings) {
  const host = isLoopback(plainBind(settings)) ? '127.0.0.1' : plainBind(settings);
  const at = (port: number, scheme = 'http'): string | null =>
    port === 0 ? null : `${scheme}://${host}:${port}`;
  const main = at(settings.http.port) ?? at(settings.https.port, 'https');
  return {
    platform: { address: main, served: platformServed },
    vidette: { address: main, served: videtteServed },
    eocortex: { address: at(settings.eocortex.port), served: eocortexServed },
    rotoclear: { address: at(settings.rotoclear.port), served: rotoclearServed },
    anpr: { address: at(settings.anpr.port), served: anprServed },
    ipcamera: { address: at(settings.ipcamera.httpsPort, 'https'), served: ipcameraServed },
  };
}

/** What the HTTP layer itself refuses is the request's fault. */
function fromHttp(error: unknown): VidetteError {
  const { statusCode, message } = error as { statusCode?: unknown; message: string };
  const isRefusal = !(error instanceof VidetteError) && typeof statusCode === 'number' && statusCode < 500;
  return isRefusal ? new VidetteError('invalid', message, { cause: error }) : toVidetteError(error);
}

function signedIn(principal: Principal | null): Principal {
  if (principal === null) throw new VidetteError('unauthenticated', 'sign in first');
  return principal;
}
