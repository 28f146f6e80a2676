/** Clips of the running product survive the death of either process that works on them. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Running, startVidette, until } from './harness/vidette.ts';

let vidette: Running;
let cameraId: string;

/** Null while the server is away. */
async function ask<T>(path: string): Promise<T | null> {
  try {
    const { status, body } = await vidette.api('GET', path);
    return status === 200 ? (body as T) : null;
  } catch {
    // The server was killed by this test and is being started again.
    return null;
  }
}

interface Clip {
  readonly id: string;
  readonly status: string;
  readonly result?: { readonly url: string };
}

async function order(startMs: number): Promise<Clip> {
  const range = {
    range_start: new Date(startMs).toISOString(),
    range_end: new Date(startMs + 3_000).toISOString(),
  };
  const { status, body } = await vidette.api('POST', '/api/v1/videoclips', { camera_id: cameraId, ...range });
  assert.equal(status, 200, JSON.stringify(body));
  return body as Clip;
}

async function recordedFrom(): Promise<number> {
  interface Segments {
    readonly segments: readonly { readonly ts_start: number; readonly ts_end: number }[];
  }
  const path = `/api/v1/segments?stream_id=${cameraId}&ts_from=0&ts_to=${Date.now() + 60_000}`;
  return await until('four seconds are recorded', async () => {
    const [first] = (await ask<Segments>(path))?.segments ?? [];
    return first !== undefined && first.ts_end - first.ts_start >= 4_000 && first.ts_start;
  });
}

async function finished(id: string): Promise<Clip> {
  return await until('the clip has ended', async () => {
    const clip = await ask<Clip>(`/api/v1/videoclips/${id}`);
    return clip !== null && !['queued', 'running'].includes(clip.status) && clip;
  });
}

async function assertWhole(clip: Clip): Promise<void> {
  assert.equal(clip.status, 'done');
  const bytes = Buffer.from(await (await fetch(clip.result!.url)).arrayBuffer());
  assert.equal(bytes.toString('latin1', 4, 8), 'ftyp');
  assert.ok(bytes.includes('moov') && bytes.includes('mdat'));
}

before(async () => {
  vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
  const page = await ask<{ cameras: { id: string }[] }>('/api/v1/cameras');
  cameraId = page!.cameras[0]!.id;
});

after(() => vidette?.stop());

test('a clip ordered just before the server is killed is finished by the next one', async () => {
  const { id } = await order(await recordedFrom());
  for (const pid of vidette.pids('main.ts')) process.kill(pid, 'SIGKILL');
  await assertWhole(await finished(id));
});

test('a clip ordered just before the streamserver is killed is begun again', async () => {
  const clips = await Promise.all(
    [0, 200, 400].map(async (offset) => order((await recordedFrom()) + offset)),
  );
  for (const pid of vidette.pids('streamserver.ts')) process.kill(pid, 'SIGKILL');
  for (const { id } of clips) await assertWhole(await finished(id));
  const files = readdirSync(join(vidette.data, 'clips'));
  assert.equal(files.length, 4, 'nothing half-written is left');
});
