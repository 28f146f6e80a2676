import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Archive } from './archive.ts';
import { systemFiles } from './files.ts';
import { cameraId, noon, plainSamples, plainTrack, record, TestArchive } from './test-archive.ts';
import { verifyArchive } from './verify.ts';

const dayMs = 86_400_000;
const other = '7e5b1b1e-0000-4000-8000-000000000002';

/** Ten seconds a day for `days` days, each day its own segment; the last one begins at noon. */
async function recordDays(archive: Archive, camera: string, days: number): Promise<void> {
  const writer = archive.writer(camera, 'main');
  for (let day = days - 1; day >= 0; day -= 1)
    record(writer, plainTrack, plainSamples(noon - day * dayMs, 10));
  await archive.closeWriter(camera, 'main');
}

/** Ages in days of what is left, oldest first. */
const ages = (archive: Archive, camera = cameraId): number[] =>
  archive
    .segments({ cameraId: camera, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER })
    .map(({ startMs }) => (noon - startMs) / dayMs);

async function tenDays(): Promise<{ at: TestArchive; archive: Archive; size: number }> {
  const at = new TestArchive();
  at.clock.nowMs = noon + 20_000;
  const archive = await at.open();
  await recordDays(archive, cameraId, 10);
  // The first is smaller: the others tell of the gap before them.
  const segment = archive.segments({ cameraId, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }).at(-1);
  return { at, archive, size: segment?.bytes ?? 0 };
}

describe('retention', () => {
  test('by age takes what is older', async () => {
    const { at, archive } = await tenDays();
    await using _ = at;
    await archive.applyRetention([{ cameraId, maxDays: 3.5 }]);
    assert.deepEqual(ages(archive), [3, 2, 1, 0]);
  });

  test('by size takes the oldest until the rest fits', async () => {
    const { at, archive, size } = await tenDays();
    await using _ = at;
    const report = await archive.applyRetention([{ cameraId, maxBytes: size * 4.5 }]);
    assert.equal(report.bySize.segments, 6);
    assert.deepEqual(ages(archive), [3, 2, 1, 0]);
    assert.ok((archive.usage()[0]?.bytes ?? 0) <= size * 4.5);
  });

  test('never goes below the minimum, whatever the maxima say', async () => {
    const { at, archive } = await tenDays();
    await using _ = at;
    await archive.applyRetention([{ cameraId, minDays: 5.5, maxDays: 2, maxBytes: 1 }]);
    assert.deepEqual(ages(archive), [5, 4, 3, 2, 1, 0]);
  });

  test('leaves protected ranges, until they are released', async () => {
    const { at, archive } = await tenDays();
    await using _ = at;
    archive.protect('episode 1', { cameraId, fromMs: noon - 8 * dayMs, toMs: noon - 7 * dayMs + 1 });
    archive.protect('episode 2', { cameraId, fromMs: noon - 7 * dayMs, toMs: noon - 7 * dayMs + 1 });
    await archive.applyRetention([{ cameraId, maxDays: 1.5, maxBytes: 1 }]);
    assert.deepEqual(ages(archive), [8, 7]);
    archive.unprotect('episode 1');
    await archive.applyRetention([{ cameraId, maxDays: 1.5 }]);
    assert.deepEqual(ages(archive), [7]);
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
  });

  test('by free space takes the oldest of all cameras on the volume, but no minimum', async () => {
    let freeBytes = 1e9;
    const files = {
      ...systemFiles,
      space: async () => ({ totalBytes: 1e9, freeBytes }),
      unlink: async (path: string) => {
        await systemFiles.unlink(path);
        freeBytes += 10e6;
      },
    };
    await using at = new TestArchive({ files });
    at.clock.nowMs = noon + 20_000;
    const archive = await at.open();
    await recordDays(archive, cameraId, 6);
    await recordDays(archive, other, 6);
    // 64 MiB is the reserve: eight files too little.
    freeBytes = 67.2e6 - 80e6;
    await archive.applyRetention([{ cameraId }, { cameraId: other, minDays: 3.5 }]);
    assert.deepEqual(ages(archive, other), [3, 2, 1, 0]);
    assert.deepEqual(ages(archive), []);
    assert.equal(archive.volumes()[0]?.state, 'ok');
  });

  test('finishes after a crash what it had begun', async () => {
    const { at, archive } = await tenDays();
    await using _ = at;
    await archive.close();
    // The file calls die in the middle of the deletion.
    let left = 3;
    const files = {
      ...systemFiles,
      unlink: async (path: string) => {
        left -= 1;
        if (left < 0) throw Object.assign(new Error('gone'), { code: 'EIO' });
        await systemFiles.unlink(path);
      },
    };
    const dying = await at.open({ files });
    await dying.applyRetention([{ cameraId, maxDays: 3.5 }]);
    assert.deepEqual(ages(dying), [3, 2, 1, 0], 'what is on its way out is not shown');
    await dying.close();
    const healthy = await at.open();
    assert.deepEqual(ages(healthy), [3, 2, 1, 0]);
    assert.deepEqual((await verifyArchive(at.options)).findings, []);
    assert.equal((await verifyArchive(at.options)).streams[0]?.files, 4);
  });
});
