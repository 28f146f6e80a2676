/** What goes wrong with the machine under a running product: full disks, lost mounts, killed processes, taken ports. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { hasFfmpeg } from '#media/fmp4/test-clips.ts';
import { type Farm, startFarm } from '../bench/farm/farm.ts';
import { type CameraWire, Operator } from './harness/operator.ts';
import { tempFolder } from './harness/temp-folder.ts';
import { type Running, startVidette, until } from './harness/vidette.ts';

const skip = hasFfmpeg ? false : 'ffmpeg makes the pictures of the cameras';
const temp = tempFolder('faults');
/** A small disk, and where it is seen. */
const [device, disk] = [join(temp, 'device'), join(temp, 'disk')];
for (const folder of [device, disk]) mkdirSync(folder);
const mounted = mount();
const archiveOnDisk = {
  VIDETTE_ARCHIVE_VOLUMES: `main=${disk}`,
  VIDETTE_ARCHIVE_MIN_FREE_BYTES: '4194304',
  VIDETTE_ARCHIVE_SEGMENT_SECONDS: '5',
};

after(() => {
  if (mounted) {
    unmount();
    spawnSync('umount', ['--lazy', device]);
  }
});

describe('the disk of the archive', { skip: mounted ? skip : 'a tmpfs cannot be mounted here' }, () => {
  test('full: recording stops with that word, the rest goes on; with room it goes on by itself', async () => {
    await using farm = await startFarm({ cameras: 1 });
    await using vidette = await startVidette({ env: archiveOnDisk });
    const operator = new Operator(vidette);
    const { id } = await operator.addCamera('Yard', { url: farm.url(0) });
    await operator.recorded(id, 2);
    fill();
    await until('the volume is full', () => volumeIs('full', operator));
    assert.equal((await operator.media(`/live/${id}/snapshot.jpg`)).status, 200, 'live goes on');
    assert.equal((await vidette.api('POST', '/api/v1/places', { name: 'Gate' })).status, 200);
    await until('the gap', async () => (await operator.gaps(id)).at(-1)?.cause === 'disk');

    rmSync(join(disk, 'other-data'));
    await operator.recorded(id, 2, Date.now());
    assert.ok(await volumeIs('ok', operator));
    const gap = (await operator.gaps(id)).find(({ cause }) => cause === 'disk');
    assert.ok(gap?.endMs != null, 'the gap has ended');
    assert.equal(await vidette.stop(), 0, vidette.output());
  });

  test('gone: nothing is written below the empty mount point, and when it is back it is used again', async () => {
    await using farm = await startFarm({ cameras: 1 });
    const data = join(temp, 'data');
    const recordedBefore = async (): Promise<string> => {
      await using vidette = await startVidette({ data, env: archiveOnDisk });
      const operator = new Operator(vidette);
      const { id } = await operator.addCamera('Yard', { url: farm.url(0) });
      await operator.recorded(id, 2);
      unmount();
      await until('the loss is noticed', () => volumeIs('missing', operator));
      assert.equal((await operator.media(`/live/${id}/snapshot.jpg`)).status, 200, 'live goes on');
      assert.deepEqual(readdirSync(disk), []);
      assert.equal(await vidette.stop(), 0, vidette.output());
      return id;
    };
    const id = await recordedBefore();

    await using vidette = await startVidette({ data, env: archiveOnDisk });
    const operator = new Operator(vidette);
    await operator.streamThat('streaming', id);
    const [streamserver] = await operator.streamservers();
    assert.equal(streamserver?.volumes[0]?.state, 'missing');
    assert.match(streamserver.volumes[0].message ?? '', /is it mounted/);
    assert.deepEqual(readdirSync(disk), []);
    bind();
    await operator.recorded(id, 2, Date.now());
    assert.ok((await operator.spans(id)).length >= 2, 'what was recorded before is there again');
    assert.equal(await vidette.stop(), 0, vidette.output());
  });
});

describe('starting and stopping', { skip }, () => {
  test('under load it ends in time with 0, and the next start knows of no other gap than the restart', async () => {
    await using farm = await startFarm({ cameras: 4 });
    const data = mkdtempSync(join(temp, 'load-'));
    const { cameras, stopMs } = await stoppedUnderLoad(data, farm);

    await using vidette = await startVidette({ data });
    const operator = new Operator(vidette);
    const backMs = Date.now();
    for (const id of cameras) {
      await operator.recorded(id, 1, backMs);
      const gaps = (await operator.gaps(id)).filter(({ endMs }) => endMs === null || endMs > stopMs);
      assert.deepEqual(
        gaps.map(({ cause }) => cause),
        ['restart'],
      );
      assert.ok(gaps[0]!.startMs >= stopMs - 1000, 'recorded until it was stopped');
    }
    assert.equal(await vidette.stop(), 0, vidette.output());
  });

  test('when the supervisor is killed its processes end by themselves, and it can be started again', async () => {
    const data = mkdtempSync(join(temp, 'killed-'));
    const env = { VIDETTE_DEMO: '1' };
    await using killed = await startVidette({ data, env });
    const children = [...killed.pids('main.ts'), ...killed.pids('streamserver.ts')];
    assert.equal(children.length, 2);
    killed.supervisor.kill('SIGKILL');
    await using again = await startVidette({ data, env });
    await until('the old ones are gone', () => children.every((pid) => !isAlive(pid)));
    await new Operator(again).recorded(await firstCamera(again), 1, Date.now());
    assert.equal(await again.stop(), 0, again.output());
  });

  test('a taken port is named and not tried for ever; the one of RTSP costs no recording', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as { port: number };
    try {
      const starts = ['HTTP', 'ANPR'].map(async (name) => {
        const started = startVidette({ env: { [`VIDETTE_${name}_PORT`]: String(port) } });
        await assert.rejects(started, (error: Error) => {
          assert.match(error.message, /ended with 78/);
          assert.match(error.message, new RegExp(`127\\.0\\.0\\.1:${port}: another program has this port`));
          return true;
        });
      });
      await Promise.all(starts);
      const env = { VIDETTE_RTSP_PORT: String(port), VIDETTE_DEMO: '1' };
      await using vidette = await startVidette({ env });
      await new Operator(vidette).recorded(await firstCamera(vidette), 2);
      assert.match(vidette.output(), new RegExp(`RTSP cannot listen on port ${port}`));
      assert.equal(await vidette.stop(), 0, vidette.output());
    } finally {
      other.close();
    }
  });
});

const volumeIs = async (state: string, operator: Operator): Promise<boolean> =>
  (await operator.streamservers())[0]?.volumes[0]?.state === state;

async function firstCamera(vidette: Running): Promise<string> {
  const { body } = await vidette.api('GET', '/api/v1/cameras');
  return (body as { cameras: CameraWire[] }).cameras[0]!.id;
}

/** Records four cameras, with viewers that do not read and clients that never stop asking, and is told to end. */
async function stoppedUnderLoad(data: string, farm: Farm): Promise<{ cameras: string[]; stopMs: number }> {
  await using vidette = await startVidette({ data });
  const operator = new Operator(vidette);
  const add = async (index: number) =>
    (await operator.addCamera(`Camera ${index}`, { url: farm.url(index) })).id;
  const cameras = await Promise.all([0, 1, 2, 3].map(add));
  await Promise.all(cameras.map((id) => operator.recorded(id, 2)));
  const viewers = await watch(vidette, cameras, 5);
  const asking = new AbortController();
  const askers = Array.from({ length: 8 }, () => askAll(operator, cameras[0]!, asking.signal));
  const stopMs = Date.now();
  assert.equal(await vidette.stop(), 0, vidette.output());
  assert.ok(Date.now() - stopMs < 10_000, `ended after ${Date.now() - stopMs} ms`);
  asking.abort();
  await Promise.all(askers);
  for (const viewer of viewers) viewer.terminate();
  return { cameras, stopMs };
}

function mount(): boolean {
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=48m', 'tmpfs', device]).status === 0 && bind();
}

function bind(): boolean {
  return spawnSync('mount', ['--bind', device, disk]).status === 0;
}

/** Files that are open stay so, as with a disk of which the kernel lost sight. */
function unmount(): void {
  spawnSync('umount', ['--lazy', disk]);
}

/** Another program takes all that is left. */
function fill(): void {
  const { status } = spawnSync('sh', ['-c', `cat /dev/zero > ${join(disk, 'other-data')}`]);
  assert.notEqual(status, 0, 'the disk is full');
}

/** Viewers of each camera that never read. */
async function watch(vidette: Running, cameras: readonly string[], each: number): Promise<WebSocket[]> {
  const headers = { authorization: `Bearer ${await vidette.token()}` };
  const viewers = cameras.flatMap((id) =>
    Array.from({ length: each }, () => {
      const url = `${vidette.url.replace('http', 'ws')}/live/${id}/mse`;
      const viewer = new WebSocket(url, { headers });
      viewer.on('error', () => viewer.terminate());
      return viewer;
    }),
  );
  await Promise.all(viewers.map((viewer) => new Promise((resolve) => viewer.once('open', resolve))));
  for (const viewer of viewers) viewer.pause();
  return viewers;
}

/** Asks one thing after another until it is told to end; the server may be away. */
async function askAll(operator: Operator, camera: string, signal: AbortSignal): Promise<void> {
  const now = Date.now();
  const paths = [
    `/archive/${camera}/clip.mp4?from=${now - 2000}&to=${now}`,
    `/live/${camera}/snapshot.jpg?width=320`,
    `/archive/${camera}/thumbnail.jpg?at=${now - 1500}`,
    '/system/status',
  ];
  for (let i = 0; !signal.aborted; i += 1) {
    const answer = await operator.media(paths[i % paths.length]!).catch(() => null);
    await answer?.arrayBuffer().catch(() => null);
    if (answer === null) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH: there is no such process.
    return false;
  }
}
