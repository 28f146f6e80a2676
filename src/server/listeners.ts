/** Serves the core: the main listener with the web interface and the platform API, and one listener for each other API. */
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { handOver } from '#cluster/socket-handover.ts';
import { registerStatusMetrics } from '#cluster/status-metrics.ts';
import { builtAtMs, version } from '#cluster/version.ts';
import type { Logger } from '#config/log.ts';
import { createMetrics } from '#config/metrics.ts';
import { isLoopback, plainBind, type Settings } from '#config/settings.ts';
import { loadTls, type TlsIdentity } from '#config/tls.ts';
import { installAnpr } from '#dialects/anpr/plugin.ts';
import { served as anprServed } from '#dialects/anpr/served.ts';
import { installEocortex } from '#dialects/eocortex/plugin.ts';
import { served as eocortexServed } from '#dialects/eocortex/served.ts';
import { installIpcameraPlainHttp } from '#dialects/ipcamera/plain-http.ts';
import { installIpcamera } from '#dialects/ipcamera/plugin.ts';
import { served as ipcameraServed } from '#dialects/ipcamera/served.ts';
import { mediaAnswer } from '#dialects/media/errors.ts';
import { type MediaOptions, mediaPlugin } from '#dialects/media/plugin.ts';
import { platformPlugin } from '#dialects/platform/plugin.ts';
import { served as platformServed } from '#dialects/platform/served.ts';
import { installRotoclear } from '#dialects/rotoclear/plugin.ts';
import { served as rotoclearServed } from '#dialects/rotoclear/served.ts';
import { sessionPlugin } from '#dialects/session/plugin.ts';
import type { Coverage } from '#dialects/shared/contract.ts';
import { Core } from '#dialects/shared/core.ts';
import { DeviceUser } from '#dialects/shared/device-user.ts';
import { docsPlugin } from '#dialects/shared/docs-pages.ts';
import {
  createListener,
  type ListenAddress,
  type RunningListener,
  startListener,
} from '#dialects/shared/listener.ts';
import { Machine } from '#dialects/shared/machine.ts';
import { pagesPlugin } from '#dialects/web/pages.ts';
import { systemPlugin } from '#dialects/web/system.ts';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { registerLoginMetrics } from '#services/access/login-metrics.ts';
import { authenticateRequest } from '#services/access/request.ts';
import { requirePermission } from '#services/access/rights.ts';
import { verifyUrl } from '#services/secrets/signed-url.ts';
import { cameraKey, type ServerCore } from './core.ts';

export interface Listeners extends AsyncDisposable {
  /** The address to tell people. */
  readonly url: string;
}

const webFolder = join(import.meta.dirname, '..', '..', 'web', 'dist');
/** An earlier server of this installation may still be letting go of its ports. */
const portWaitMs = 5000;

export async function startListeners(core: ServerCore, logger: Logger): Promise<Listeners> {
  const { settings } = core;
  const tls = await loadTls(settings);
  const running: RunningListener[] = [];
  const serve = async (
    app: FastifyInstance,
    addresses: readonly ListenAddress[],
  ): Promise<RunningListener | null> => {
    const on = addresses.filter(({ port }) => port !== 0);
    if (on.length === 0) return null;
    const listener = await listenWhenFree(() => startListener(app, on));
    running.push(listener);
    return listener;
  };
  const newApp = (name: string, options: AppOptions = {}): FastifyInstance =>
    createListener({
      logger: logger.child({ api: name }),
      trustedProxies: settings.http.trustedProxies,
      maxBodyBytes: settings.http.maxBodyBytes,
      ...options,
    });

  const plain = (port: number): ListenAddress => ({ host: plainBind(settings), port });
  const secure = (port: number): ListenAddress => ({ host: settings.bind, port, tls });
  try {
    await serveDevices(core, tls, { newApp, serve, plain, secure, report: reportTo(logger) });
    const app = newApp('main');
    await registerMain(app, core, reportTo(logger));
    const main = await serve(app, [plain(settings.http.port), secure(settings.https.port)]);
    return {
      url: main?.urls[0]?.replace('[::]', '[::1]').replace('//0.0.0.0', '//127.0.0.1') ?? '',
      [Symbol.asyncDispose]: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }

  async function closeAll(): Promise<void> {
    await Promise.all(running.map((listener) => listener.close()));
  }
}

async function registerMain(app: FastifyInstance, core: ServerCore, report: Report): Promise<void> {
  // For what no plugin has a form of its own: a URL that cannot be decoded, for example.
  app.setErrorHandler((error, _request, reply) => {
    const { status, headers, body } = mediaAnswer(fromHttp(error));
    return reply.code(status).headers(headers).send(body);
  });
  const { access, people, settings, clock, keys, cameras, streamservers } = core;
  await app.register(platformPlugin, { ...core, mediaKey: keys.media, version, report: report('platform') });
  await app.register(sessionPlugin, { access, people, sessionHours: settings.tokens.sessionHours });
  await app.register(mediaPlugin, mediaOptions(core));
  await app.register(docsPlugin, { apis: apiAddresses(settings) });

  const registry = createMetrics({ process: true });
  registerStatusMetrics(registry, streamservers);
  registerLoginMetrics(registry, access);
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
      requirePermission(principal, 'stream_read');
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
export type MediaCore = Pick<ServerCore, 'access' | 'cameras' | 'clock' | 'keys'> & {
  readonly streamservers: Pick<ServerCore['streamservers'], 'mediaSocketOf' | 'ownerOf'>;
};

export function mediaOptions({ access, cameras, clock, keys, streamservers }: MediaCore): MediaOptions {
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
    handOver: (cameraId, request, url, socket, head) =>
      handOver(streamservers.ownerOf(cameraId), request, url, socket, head),
  };
}

interface AppOptions {
  readonly ignoreTrailingSlash?: boolean;
  readonly trustedProxies?: readonly string[];
}

interface Serving {
  readonly newApp: (name: string, options?: AppOptions) => FastifyInstance;
  readonly serve: (
    app: FastifyInstance,
    addresses: readonly ListenAddress[],
  ) => Promise<RunningListener | null>;
  readonly plain: (port: number) => ListenAddress;
  readonly secure: (port: number) => ListenAddress;
  readonly report: Report;
}

/** The four APIs that begin at the root of an address of their own. */
async function serveDevices(core: ServerCore, tls: TlsIdentity, serving: Serving): Promise<void> {
  const { access, clock, settings, keys, streamservers, pictures } = core;
  const { newApp, serve, plain, secure, report } = serving;
  const { organization } = settings.eocortex;
  const shown = new Core({
    ...core,
    streamservers,
    pictures,
    organizationId: organization === 0 ? null : organization,
  });
  const machine = new Machine(clock, settings.archive.volumes[0]?.path ?? settings.data);
  const ports = { access, clock, machine, cameras: shown, streams: shown, pictures: shown };

  if (settings.eocortex.port !== 0) {
    const app = newApp('eocortex', { ignoreTrailingSlash: true });
    installEocortex(app, { ...ports, report: report('eocortex') });
    await serve(app, [plain(settings.eocortex.port)]);
  }
  const { rotoclear, anpr, ipcamera } = settings;
  if (rotoclear.port !== 0 || rotoclear.httpsPort !== 0) {
    const app = newApp('rotoclear');
    const device = new DeviceUser(access, rotoclear.user);
    const release = { version, builtAtMs };
    installRotoclear(app, {
      ...ports,
      device,
      release,
      cameraNumber: rotoclear.camera,
      report: report('rotoclear'),
    });
    await serve(app, [plain(rotoclear.port), secure(rotoclear.httpsPort)]);
  }
  if (anpr.port !== 0) {
    const app = newApp('anpr');
    installAnpr(app, {
      ...ports,
      device: new DeviceUser(access, anpr.user),
      tokenKey: keys.tokens,
      report: report('anpr'),
    });
    await serve(app, [plain(anpr.port)]);
  }
  if (ipcamera.httpsPort !== 0) {
    // This API never takes a client's address from a header.
    const app = newApp('ipcamera', { trustedProxies: [] });
    installIpcamera(app, {
      ...ports,
      device: new DeviceUser(access, ipcamera.user),
      certificate: tls.cert,
      rtspPort: settings.rtsp.port,
      cameraNumber: ipcamera.camera,
      report: report('ipcamera'),
    });
    await serve(app, [secure(ipcamera.httpsPort)]);
    if (ipcamera.httpPort !== 0) {
      const turning = newApp('ipcamera-plain');
      installIpcameraPlainHttp(turning, { httpsPort: () => ipcamera.httpsPort });
      await serve(turning, [plain(ipcamera.httpPort)]);
    }
  }
}

type Report = (api: string) => (coverage: Coverage) => void;

function reportTo(logger: Logger): Report {
  return (api) => (coverage) => {
    const { served, notServed } = coverage;
    const facts = { api, served: served.length, of: served.length + notServed.length };
    logger.info(notServed.length === 0 ? facts : { ...facts, answer501: notServed.join(' ') }, 'operations');
  };
}

function apiAddresses(settings: Settings) {
  const host = isLoopback(plainBind(settings)) ? '127.0.0.1' : plainBind(settings);
  const at = (port: number, scheme = 'http'): string | null =>
    port === 0 ? null : `${scheme}://${host}:${port}`;
  return {
    platform: { address: at(settings.http.port) ?? at(settings.https.port, 'https'), served: platformServed },
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

async function listenWhenFree<T>(listen: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + portWaitMs;
  for (;;) {
    try {
      return await listen();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE') throw error;
      if (performance.now() > deadline)
        throw new VidetteError(
          'conflict',
          `${message}: another program has this port; change the port or stop it`,
          {
            cause: error,
          },
        );
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
