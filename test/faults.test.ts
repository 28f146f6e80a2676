/** What goes wrong around a running product: cameras, disks, processes, the database. Each time a clear word, and nothing else suffers. */
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, before, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { hasFfmpeg } from '#media/fmp4/test-clips.ts';
import { type Farm, startFarm } from '../bench/farm/farm.ts';
import { Operator } from './harness/operator.ts';
import { type Running, startVidette, until } from './harness/vidette.ts';

const root = join(import.meta.dirname, '..');
const skip = hasFfmpeg ? false : 'ffmpeg makes the pictures of the cameras';
const login = { username: 'viewer', password: 'camera secret 7' };

let vidette: Running;
let operator: Operator;
let farm: Farm;

before(async () => {
  if (!hasFfmpeg) return;
  [vidette, farm] = await Promise.all([
    startVidette({ env: { VIDETTE_DATABASE_BUSY_SECONDS: '3' } }),
    startFarm({ cameras: 6, auth: login }),
  ]);
  operator = new Operator(vidette);
});

after(async () => {
  const code = await vidette?.stop();
  await farm?.stop();
  if (vidette !== undefined) assert.equal(code, 0, vidette.output());
});

const camera = (name: string, index: number) => operator.addCamera(name, { url: farm.url(index), ...login });

describe('cameras', { skip }, () => {
  test('a wrong password is told as such, and put right by a change of the settings', async () => {
    const source = { url: farm.url(0), ...login, password: 'guessed' };
    const { id } = await operator.addCamera('Wrong password', source);
    const { failure, message } = await operator.streamThat('failed', id);
    assert.equal(failure, 'wrong_credentials', String(message));
    await operator.changeSource({ id, name: 'Wrong password' }, { url: farm.url(0), ...login });
    await operator.streamThat('streaming', id);
  });

  test('wrong addresses and a codec that is not supported are told as such', async () => {
    await using vp8 = await vp8Camera();
    const urls = {
      unsupported: `rtsp://127.0.0.1:${vp8.port}/`,
      not_found: farm.pathUrl('nobody'),
      refused: 'rtsp://127.0.0.1:9/x',
    };
    for (const [expected, url] of Object.entries(urls)) {
      const { id } = await operator.addCamera(expected, { url, ...login });
      assert.equal((await operator.streamThat('failed', id)).failure, expected);
      const picture = await operator.media(`/live/${id}/snapshot.jpg`);
      assert.equal(picture.status, 503, expected);
      assert.match(await picture.text(), /"(message|detail)"/);
    }
  });

  test('a change of resolution: the viewer goes on, the archive and a clip have both', async () => {
    const { id } = await camera('Changing', 1);
    const sizes: number[] = [];
    const socket = new WebSocket(`${vidette.url.replace('http', 'ws')}/live/${id}/mse`, {
      headers: { authorization: `Bearer ${await vidette.token()}` },
    });
    socket.on('message', (data, isBinary) => {
      if (!isBinary) sizes.push((JSON.parse(String(data)) as { video: { width: number } }).video.width);
    });
    await operator.recorded(id, 2);
    const changedMs = Date.now();
    assert.equal(farm.command('resolution cam1 720p'), 'ok');
    await until('the second size', () => sizes.length >= 2);
    assert.deepEqual(sizes, [1920, 1280]);
    assert.equal(socket.readyState, WebSocket.OPEN);
    socket.close();
    await operator.recorded(id, 2, changedMs);

    const range = `from=${changedMs - 1500}&to=${changedMs + 1500}`;
    const clip = join(vidette.data, 'both.mp4');
    const answer = await operator.media(`/archive/${id}/clip.mp4?${range}`);
    writeFileSync(clip, Buffer.from(await answer.arrayBuffer()));
    assert.deepEqual([...new Set(framesOf(clip))], ['1920,1080', '1280,720']);
    const playlist = await (await operator.media(`/archive/${id}/index.m3u8?${range}`)).text();
    assert.equal(playlist.split('#EXT-X-MAP').length - 1, 2, playlist);
    assert.match(playlist, /#EXT-X-DISCONTINUITY/);
  });

  test('garbage of one camera costs another no picture', async () => {
    const [noisy, quiet] = await Promise.all([camera('Noisy', 2), camera('Quiet', 3)]);
    await Promise.all([operator.recorded(noisy.id, 1), operator.recorded(quiet.id, 1)]);
    const sinceMs = Date.now();
    farm.command('corrupt cam2 0.5');
    for (let i = 0; i < 20; i += 1) {
      farm.command('garbage cam2 20000');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const span = await operator.recorded(quiet.id, 4, sinceMs);
    assert.ok(span.startMs <= sinceMs, 'one span over the time of the garbage');
    const range = `from=${sinceMs - 1000}&to=${sinceMs + 3000}`;
    const clip = join(vidette.data, 'quiet.mp4');
    const answer = await operator.media(`/archive/${quiet.id}/clip.mp4?${range}`);
    writeFileSync(clip, Buffer.from(await answer.arrayBuffer()));
    const pictures = framesOf(clip).length;
    assert.ok(Math.abs(pictures - 100) <= 1, `${pictures} of 100 pictures`);
    farm.command('corrupt cam2 0');
    await operator.recorded(noisy.id, 1, Date.now());
  });
});

describe('processes and the database', { skip }, () => {
  test('a streamserver killed while four cameras are written: all is proved and plays', async () => {
    const cameras = await Promise.all([0, 1, 4, 5].map((index) => camera(`Written ${index}`, index)));
    await Promise.all(cameras.map(({ id }) => operator.recorded(id, 2)));
    const [pid] = vidette.pids('streamserver.ts');
    assert.ok(pid !== undefined);
    const killedMs = Date.now();
    process.kill(pid, 'SIGKILL');
    await Promise.all(cameras.map(({ id }) => operator.recorded(id, 1, killedMs)));
    for (const { id } of cameras) {
      const gaps = (await operator.gaps(id)).filter(({ endMs }) => endMs === null || endMs > killedMs);
      assert.deepEqual(
        gaps.map(({ cause }) => cause),
        ['restart'],
      );
      const { startMs, endMs } = gaps[0]!;
      assert.ok(startMs >= killedMs - 2500 && (endMs ?? Infinity) - startMs < 8000, JSON.stringify(gaps));
    }
    const verified = cli('archive', 'verify');
    assert.equal(verified.status, 0, verified.stdout + verified.stderr);
    assert.match(verified.stdout, /the archive is what was recorded/);
    const files = cameras.flatMap(({ id }) => globSync(join(vidette.data, 'archive/main', id, '**/*.mp4')));
    assert.ok(files.length >= 8, 'each camera has a file from before and one from after');
    for (const file of files) {
      const played = spawnSync('ffmpeg', ['-v', 'error', '-i', file, '-f', 'null', '-']);
      assert.equal(played.stderr.toString(), '', file);
    }
  });

  test('a streamserver that crashes again and again takes nothing else with it', async () => {
    for (let i = 0; i < 4; i += 1) {
      const pid = await until('a streamserver', () => vidette.pids('streamserver.ts')[0]);
      process.kill(pid, 'SIGKILL');
      const { status } = await vidette.api('GET', '/api/v1/cameras');
      assert.equal(status, 200);
    }
    const health = await fetch(`${vidette.url}/healthz`);
    assert.equal(health.status, 503, 'while it is away, that is told');
    await until('health', async () => (await fetch(`${vidette.url}/healthz`)).status === 200);
  });

  test('a database that another program locks: reading goes on, a write waits or says so, then all is well', async () => {
    await vidette.token();
    const other = new DatabaseSync(join(vidette.data, 'vidette.db'), { timeout: 2000 });
    other.exec('BEGIN IMMEDIATE');
    const write = vidette.api('POST', '/api/v1/places', { name: 'Gate' });
    const reads = await Promise.all(
      Array.from({ length: 5 }, () => vidette.api('GET', '/api/v1/cameras').then(({ status }) => status)),
    );
    assert.deepEqual(reads, [200, 200, 200, 200, 200]);
    other.exec('COMMIT');
    assert.equal((await write).status, 200);

    other.exec('BEGIN IMMEDIATE');
    const refused = await vidette.api('POST', '/api/v1/places', { name: 'Roof' });
    assert.equal(refused.status, 503, JSON.stringify(refused.body));
    other.exec('COMMIT');
    other.close();
    assert.equal((await vidette.api('POST', '/api/v1/places', { name: 'Roof' })).status, 200);
  });
});

function cli(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const env = { ...process.env, VIDETTE_DATA: vidette.data };
  return spawnSync(process.execPath, [join(root, 'src/cli/vidette.ts'), ...args], { env, encoding: 'utf8' });
}

/** `width,height` of each decoded picture; throws when anything is damaged. */
function framesOf(file: string): string[] {
  const args = [
    '-v',
    'error',
    '-select_streams',
    'v',
    '-show_entries',
    'frame=width,height',
    '-of',
    'csv=p=0',
  ];
  const found = execFileSync('ffprobe', [...args, file], { maxBuffer: 2 ** 24 });
  return found
    .toString()
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .filter((line) => line !== '');
}

/** Describes itself as VP8, which nobody plays. */
async function vp8Camera(): Promise<AsyncDisposable & { port: number }> {
  const sdp =
    'v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\ns=x\r\nt=0 0\r\nm=video 0 RTP/AVP 96\r\na=rtpmap:96 VP8/90000\r\n';
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const [, method, cseq] = /^(\w+)[\s\S]*?CSeq: *(\d+)/i.exec(data.toString()) ?? [];
      const body = method === 'DESCRIBE' ? sdp : '';
      const type = body === '' ? 'Public: DESCRIBE, SETUP, PLAY' : 'Content-Type: application/sdp';
      socket.write(
        `RTSP/1.0 200 OK\r\nCSeq: ${cseq}\r\n${type}\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
