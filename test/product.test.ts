/** The whole product as a user starts it: demo camera, a real RTSP camera, archive, all five APIs, and processes that are killed. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { hasFfmpeg } from '#media/fmp4/test-clips.ts';
import { type Farm, startFarm } from '../bench/farm/farm.ts';
import { administrator, type Running, startVidette, until } from './harness/vidette.ts';

const root = join(import.meta.dirname, '..');
const needsFfmpeg = { skip: hasFfmpeg ? false : 'ffmpeg is not installed' };

interface CameraWire {
  id: string;
  name: string;
}
interface GapWire {
  startMs: number;
  endMs: number | null;
  cause: string;
}
interface SpanWire {
  startMs: number;
  endMs: number;
}

let vidette: Running;
let farm: Farm | null = null;
let demo: CameraWire;

before(async () => {
  vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
  if (hasFfmpeg) farm = await startFarm({ cameras: 2, audio: 'aac' });
  const { body } = await vidette.api('GET', '/api/v1/cameras');
  const [first] = (body as { cameras: CameraWire[] }).cameras;
  assert.ok(first !== undefined, 'the demo camera is there');
  demo = first;
});

after(async () => {
  const code = await vidette?.stop();
  await farm?.stop();
  if (vidette !== undefined) assert.equal(code, 0, vidette.output());
});

const media = async (path: string): Promise<Response> =>
  fetch(vidette.url + path, { headers: { authorization: `Bearer ${await vidette.token()}` } });

async function ledger<T>(
  camera: string,
  what: 'spans' | 'gaps',
  fromMs = Date.now() - 600_000,
): Promise<T[]> {
  const response = await media(`/archive/${camera}/${what}?from=${fromMs}&to=${Date.now() + 1000}`);
  return response.ok ? ((await response.json()) as T[]) : [];
}

/** Waits until so much of a camera is recorded without a gap, and gives that span. */
const recorded = (camera: string, seconds: number, sinceMs = 0): Promise<SpanWire> =>
  until(`${seconds} s of ${camera} recorded`, async () => {
    const spans = await ledger<SpanWire>(camera, 'spans');
    return spans.find(({ startMs, endMs }) => startMs >= sinceMs && endMs - startMs >= seconds * 1000);
  });

async function addCamera(name: string, source: Record<string, unknown>): Promise<CameraWire> {
  const { body: places } = await vidette.api('GET', '/api/v1/places');
  const placeId = (places as { places: { id: number }[] }).places[0]?.id;
  const order = { name, place_id: placeId, source, video_storage: { mode: 'continuous' } };
  const { status, body } = await vidette.api('POST', '/api/v1/cameras', order);
  assert.equal(status, 200, JSON.stringify(body));
  return body as CameraWire;
}

const streamState = async (camera: string): Promise<{ state: string; failure?: string } | undefined> => {
  const { body } = await vidette.api('GET', '/system/status');
  const { streamservers } = body as {
    streamservers: { cameras: { cameraId: string; streams: { state: string; failure?: string }[] }[] }[];
  };
  return streamservers.flatMap(({ cameras }) => cameras).find(({ cameraId }) => cameraId === camera)
    ?.streams[0];
};

function codecsOf(...args: string[]): string[] {
  const found = execFileSync('ffprobe', [
    '-v',
    'error',
    '-show_entries',
    'stream=codec_name',
    '-of',
    'json',
    ...args,
  ]);
  const { streams } = JSON.parse(found.toString()) as { streams: { codec_name: string }[] };
  return streams.map(({ codec_name }) => codec_name).sort();
}

describe('the demo camera', () => {
  test('is live and recorded within moments of the start', async () => {
    await recorded(demo.id, 3);
    const picture = await media(`/live/${demo.id}/snapshot.jpg?width=320`);
    assert.equal(picture.headers.get('content-type'), 'image/jpeg');
    assert.equal(Buffer.from(await picture.arrayBuffer()).readUInt16BE(0), 0xffd8);
  });

  test('its number serves as well as its id; strangers see nothing', async () => {
    assert.equal((await media('/live/1/snapshot.jpg')).status, 200);
    assert.equal((await media('/live/99/snapshot.jpg')).status, 404);
    assert.equal((await fetch(`${vidette.url}/live/1/snapshot.jpg`)).status, 401);
    assert.equal((await fetch(`${vidette.url}/archive/1/spans?from=0&to=1`)).status, 401);
  });

  test('a viewer gets the beginning and frames over WebSocket', async () => {
    const token = await vidette.token();
    const socket = new WebSocket(`${vidette.url.replace('http', 'ws')}/live/1/mse`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const messages: (string | Buffer)[] = [];
    socket.on('message', (data, isBinary) => messages.push(isBinary ? (data as Buffer) : String(data)));
    await until('ten messages', () => messages.length >= 10);
    socket.close();
    const init = JSON.parse(String(messages[0])) as { type: string; mime: string };
    assert.equal(init.type, 'init');
    assert.match(init.mime, /^video\/mp4; codecs="avc1\./);
    assert.equal((messages[1] as Buffer).toString('latin1', 4, 8), 'ftyp');
  });

  test('the archive plays as HLS and as a clip in ffmpeg', needsFfmpeg, async () => {
    const { startMs } = await recorded(demo.id, 5);
    const range = `from=${startMs + 1000}&to=${startMs + 4000}`;
    const headers = ['-headers', `Authorization: Bearer ${await vidette.token()}\r\n`];
    assert.deepEqual(codecsOf(...headers, `${vidette.url}/archive/${demo.id}/index.m3u8?${range}`), [
      'aac',
      'h264',
    ]);
    const clip = join(vidette.data, 'clip.mp4');
    writeFileSync(
      clip,
      Buffer.from(await (await media(`/archive/${demo.id}/clip.mp4?${range}`)).arrayBuffer()),
    );
    const frames = execFileSync('ffprobe', [
      '-v',
      'error',
      '-count_frames',
      '-select_streams',
      'v',
      '-show_entries',
      'stream=nb_read_frames,duration',
      '-of',
      'csv=p=0',
      clip,
    ]);
    const [duration, count] = frames.toString().trim().split(',').map(Number);
    assert.ok(Math.abs((duration ?? 0) - 3) < 0.1, `lasts ${duration} s`);
    assert.ok(Math.abs((count ?? 0) - 75) <= 1, `${count} pictures`);
  });

  test('a player without headers plays the archive by token', needsFfmpeg, async () => {
    const { startMs } = await recorded(demo.id, 3);
    const token = await vidette.token();
    const url = `${vidette.url}/archive/1/index.m3u8?from=${startMs}&to=${startMs + 2000}&token=${token}`;
    assert.deepEqual(codecsOf(url), ['aac', 'h264']);
  });

  test('RTSP is served to who may watch, over TCP and UDP', needsFfmpeg, async () => {
    const url = (user: string) => `rtsp://${user}@127.0.0.1:${vidette.ports.RTSP}/1`;
    const good = `admin:${encodeURIComponent(administrator.password)}`;
    assert.deepEqual(codecsOf('-rtsp_transport', 'tcp', url(good)), ['aac', 'h264']);
    assert.deepEqual(codecsOf('-rtsp_transport', 'udp', `${url(good)}?stream=sub`), ['h264']);
    assert.throws(() => codecsOf('-rtsp_transport', 'tcp', url('admin:wrong')), /401/);
  });

  test('a clip job runs to its verified end and can be fetched', async () => {
    const { startMs } = await recorded(demo.id, 5);
    const iso = (ms: number) => new Date(ms).toISOString();
    const order = { camera_id: demo.id, range_start: iso(startMs + 1000), range_end: iso(startMs + 4000) };
    const { status, body } = await vidette.api('POST', '/api/v1/videoclips', order);
    assert.equal(status, 200, JSON.stringify(body));
    const { id } = body as { id: string };
    const done = await until('the clip', async () => {
      const clip = (await vidette.api('GET', `/api/v1/videoclips/${id}`)).body as {
        status: string;
        result?: { url: string };
      };
      return clip.status === 'done' ? clip : null;
    });
    const file = await fetch(done.result?.url ?? '');
    assert.equal(file.headers.get('content-type'), 'video/mp4');
    assert.equal(Buffer.from(await file.arrayBuffer()).toString('latin1', 4, 8), 'ftyp');
  });

  test('the other four APIs answer about it', async () => {
    const { EOCORTEX, ROTOCLEAR, ANPR, IPCAMERA_HTTP } = vidette.ports;
    const md5 = createHash('md5').update(administrator.password).digest('hex');
    const channels = await fetch(`http://127.0.0.1:${EOCORTEX}/api/channels?login=admin&password=${md5}`);
    assert.equal(((await channels.json()) as { Id: string }[])[0]?.Id, demo.id);
    const basic = `Basic ${Buffer.from(`admin:${administrator.password}`).toString('base64')}`;
    const image = await fetch(`http://127.0.0.1:${ROTOCLEAR}/image?quality=60`, {
      headers: { authorization: basic },
    });
    assert.equal(image.headers.get('content-type'), 'image/jpeg');
    await image.arrayBuffer();
    const frame = await fetch(`http://127.0.0.1:${ANPR}/api/frame/1`);
    assert.equal(frame.status, 200);
    await frame.arrayBuffer();
    const turned = await fetch(`http://127.0.0.1:${IPCAMERA_HTTP}/`, { redirect: 'manual' });
    assert.equal(turned.status, 302);
  });
});

describe('a camera by RTSP', { skip: hasFfmpeg ? false : 'ffmpeg makes its pictures' }, () => {
  test('is checked, added, shown and recorded; its failure is told and leaves a gap with a cause', async () => {
    assert.ok(farm !== null);
    const url = farm.url(0);
    const probe = await vidette.api('POST', '/system/probe', { url });
    assert.deepEqual((probe.body as { video: { codec: string; width: number } }).video.codec, 'h264');
    const camera = await addCamera('Yard', { url, sub_url: farm.url(0, 'sub') });
    await recorded(camera.id, 3);

    farm.command('refuse cam0');
    farm.command('drop cam0');
    await until('the failure', async () => (await streamState(camera.id))?.state === 'failed');
    const offline = await media(`/live/${camera.id}/snapshot.jpg`);
    assert.equal(offline.status, 503);
    assert.equal((await media(`/live/${demo.id}/snapshot.jpg`)).status, 200, 'others go on');

    farm.command('accept cam0');
    const back = Date.now();
    await until('the return', async () => (await streamState(camera.id))?.state === 'streaming');
    await recorded(camera.id, 2, back - 1000);
    const gaps = await ledger<GapWire>(camera.id, 'gaps');
    assert.ok(
      gaps.some(({ cause, endMs }) => cause === 'camera_offline' && endMs !== null),
      JSON.stringify(gaps),
    );
  });

  test('what is wrong with an address is said', async () => {
    assert.ok(farm !== null);
    const failure = async (url: string): Promise<string> =>
      ((await vidette.api('POST', '/system/probe', { url })).body as { failure: string }).failure;
    assert.equal(await failure(farm.pathUrl('nobody')), 'not_found');
    assert.equal(await failure('rtsp://127.0.0.1:9/x'), 'refused');
    assert.equal(await failure('gopher://127.0.0.1/x'), 'invalid_source');
  });
});

describe('processes that are killed', () => {
  test('the streamserver: recording goes on, the gap says restart, the archive is whole', async () => {
    const before = await recorded(demo.id, 3);
    const [pid] = vidette.pids('streamserver.ts');
    assert.ok(pid !== undefined);
    process.kill(pid, 'SIGKILL');
    assert.equal((await vidette.api('GET', '/api/v1/hello')).status, 200, 'the API answers meanwhile');
    await recorded(demo.id, 3, before.endMs);
    const gaps = await ledger<GapWire>(demo.id, 'gaps', before.startMs);
    assert.ok(
      gaps.some(({ cause }) => cause === 'restart'),
      JSON.stringify(gaps),
    );
    assert.equal((await media(`/live/${demo.id}/snapshot.jpg`)).status, 200);
  });

  test('the server: recording is not interrupted, a viewer stays connected, the API comes back', async () => {
    const before = await recorded(demo.id, 2, Date.now() - 600_000);
    const socket = new WebSocket(`${vidette.url.replace('http', 'ws')}/live/1/mse`, {
      headers: { authorization: `Bearer ${await vidette.token()}` },
    });
    let frames = 0;
    socket.on('message', () => {
      frames += 1;
    });
    await until('frames', () => frames > 5);
    const [pid] = vidette.pids('main.ts');
    assert.ok(pid !== undefined);
    process.kill(pid, 'SIGKILL');
    await until('the API again', async () => {
      const response = await fetch(`${vidette.url}/healthz`).catch(() => null);
      return response?.status === 200;
    });
    const seen = frames;
    await until('more frames on the same connection', () => frames > seen + 10);
    assert.equal(socket.readyState, WebSocket.OPEN);
    socket.close();
    const now = Date.now();
    const spans = await until('the archive again', async () => {
      const found = await ledger<SpanWire>(demo.id, 'spans', before.startMs);
      return (found.at(-1)?.endMs ?? 0) >= now ? found : null;
    });
    assert.ok((spans.at(-1)?.startMs ?? now) < now - 1000, 'one span over the restart');
  });

  test('a second server on the same data folder is refused and says why', async () => {
    const second = spawn(process.execPath, [join(root, 'src', 'supervisor.ts')], {
      env: { ...process.env, VIDETTE_DATA: vidette.data, VIDETTE_HTTP_PORT: '18080' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    second.stderr.on('data', (chunk) => {
      said += chunk;
    });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    assert.notEqual(code, 0);
    assert.match(said, /in use by process \d+/);
    assert.equal((await fetch(`${vidette.url}/healthz`)).status, 200);
  });

  test('every finished recording plays in ffmpeg', needsFfmpeg, async () => {
    const files = globSync(join(vidette.data, 'archive', 'main', demo.id, '**', '*.mp4'));
    assert.ok(files.length >= 2, 'the killed streamserver left a file of its own');
    for (const file of files) {
      const errors = execFileSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-'], {
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      assert.equal(errors.toString(), '');
    }
  });
});
