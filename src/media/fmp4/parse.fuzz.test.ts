import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { VideoTrack } from '#media/stream.ts';
import { readBoxes } from './box-reader.ts';
import { fragment } from './fragment.ts';
import { initSegment, numberTracks } from './init-segment.ts';
import { parseFragment, parseTakenAt } from './parse-fragment.ts';
import { parseInit } from './parse-init.ts';

const video: VideoTrack = {
  kind: 'video',
  codec: 'h264',
  width: 1920,
  height: 1080,
  timescale: 90_000,
  parameterSets: [
    Buffer.from('67640028acd940780227e5c04400000300040000030064', 'hex'),
    Buffer.from('68ebe3cb22c0', 'hex'),
  ],
  codecString: 'avc1.640028',
};

const init = initSegment(numberTracks({ video, audio: null }));
const moof = Buffer.concat(
  fragment({
    sequence: 1,
    tracks: [
      {
        trackId: 1,
        baseMediaDecodeTime: 0,
        samples: Array.from({ length: 5 }, (_, index) => ({
          data: Buffer.alloc(50, index),
          duration: 3600,
          keyframe: index === 0,
          ptsOffset: index,
        })),
      },
    ],
    takenAt: { trackId: 1, utcMs: 0 },
  }),
);

/** The bytes with some of them replaced and the end cut off. */
const broken = (bytes: Buffer) =>
  fc
    .tuple(
      fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 6 }),
      fc.integer({ min: 0, max: bytes.length }),
    )
    .map(([changes, length]) => {
      const copy = Buffer.from(bytes);
      for (const [at, value] of changes) copy[at] = value;
      return copy.subarray(0, length);
    });

const anyBytes = fc.uint8Array({ maxLength: 600 }).map((bytes) => Buffer.from(bytes));

test('never throws and never points outside of sense, whatever the bytes', () => {
  const inputs = fc.oneof(broken(init), broken(moof), broken(moof.subarray(32)), anyBytes);
  fc.assert(
    fc.property(inputs, (bytes) => {
      parseInit(bytes);
      parseTakenAt(bytes, 0);
      for (const header of readBoxes(bytes, 0, bytes.length)) assert.ok(header.end <= bytes.length);
      const parsed = parseFragment(bytes);
      const samples = parsed?.tracks.flatMap((track) => track.samples) ?? [];
      assert.ok(samples.length <= 200_000, 'a bounded number of samples');
    }),
    { numRuns: 5000 },
  );
});

test('a run that claims a million samples without describing them is refused', () => {
  const bytes = Buffer.from(moof.subarray(32));
  const trun = bytes.indexOf('trun');
  bytes.writeUInt32BE(0, trun + 4);
  bytes.writeUInt32BE(1_000_000, trun + 8);
  assert.equal(parseFragment(bytes), null);
});
