/** Opens the server's ports: the main listener, and one for each other API. */
import type { FastifyInstance } from 'fastify';
import type { Logger } from '#config/log.ts';
import { plainBind } from '#config/settings.ts';
import { loadTls } from '#config/tls.ts';
import {
  createListener,
  type ListenAddress,
  type RunningListener,
  startListener,
} from '#dialects/shared/listener.ts';
import { VidetteError } from '#domain/errors.ts';
import type { ServerCore } from './core.ts';
import { serveDevices } from './device-apis.ts';
import { registerMain } from './main-api.ts';
import { type AppOptions, reportTo } from './serving.ts';

export interface Listeners extends AsyncDisposable {
  /** The address to tell people. */
  readonly url: string;
}

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

async function listenWhenFree<T>(listen: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + portWaitMs;
  for (;;) {
    try {
      return await listen();
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE') throw error;
      if (performance.now() > deadline) {
        const advice = 'another program has this port; change the port or stop it';
        throw new VidetteError('conflict', `${message}: ${advice}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}
