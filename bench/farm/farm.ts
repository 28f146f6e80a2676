/**
 * A farm of fake RTSP cameras for tests and benchmarks. Nothing is encoded while it serves: clips are cut into RTP once, and a
 * picture costs a patch of its RTP headers and one write per client.
 *
 *     /cam0 … /camN-1       H.264 1080p25, 4 Mb/s, a keyframe every 2 s (with `audio`: and a sound track)
 *     /cam0/sub …           H.264 640x360, 5 fps
 *     /h265 /aac /pcma /pcmu  H.265; H.264 with sound
 *     /redirect/<path>      answers 302 to <path>
 *
 * As a process: `node bench/farm/farm.ts --cameras 32 --port 8554 [--audio aac] [--auth user:password]`; it prints
 * `farm ready: rtsp://127.0.0.1:<port>` and takes the commands of `command` as lines on its standard input.
 */

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { parseArgs } from 'node:util';
import { FarmCamera, type FarmTotals } from './camera.ts';
import { type Clip, loadAac, loadG711, loadVideo } from './clip.ts';
import { ensureClips, ensureScene, type Scene, scenes } from './clips.ts';
import { type ConnectionSettings, FarmConnection } from './connection.ts';

export interface FarmOptions {
  readonly cameras: number;
  /** 0 takes any free one. */
  readonly port?: number;
  readonly host?: string;
  /** Sound of the numbered cameras' main streams. */
  readonly audio?: 'none' | 'aac' | 'pcma' | 'pcmu';
  readonly codec?: 'h264' | 'h265';
  /** What the numbered cameras show; default `test`. */
  readonly scene?: Scene;
  readonly auth?: { readonly username: string; readonly password: string };
  readonly authScheme?: ConnectionSettings['authScheme'];
  /** A stream without clients begins with a keyframe when the first comes; otherwise that waits up to 2 s for one. */
  readonly instantStart?: boolean;
  readonly senderReports?: boolean;
  /** How far the cameras' clocks are ahead. */
  readonly clockOffsetMs?: number;
  readonly sessionTimeoutSeconds?: number;
  /** Close connections whose client has said nothing for the session timeout, as real cameras do. */
  readonly enforceTimeout?: boolean;
  readonly udp?: boolean;
  readonly tcp?: boolean;
  /** Serve rtsps with this key and certificate. */
  readonly tls?: Pick<TlsOptions, 'key' | 'cert'>;
}

export interface Farm extends AsyncDisposable {
  readonly port: number;
  /** Of a numbered camera. */
  url(camera: number, stream?: 'main' | 'sub'): string;
  /** Of any path. */
  pathUrl(path: string): string;
  /**
   * `stall cam0` · `resume cam0` · `drop cam0` (cut its connections) · `refuse cam0` (503) · `accept cam0` · `loss cam0 0.01` ·
   * `corrupt cam0 0.1` (share of packets that are noise) · `jump cam0 90000` (RTP ticks) · `garbage cam0 500` (bytes between two frames) · `resolution cam0 720p|1080p` · `stats`.
   * Answers `ok`, JSON for `stats`, or what is wrong.
   */
  command(line: string): string;
  stop(): Promise<void>;
}

const tickMs = 10;

export async function startFarm(options: FarmOptions): Promise<Farm> {
  const { host = '127.0.0.1', auth } = options;
  const clips = await loadClips(options.scene ?? 'test');
  const cameras = buildCameras(clips, options);
  const totals: FarmTotals = { sentBytes: 0, sentPackets: 0, droppedUnits: 0 };
  const connections = new Set<FarmConnection>();
  const settings: ConnectionSettings = {
    findCamera: (path) => cameras.get(path),
    auth: auth ?? null,
    authScheme: options.authScheme ?? 'digest-md5',
    sessionTimeoutSeconds: options.sessionTimeoutSeconds ?? 60,
    udp: options.udp ?? true,
    tcp: options.tcp ?? true,
  };
  const accept = (socket: Socket) => {
    const connection = new FarmConnection(socket, settings);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  };
  const server = options.tls === undefined ? createServer(accept) : createTlsServer(options.tls, accept);
  server.listen({ host, port: options.port ?? 0, backlog: 512 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const streams = [...cameras.values()].flatMap((camera) => camera.streams);
  const timer = setInterval(() => {
    const nowMs = performance.now();
    for (const stream of streams) {
      while (stream.active && stream.dueMs <= nowMs) stream.fire(nowMs, totals);
    }
    if (options.enforceTimeout !== true) return;
    for (const connection of connections) {
      if (nowMs - connection.lastHeardMs > settings.sessionTimeoutSeconds * 1000) connection.close();
    }
  }, tickMs);
  const scheme = options.tls === undefined ? 'rtsp' : 'rtsps';
  const stop = async () => {
    clearInterval(timer);
    for (const connection of connections) connection.close();
    await closeServer(server);
  };
  return {
    port,
    url: (camera, stream = 'main') =>
      `${scheme}://${host}:${port}/cam${camera}${stream === 'sub' ? '/sub' : ''}`,
    pathUrl: (path) => `${scheme}://${host}:${port}/${path}`,
    command: (line) => command(line, cameras, clips, totals, connections.size),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

interface Clips {
  readonly main: Clip;
  readonly sub: Clip;
  readonly other: Clip;
  readonly h265: Clip;
  readonly aac: Clip;
  readonly pcma: Clip;
  readonly pcmu: Clip;
}

async function loadClips(scene: Scene): Promise<Clips> {
  const folder = await ensureClips();
  const shown = scene === 'test' ? folder : await ensureScene(scene);
  if (shown === null) throw new Error(`there is no media for the scene ${scene}`);
  return {
    main: await loadVideo(shown, 'main.h264', 25, [1920, 1080]),
    sub: await loadVideo(shown, 'sub.h264', 5, [640, 360]),
    other: await loadVideo(folder, 'other.h264', 25, [1280, 720]),
    h265: await loadVideo(folder, 'main.h265', 25, [1920, 1080]),
    aac: await loadAac(folder),
    pcma: await loadG711(folder, 'pcma'),
    pcmu: await loadG711(folder, 'pcmu'),
  };
}

function buildCameras(clips: Clips, options: FarmOptions): Map<string, FarmCamera> {
  const cameras = new Map<string, FarmCamera>();
  const settings = {
    instantStart: options.instantStart ?? true,
    senderReports: options.senderReports ?? true,
    clockOffsetMs: options.clockOffsetMs ?? 0,
  };
  const add = (name: string, phase: number, ...tracks: Clip[]) => {
    cameras.set(name, new FarmCamera(name, tracks, phase, settings));
  };
  const video = options.codec === 'h265' ? clips.h265 : clips.main;
  const sound = options.audio === undefined || options.audio === 'none' ? [] : [clips[options.audio]];
  for (let i = 0; i < options.cameras; i += 1) {
    // Spread over the clip and over the GOP, as if they had been switched on one by one.
    const phase = (i * 0.237) % 1;
    add(`cam${i}`, phase, video, ...sound);
    add(`cam${i}/sub`, phase, clips.sub);
  }
  add('h265', 0, clips.h265);
  for (const name of ['aac', 'pcma', 'pcmu'] as const) add(name, 0, clips.main, clips[name]);
  return cameras;
}

function command(
  line: string,
  cameras: ReadonlyMap<string, FarmCamera>,
  clips: Clips,
  totals: FarmTotals,
  connections: number,
): string {
  const [verb, name = '', argument = ''] = line.trim().split(/\s+/);
  if (verb === 'stats') {
    const { user, system } = process.cpuUsage();
    return JSON.stringify({
      ...totals,
      connections,
      cpuMs: (user + system) / 1000,
      rssBytes: process.memoryUsage.rss(),
    });
  }
  const camera = cameras.get(name);
  if (camera === undefined) return `no camera ${name}`;
  switch (verb) {
    case 'stall':
    case 'resume':
      camera.stalled = verb === 'stall';
      return 'ok';
    case 'refuse':
    case 'accept':
      camera.refusing = verb === 'refuse';
      return 'ok';
    case 'drop':
      camera.cut();
      return 'ok';
    case 'loss':
      camera.loss = Number(argument);
      return 'ok';
    case 'corrupt':
      camera.corrupt = Number(argument);
      return 'ok';
    case 'jump':
      for (const stream of camera.streams) stream.jump(Number(argument));
      return 'ok';
    case 'garbage':
      camera.garbage(Number(argument));
      return 'ok';
    case 'resolution':
      camera.streams[0]!.play(argument === '720p' ? clips.other.units : clips.main.units);
      return 'ok';
    default:
      return `unknown command ${verb}`;
  }
}

async function closeServer(server: Server): Promise<void> {
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      cameras: { type: 'string', default: '8' },
      port: { type: 'string', default: '0' },
      host: { type: 'string', default: '127.0.0.1' },
      audio: { type: 'string', default: 'none' },
      codec: { type: 'string', default: 'h264' },
      auth: { type: 'string' },
      scene: { type: 'string', default: 'test' },
    },
  });
  const [username = '', password = ''] = (values.auth ?? '').split(':');
  const farm = await startFarm({
    cameras: Number(values.cameras),
    port: Number(values.port),
    host: values.host,
    audio: (['aac', 'pcma', 'pcmu'] as const).find((one) => one === values.audio) ?? 'none',
    codec: values.codec === 'h265' ? 'h265' : 'h264',
    scene: scenes.find((one) => one === values.scene) ?? 'test',
    // Benchmarks want keyframes that are spread over time.
    instantStart: false,
    ...(values.auth === undefined ? {} : { auth: { username, password } }),
  });
  console.log(`farm ready: rtsp://${values.host}:${farm.port}`);
  createInterface({ input: process.stdin }).on('line', (line) => console.log(farm.command(line)));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(0));
}

if (import.meta.main) await main();
