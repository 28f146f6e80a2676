import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { parseFragment } from '#media/fmp4/parse-fragment.ts';
import { parseInit } from '#media/fmp4/parse-init.ts';
import { cameraId, noon, plainSamples, plainTrack, record, TestArchive } from './test-archive.ts';

const whole = { cameraId, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.mp4'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}

describe('what is recorded', () => {
  test('lies in files named by their time, a minute each, joined to one span', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    archive.describeCamera(cameraId, { number: 3, name: 'Yard' });
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 150));
    writer.stop('policy', 'off');
    await archive.closeWriter(cameraId, 'main');
    const stream = `${cameraId}/main/2026-03-01/12`;
    assert.deepEqual(filesBelow(join(at.folder, 'one')), [
      `${stream}/12-00-00.000.mp4`,
      `${stream}/12-01-00.000.mp4`,
      `${stream}/12-02-00.000.mp4`,
    ]);
    assert.deepEqual(archive.spans(whole), [{ startMs: noon, endMs: noon + 150_000 }]);
    assert.deepEqual(
      archive.segments(whole).map(({ startMs, endMs }) => [startMs - noon, endMs - noon]),
      [
        [0, 60_000],
        [60_000, 120_000],
        [120_000, 150_000],
      ],
    );
    const camera = JSON.parse(readFileSync(join(at.folder, 'one', cameraId, 'camera.json'), 'utf8'));
    assert.deepEqual(camera, { id: cameraId, number: 3, name: 'Yard' });
    assert.equal(archive.usage()[0]?.newestMs, noon + 150_000);
    assert.equal(writer.counters.samples, 1500);
  });

  test('is found by fragments, from the keyframe before the range, also while the file grows', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 20, { gop: 40 }));
    await writer.drain();
    for (const open of [true, false]) {
      if (!open) await archive.closeWriter(cameraId, 'main');
      const [segment] = archive.fragmentsInRange({ cameraId, fromMs: noon + 6500, toMs: noon + 9200 });
      assert.equal(segment?.open, open);
      // GOPs of 4 s in fragments of 1 s: the range begins in the second GOP.
      assert.deepEqual(
        segment?.fragments.map(({ startMs, keyframe }) => [startMs - noon, keyframe]),
        [
          [4000, true],
          [5000, false],
          [6000, false],
          [7000, false],
          [8000, true],
          [9000, false],
        ],
      );
      const [fragment] = segment?.fragments ?? [];
      assert.ok(segment !== undefined && fragment !== undefined);
      const file = readFileSync(segment.path);
      assert.equal(parseInit(file.subarray(0, segment.initBytes))?.[0]?.track.kind, 'video');
      const bytes = file.subarray(fragment.offset, fragment.offset + fragment.length);
      assert.equal(parseFragment(bytes.subarray(32))?.tracks[0]?.samples.length, 10);
    }
  });

  test('survives a clock that is set back: no file is overwritten', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 5));
    record(writer, plainTrack, plainSamples(noon, 5));
    record(writer, plainTrack, plainSamples(noon - 2000, 5));
    await archive.closeWriter(cameraId, 'main');
    assert.deepEqual(
      filesBelow(join(at.folder, 'one')).map((path) => path.slice(-16)),
      ['11-59-58.000.mp4', '12-00-00.000.mp4', '12-00-00.001.mp4'],
    );
    assert.deepEqual(archive.spans(whole), [{ startMs: noon - 2000, endMs: noon + 5000 }]);
    assert.equal(writer.counters.samples, 150);
  });

  test('is forgotten altogether on demand', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 5));
    await archive.forget(cameraId);
    assert.equal(existsSync(join(at.folder, 'one', cameraId)), false);
    assert.deepEqual([archive.segments(whole), archive.gaps(whole), archive.usage()], [[], [], []]);
  });
});

describe('gaps', () => {
  test('are the complement of the spans, with the cause that was known', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 10));
    writer.stop('camera_offline', 'refused');
    record(writer, plainTrack, plainSamples(noon + 30_000, 10));
    writer.stop('policy', 'off');
    await writer.drain();
    at.clock.nowMs = noon + 50_000;
    assert.deepEqual(archive.gaps(whole), [
      {
        cameraId,
        stream: 'main',
        startMs: noon + 10_000,
        endMs: noon + 30_000,
        cause: 'camera_offline',
        detail: 'refused',
      },
      { cameraId, stream: 'main', startMs: noon + 40_000, endMs: null, cause: 'policy', detail: 'off' },
    ]);
  });

  test('after a stop the restart is the cause until recording goes on', async () => {
    await using at = new TestArchive();
    let archive = await at.open();
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 10));
    await archive.close();
    at.clock.nowMs = noon + 15_000;
    archive = await at.open();
    assert.equal(archive.gaps(whole)[0]?.cause, 'restart');
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon + 20_000, 5));
    await archive.closeWriter(cameraId, 'main');
    assert.deepEqual(
      archive.gaps(whole).map(({ startMs, endMs, cause }) => [startMs - noon, (endMs ?? 0) - noon, cause]),
      [[10_000, 20_000, 'restart']],
    );
  });

  test('after a start of the machine the host was down, and a camera that was away was so until then', async () => {
    await using at = new TestArchive();
    let archive = await at.open();
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 10));
    const away = archive.writer(cameraId, 'sub');
    record(away, plainTrack, plainSamples(noon, 4));
    away.stop('camera_offline', 'refused');
    await away.drain();
    at.clock.nowMs = noon + 15_000;
    await archive.close();
    // As the machine would leave it that was switched off while this ran.
    const index = new DatabaseSync(at.options.indexPath);
    index.exec("UPDATE alive SET boot_id = 'the start before'");
    index.close();
    at.clock.nowMs = noon + 20_000;
    archive = await at.open();
    const gaps = (stream: 'main' | 'sub') =>
      archive.gaps({ ...whole, stream }).map(({ startMs, endMs, cause }) => [startMs - noon, endMs, cause]);
    assert.deepEqual(gaps('main'), [[10_000, null, 'host_down']]);
    assert.deepEqual(gaps('sub'), [
      [4000, noon + 15_000, 'camera_offline'],
      [15_000, null, 'host_down'],
    ]);
  });

  test('a loss inside a stream ends the segment and is a network gap', async () => {
    await using at = new TestArchive();
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    const samples = plainSamples(noon, 20).filter((_, index) => index < 55 || index > 78);
    const resumed = samples.findIndex(({ utcMs }) => utcMs > noon + 7500);
    samples[resumed] = { ...samples[resumed], discontinuity: true } as (typeof samples)[number];
    record(writer, plainTrack, samples);
    await archive.closeWriter(cameraId, 'main');
    assert.deepEqual(
      archive.gaps(whole).map(({ startMs, endMs, cause }) => [startMs - noon, (endMs ?? 0) - noon, cause]),
      [[5500, 8000, 'network']],
    );
    assert.equal(archive.segments(whole).length, 2);
  });
});

test('a second process is refused on the same index and on the same volume', async () => {
  await using at = new TestArchive();
  await at.open();
  await assert.rejects(new TestArchive(at.options).open(), { code: 'conflict', reason: 'locked' });
  const other = new TestArchive({ volumes: at.options.volumes });
  await assert.rejects(other.open(), { code: 'conflict', reason: 'locked' });
  await other[Symbol.asyncDispose]();
});
