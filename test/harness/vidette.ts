/** Runs the whole product as a user would, in a temporary data folder on free ports of the loopback. */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { childrenOf, readOfProcess } from '#cluster/streamserver/usage.ts';
import { freePorts } from './free-ports.ts';
import { tempFolder } from './temp-folder.ts';

const root = join(import.meta.dirname, '..', '..');
const startTimeoutMs = 40_000;

export const administrator = { email: 'admin@example.org', password: 'correct horse battery' };

export interface VidetteOptions {
  readonly env?: Readonly<Record<string, string>>;
  /** Kept by the caller; without it a temporary folder, removed at the end. */
  readonly data?: string;
}

export interface Running extends AsyncDisposable {
  readonly url: string;
  readonly ports: Readonly<Record<PortName, number>>;
  readonly data: string;
  readonly supervisor: ChildProcess;
  /** All that was printed so far. */
  output(): string;
  /** Asks the platform API as the administrator. */
  api(
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
  /** An access token of the administrator. */
  token(): Promise<string>;
  /** Process ids of the children: `main.ts` or `streamserver.ts`. */
  pids(module: 'main.ts' | 'streamserver.ts'): number[];
  /** SIGTERM, then waits; the exit code, also when it has ended before. */
  stop(): Promise<number | null>;
}

const portNames = [
  'HTTP',
  'HTTPS',
  'RTSP',
  'WEBRTC',
  'EOCORTEX',
  'ROTOCLEAR',
  'ROTOCLEAR_HTTPS',
  'ANPR',
  'IPCAMERA_HTTPS',
  'IPCAMERA_HTTP',
] as const;
type PortName = (typeof portNames)[number];

/** Variables that turn every listener off but plain HTTP. */
export const onlyHttp: Readonly<Record<string, string>> = Object.fromEntries(
  portNames.filter((name) => name !== 'HTTP').map((name) => [`VIDETTE_${name}_PORT`, '0']),
);

/** Starts everything and waits for the ready line. */
export async function startVidette(options: VidetteOptions = {}): Promise<Running> {
  const data = options.data ?? tempFolder('test');
  const numbers = await freePorts(portNames.length);
  const ports = Object.fromEntries(portNames.map((name, index) => [name, numbers[index]])) as Record<
    PortName,
    number
  >;
  const env: Record<string, string | undefined> = {
    ...process.env,
    VIDETTE_DATA: data,
    VIDETTE_DEMO: '0',
    VIDETTE_ADMIN_EMAIL: administrator.email,
    VIDETTE_ADMIN_PASSWORD: administrator.password,
    VIDETTE_LOG_FORMAT: 'json',
    ...Object.fromEntries(portNames.map((name) => [`VIDETTE_${name}_PORT`, String(ports[name])])),
    ...options.env,
  };
  const supervisor = spawn(process.execPath, [join(root, 'src', 'supervisor.ts')], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exited = new Promise<number | null>((resolve) => supervisor.once('exit', (code) => resolve(code)));
  const heard = (chunk: Buffer) => {
    output += chunk.toString();
  };
  supervisor.stdout.on('data', heard);
  supervisor.stderr.on('data', heard);
  const url = `http://127.0.0.1:${ports.HTTP}`;

  const stop = async (): Promise<number | null> => {
    supervisor.kill('SIGTERM');
    const code = await exited;
    if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    return code;
  };
  try {
    await untilReady(supervisor, () => output);
  } catch (error) {
    supervisor.kill('SIGKILL');
    if (options.data === undefined) rmSync(data, { recursive: true, force: true });
    throw error;
  }

  let token: Promise<string> | null = null;
  const getToken = (): Promise<string> => {
    token ??= passwordToken(url);
    return token;
  };
  return {
    url,
    ports,
    data,
    supervisor,
    output: () => output,
    token: getToken,
    api: async (method, path, body) => {
      const headers: Record<string, string> = { authorization: `Bearer ${await getToken()}` };
      if (body !== undefined) headers['content-type'] = 'application/json';
      const init: RequestInit = { method, headers };
      if (body !== undefined) init.body = JSON.stringify(body);
      const response = await fetch(url + path, init);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json') === true;
      return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
    },
    pids: (module) =>
      childrenOf(supervisor.pid ?? 0).filter((pid) => readOfProcess(`/proc/${pid}/cmdline`).includes(module)),
    stop,
    [Symbol.asyncDispose]: async () => {
      await stop();
    },
  };
}

/** Polls until the answer is truthy; fails with `what` after `timeoutMs`. */
export async function until<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null && answer !== undefined && answer !== false) return answer;
    if (performance.now() > deadline) throw new Error(`did not come true within ${timeoutMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function passwordToken(url: string): Promise<string> {
  const response = await fetch(`${url}/api/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      username: administrator.email,
      password: administrator.password,
    }),
  });
  const body = (await response.json()) as { access_token?: string };
  if (body.access_token === undefined)
    throw new Error(`no token: ${response.status} ${JSON.stringify(body)}`);
  return body.access_token;
}

async function untilReady(process: ChildProcess, output: () => string): Promise<void> {
  await until(
    'the ready line',
    () => {
      if (process.exitCode !== null) throw new Error(`ended with ${process.exitCode}:\n${output()}`);
      return /^vidette ready: http/m.test(output());
    },
    startTimeoutMs,
  ).catch((error: unknown) => {
    throw new Error(`${(error as Error).message}\n${output()}`);
  });
}

/** Ports that were free a moment ago, all different. */
