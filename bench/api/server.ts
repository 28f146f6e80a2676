/** The server as `npm start` runs it, without streamservers, on a data folder of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { makeDataFolder } from '#config/data-folder.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import { freePort } from '../../test/harness/free-ports.ts';
import { onlyHttp } from '../../test/harness/vidette.ts';
import type { Seed } from './seed.ts';

export interface CameraPage {
  readonly cameras?: readonly { readonly id: string }[];
  readonly pagination?: { readonly cursor?: string };
}

export interface ApiServer extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  readonly token: string;
  get(path: string): Promise<CameraPage>;
}

/** A server on a data folder that is there. */
export interface LaunchedServer {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until it says that it is ready. */
  readonly readyMs: number;
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, '..', '..');
const startMs = 60_000;
/** For settings that nobody listens by. */
const anyPort = 1;

export async function startServer(seed: (settings: Settings) => Promise<Seed>): Promise<ApiServer> {
  const data = mkdtempSync(join(tmpdir(), 'vidette-bench-'));
  const { email, password } = await seed(benchSettings(data));
  const server = await launchServer(data);
  const stop = async () => {
    await server.stop();
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const token = await signIn(server.url, email, password);
    return {
      url: server.url,
      pid: server.pid,
      token,
      get: async (path) => {
        const reply = await fetch(server.url + path, { headers: { authorization: `Bearer ${token}` } });
        return (await reply.json()) as CameraPage;
      },
      [Symbol.asyncDispose]: stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** As the server reads them that is launched on this folder. */
export function benchSettings(data: string, more: Record<string, string> = {}): Settings {
  makeDataFolder(data);
  return loadSettings({ env: environment(data, anyPort, more), dataDir: data, workDir: data });
}

/** `nodeArgs` go to Node before the script. */
export async function launchServer(
  data: string,
  more: Record<string, string> = {},
  nodeArgs: readonly string[] = [],
): Promise<LaunchedServer> {
  const env = environment(data, await freePort(), more);
  const beganMs = performance.now();
  const child = spawn(process.execPath, [...nodeArgs, join(root, 'src', 'main.ts')], {
    env: { PATH: process.env.PATH, ...env },
    cwd: data,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await exited;
  };
  try {
    const url = await Promise.race([
      readyLine(child.stdout!),
      exited.then(() => Promise.reject(new Error('the server ended at its start'))),
    ]);
    return { url, pid: child.pid!, readyMs: performance.now() - beganMs, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function environment(data: string, port: number, more: Record<string, string>): Record<string, string> {
  return {
    VIDETTE_DATA: data,
    VIDETTE_HTTP_PORT: String(port),
    VIDETTE_DEMO: '0',
    VIDETTE_STREAMSERVERS: '0',
    VIDETTE_LOG_LEVEL: 'warn',
    ...onlyHttp,
    ...more,
  };
}

async function readyLine(output: NodeJS.ReadableStream): Promise<string> {
  const lines = createInterface({ input: output });
  AbortSignal.timeout(startMs).addEventListener('abort', () => lines.close(), { once: true });
  for await (const line of lines) {
    const url = /^vidette ready: (\S+)$/.exec(line)?.[1];
    if (url !== undefined) {
      output.resume();
      return url;
    }
  }
  throw new Error('the server does not get ready');
}

export async function signIn(url: string, username: string, password: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: 'password', username, password });
  const reply = await fetch(`${url}/api/v1/token`, { method: 'POST', body });
  if (!reply.ok) throw new Error(`signing in: ${reply.status} ${await reply.text()}`);
  return ((await reply.json()) as { access_token: string }).access_token;
}
