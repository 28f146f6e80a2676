import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { test } from 'node:test';
import {
  cameraId,
  noon,
  plainSamples,
  plainTrack,
  record,
  TestArchive,
} from '#media/archive/test-archive.ts';
import { parseFragment } from '#media/fmp4/parse-fragment.ts';
import { timelineZero } from './one-timeline.ts';
import { applyPatches, playerPatches } from './patches.ts';

test('the zero is the hour of the first file, a second of sound before it included', () => {
  assert.equal(timelineZero(noon + 1000), noon);
  assert.equal(timelineZero(noon + 999), noon - 3_600_000);
  assert.equal(timelineZero(noon + 3_599_000), noon);
});

test('a patch that lies over the edge of two pieces is applied in both', () => {
  const whole = Buffer.alloc(20);
  const patches = [{ offset: 106, bytes: Buffer.from([1, 2, 3, 4, 5, 6, 7, 8]) }];
  applyPatches(whole.subarray(0, 10), 100, patches);
  applyPatches(whole.subarray(10), 110, patches);
  assert.deepEqual([...whole], [0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, 0, 0, 0]);
});

test('decode times count from the zero, whichever part of the file is asked for', async () => {
  await using place = new TestArchive();
  const archive = await place.open();
  const writer = archive.writer(cameraId, 'main');
  record(writer, plainTrack, plainSamples(noon + 5000, 4));
  await archive.closeWriter(cameraId, 'main');
  const segment = archive.findSegment(cameraId, 'main', noon + 5000);
  assert.ok(segment !== null);
  const handle = await open(segment.path, 'r');
  try {
    for (const [index, { offset, length }] of segment.fragments.entries()) {
      const patches = await playerPatches(handle, segment, noon, offset, offset + length - 1);
      const bytes = readFileSync(segment.path).subarray(offset, offset + length);
      applyPatches(bytes, offset, patches);
      const parsed = parseFragment(bytes.subarray(bytes.indexOf('moof') - 4));
      assert.deepEqual(
        parsed?.tracks.map(({ baseMediaDecodeTime }) => baseMediaDecodeTime),
        [(5 + index) * 90_000],
      );
    }
    await assert.rejects(playerPatches(handle, segment, noon + 6000, 0, segment.bytes), {
      code: 'invalid',
    });
  } finally {
    await handle.close();
  }
});
