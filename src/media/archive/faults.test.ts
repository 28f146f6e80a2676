import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { VidetteError } from '#domain/errors.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import type { Archive } from './archive.ts';
import { type FileCalls, systemFiles } from './files.ts';
import { cameraId, noon, plainSamples, plainTrack, record, TestArchive } from './test-archive.ts';
import { verifyArchive } from './verify.ts';

const whole = { cameraId, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
const other = '7e5b1b1e-0000-4000-8000-000000000002';
const causes = (archive: Archive) => archive.gaps(whole).map(({ cause, detail }) => `${cause}: ${detail}`);

const diskError = (code: string) => Object.assign(new Error(`${code}: injected`), { code });

/** File calls on a disk of limited size, that also can fail in other ways. */
class BadDisk {
  room = Number.POSITIVE_INFINITY;
  error: string | null = null;
  hold: Promise<void> | null = null;
  readonly calls: FileCalls = {
    ...systemFiles,
    write: async (fd, buffers, position) => {
      await this.hold;
      if (this.error !== null) throw diskError(this.error);
      const bytes = buffers.reduce((sum, { length }) => sum + length, 0);
      if (bytes > this.room) {
        // As the kernel does: what still fits is written before the error comes.
        const part = Buffer.concat(buffers).subarray(0, Math.max(0, this.room));
        this.room = 0;
        if (part.length > 0) await systemFiles.write(fd, [part], position);
        throw diskError('ENOSPC');
      }
      this.room -= bytes;
      await systemFiles.write(fd, buffers, position);
    },
    space: async () => ({ totalBytes: 1e9, freeBytes: Math.min(this.room, 1e9) }),
  };
}

describe('disk full', () => {
  test('without anything that may be deleted: stops with cause disk, and resumes by itself when there is room', async () => {
    const disk = new BadDisk();
    await using at = new TestArchive({ files: disk.calls });
    const archive = await at.open();
    await archive.applyRetention([{ cameraId, minDays: 1 }]);
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 10, { bytes: 1000 }));
    await writer.drain();
    disk.room = 35_000;
    for (const sample of plainSamples(noon + 10_000, 20, { bytes: 1000, startDts: 900_000 })) {
      writer.sample(sample);
      await writer.drain();
    }
    assert.equal(writer.blocked, 'disk full');
    assert.equal(archive.volumes()[0]?.state, 'full');
    disk.room = 1e9;
    await archive.checkVolumes();
    for (const sample of plainSamples(noon + 30_000, 10, { bytes: 1000, startDts: 2_700_000 }))
      writer.sample(sample);
    await archive.closeWriter(cameraId, 'main');
    assert.equal(writer.blocked, null);
    const [first, second] = archive.spans(whole);
    assert.equal(first?.startMs, noon);
    assert.equal(second?.endMs, noon + 40_000);
    assert.deepEqual(causes(archive), ['disk: disk full']);
    assert.equal(archive.gaps(whole)[0]?.startMs, first?.endMs);
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
  });

  test('deletes the oldest of any camera and goes on without a gap', async () => {
    const disk = new BadDisk();
    const files: FileCalls = {
      ...disk.calls,
      unlink: async (path) => {
        await systemFiles.unlink(path);
        disk.room += 300_000_000;
      },
    };
    await using at = new TestArchive({ files, segmenter: { segmentMs: 5000 } });
    const archive = await at.open();
    await archive.applyRetention([]);
    record(archive.writer(other, 'main'), plainTrack, plainSamples(noon - 100_000, 10, { bytes: 1000 }));
    await archive.closeWriter(other, 'main');
    const writer = archive.writer(cameraId, 'main');
    writer.tracks({ video: plainTrack, audio: null });
    disk.room = 30_000;
    for (const sample of plainSamples(noon, 20, { bytes: 1000 })) {
      writer.sample(sample);
      await writer.drain();
    }
    await archive.closeWriter(cameraId, 'main');
    assert.equal(writer.counters.droppedFragments, 0);
    assert.deepEqual(archive.spans(whole), [{ startMs: noon, endMs: noon + 20_000 }]);
    assert.ok(archive.segments({ ...whole, cameraId: other }).length < 2);
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
  });

  test('on a real small disk', async (context) => {
    const path = mountTmpfs();
    if (path === null) return context.skip('no right to mount a tmpfs');
    try {
      await using at = new TestArchive({
        volumes: [{ name: 'small', path }],
        segmenter: { segmentMs: 5000 },
      });
      const archive = await at.open();
      await archive.applyRetention([]);
      const writer = archive.writer(cameraId, 'main');
      writer.tracks({ video: plainTrack, audio: null });
      for (const sample of plainSamples(noon, 60, { bytes: 50_000 })) {
        writer.sample(sample);
        await writer.drain();
      }
      await archive.closeWriter(cameraId, 'main');
      assert.equal(writer.counters.droppedFragments, 0, '30 MB went over a disk of 8 MB');
      assert.equal(archive.spans(whole).at(-1)?.endMs, noon + 60_000);
      assert.deepEqual((await verifyArchive(at.options)).findings, []);
    } finally {
      execFileSync('umount', [path]);
    }
  });
});

function mountTmpfs(): string | null {
  const path = tempFolder('small');
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path]).status === 0) return path;
  return null;
}

describe('a disk that fails', () => {
  for (const [code, state, reason] of [
    ['EIO', 'failed', 'disk failed'],
    ['EROFS', 'read_only', 'disk read-only'],
  ] as const) {
    test(`${code}: recording goes on to another volume with the next keyframe`, async () => {
      const disk = new BadDisk();
      await using at = new TestArchive();
      const volumes = ['one', 'two'].map((name) => ({ name, path: join(at.folder, name) }));
      let bad: string | null = null;
      const fds = new Map<number, string>();
      const files: FileCalls = {
        ...systemFiles,
        create: async (path) => {
          const fd = await systemFiles.create(path);
          fds.set(fd, path);
          return fd;
        },
        write: (fd, buffers, position) => {
          if (bad !== null && fds.get(fd)?.startsWith(bad)) throw diskError(code);
          return disk.calls.write(fd, buffers, position);
        },
      };
      const archive = await at.open({ volumes, files });
      const writer = archive.writer(cameraId, 'main');
      record(writer, plainTrack, plainSamples(noon, 5));
      await writer.drain();
      const path = archive.fragmentsInRange(whole)[0]?.path ?? '';
      bad = volumes.find((volume) => path.startsWith(volume.path))?.path ?? null;
      for (const sample of plainSamples(noon + 5000, 10, { startDts: 450_000 })) {
        writer.sample(sample);
        await writer.drain();
      }
      const states = archive.volumes().map((volume) => volume.state);
      assert.deepEqual(states.sort(), [state, 'ok'].sort());
      await archive.closeWriter(cameraId, 'main');
      assert.deepEqual(causes(archive), [`disk: ${reason}`]);
      assert.equal(archive.spans(whole).at(-1)?.endMs, noon + 15_000);
      assert.deepEqual((await verifyArchive({ ...at.options, volumes })).findings, []);
    });
  }

  test('slow: nothing is dropped until the queue is full; then the gap has cause disk and recording resumes', async () => {
    const disk = new BadDisk();
    await using at = new TestArchive({
      files: disk.calls,
      queue: { maxBytes: 1e6, maxBytesPerStream: 50_000 },
    });
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    let release = () => {};
    record(writer, plainTrack, plainSamples(noon, 2, { bytes: 1000 }));
    await writer.drain();
    disk.hold = new Promise((resolve) => {
      release = resolve;
    });
    for (const sample of plainSamples(noon + 2000, 10, { bytes: 1000, startDts: 180_000 }))
      writer.sample(sample);
    assert.equal(writer.blocked, 'disk too slow');
    assert.ok(writer.queuedBytes <= 50_000);
    release();
    await writer.drain();
    assert.ok(writer.counters.droppedFragments > 0);
    for (const sample of plainSamples(noon + 12_000, 5, { bytes: 1000, startDts: 1_080_000 }))
      writer.sample(sample);
    await archive.closeWriter(cameraId, 'main');
    assert.deepEqual(causes(archive), ['disk: disk too slow']);
    assert.equal(archive.spans(whole).at(-1)?.endMs, noon + 17_000);
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
  });
});

describe('a volume that is not there', () => {
  test('is refused at the start and never filled; recording resumes when it returns', async () => {
    await using at = new TestArchive();
    let archive = await at.open();
    record(archive.writer(cameraId, 'main'), plainTrack, plainSamples(noon, 3));
    await archive.close();
    const [path, away] = [join(at.folder, 'one'), join(at.folder, 'away')];
    renameSync(path, away);
    mkdirSync(path);
    archive = await at.open();
    assert.equal(archive.volumes()[0]?.state, 'missing');
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon + 10_000, 3));
    await writer.drain();
    assert.equal(writer.blocked, 'disk missing');
    assert.equal(existsSync(join(path, cameraId)), false);
    rmSync(path, { recursive: true });
    renameSync(away, path);
    await archive.checkVolumes();
    record(writer, plainTrack, plainSamples(noon + 20_000, 3));
    await archive.closeWriter(cameraId, 'main');
    assert.equal(archive.volumes()[0]?.state, 'ok');
    assert.deepEqual(
      archive.spans(whole).map(({ startMs }) => startMs - noon),
      [0, 20_000],
    );
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
  });

  test('is noticed while recording: the folder below the lost mount stays empty', async () => {
    await using at = new TestArchive({ segmenter: { segmentMs: 3000 } });
    const archive = await at.open();
    const writer = archive.writer(cameraId, 'main');
    record(writer, plainTrack, plainSamples(noon, 3));
    await writer.drain();
    const [path, away] = [join(at.folder, 'one'), join(at.folder, 'away')];
    renameSync(path, away);
    mkdirSync(path);
    for (const sample of plainSamples(noon + 3000, 9, { startDts: 270_000 })) {
      writer.sample(sample);
      await writer.drain();
    }
    assert.equal(existsSync(join(path, cameraId)), false);
    assert.equal(writer.blocked, 'disk missing');
    rmSync(path, { recursive: true });
    renameSync(away, path);
  });

  test('is told apart from another volume in its place', async () => {
    await using at = new TestArchive();
    await (await at.open()).close();
    await using foreign = new TestArchive();
    await (await foreign.open()).close();
    rmSync(join(at.folder, 'one'), { recursive: true });
    renameSync(join(foreign.folder, 'one'), join(at.folder, 'one'));
    const [volume] = (await at.open()).volumes();
    assert.equal(volume?.state, 'failed');
    assert.match(volume?.message ?? '', /another volume/);
  });
});

/** Holds the index, as another process might. The batch of the last second has to be committed before. */
async function lockIndex(at: TestArchive): Promise<DatabaseSync> {
  const intruder = new DatabaseSync(at.options.indexPath, { timeout: 0 });
  for (;;) {
    try {
      intruder.exec('BEGIN IMMEDIATE');
      return intruder;
    } catch {
      await setImmediate();
    }
  }
}

test('an index that is locked for a while costs no picture and no row', async () => {
  await using at = new TestArchive({ segmenter: { segmentMs: 3000 } });
  const archive = await at.open();
  const writer = archive.writer(cameraId, 'main');
  record(writer, plainTrack, plainSamples(noon, 2));
  await writer.drain();
  archive.protect('x', { cameraId, fromMs: 0, toMs: 1 });
  const intruder = await lockIndex(at);
  for (const sample of plainSamples(noon + 2000, 5, { startDts: 180_000 })) {
    writer.sample(sample);
    await writer.drain();
  }
  assert.ok(writer.counters.errors > 0);
  assert.equal(writer.blocked, null);
  intruder.exec('ROLLBACK');
  intruder.close();
  for (const sample of plainSamples(noon + 7000, 3, { startDts: 630_000 })) writer.sample(sample);
  await archive.closeWriter(cameraId, 'main');
  while (archive.spans(whole).at(-1)?.endMs !== noon + 10_000 || archive.spans(whole).length > 1)
    await setImmediate();
  assert.equal(writer.counters.samples, 100);
  assert.deepEqual((await verifyArchive(at.options)).findings, []);
});

test('an index that takes nothing for minutes is told once a minute, and when it works again', async () => {
  const said: string[] = [];
  const log = { info() {}, warn: (message: string) => void said.push(message) };
  await using at = new TestArchive({ aliveEveryMs: 20, log });
  await at.open();
  const signs = () => said.filter((message) => message.includes('sign of life'));
  const until = async (count: number) => {
    while (signs().length < count) await setImmediate();
  };
  const intruder = await lockIndex(at);
  await until(1);
  at.clock.nowMs += 60_000;
  await until(2);
  at.clock.nowMs += 59_000;
  intruder.exec('ROLLBACK');
  intruder.close();
  await until(3);
  assert.deepEqual(signs(), [
    'archive: the sign of life failed; it is tried again',
    'archive: the sign of life failed; it is tried again',
    'archive: the sign of life is done again',
  ]);
});

test('volumes are looked at again after a look that failed', async () => {
  let locked = false;
  const space: FileCalls['space'] = async (path) => {
    if (locked) throw new VidetteError('conflict', 'somebody else has it', { reason: 'locked' });
    return { ...(await systemFiles.space(path)), freeBytes: 123e9 };
  };
  await using at = new TestArchive({ files: { ...systemFiles, space } });
  const archive = await at.open();
  locked = true;
  await assert.rejects(archive.checkVolumes(), { reason: 'locked' });
  locked = false;
  await archive.checkVolumes();
  assert.equal(archive.volumes()[0]?.state, 'ok');
});
