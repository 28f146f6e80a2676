import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archivePlaylist, type PlaylistFile } from './hls-playlist.ts';

const start = Date.UTC(2026, 0, 2, 3, 4, 5);

/** A file of fragments of one second with a hash of 60 bytes behind each; every `gop`-th begins with a keyframe. */
function file(uri: string, startMs: number, seconds: number, gop = 1): PlaylistFile {
  const fragments = Array.from({ length: seconds }, (_, index) => ({
    offset: 1000 + index * 560,
    length: 500,
    startMs: startMs + index * 1000,
    endMs: startMs + (index + 1) * 1000,
    keyframe: index % gop === 0,
  }));
  return { uri, initBytes: 900, fragments };
}

const durations = (playlist: string) =>
  [...playlist.matchAll(/#EXTINF:([\d.]+)/g)].map((match) => Number(match[1]));

test('the first segment is short for a fast start, later ones are about four seconds', () => {
  const playlist = archivePlaylist([file('a.mp4', start, 11)], start);
  assert.deepEqual(durations(playlist), [1, 4, 4, 2]);
  assert.match(playlist, /#EXT-X-BYTERANGE:500@1000\na\.mp4/);
  // Four fragments and the three hashes between them.
  assert.match(playlist, /#EXT-X-BYTERANGE:2180@1560\na\.mp4/);
  assert.match(playlist, /#EXT-X-MAP:URI="a\.mp4",BYTERANGE="900@0"/);
  assert.match(playlist, /#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05\.000Z/);
});

test('a segment begins at a keyframe however long the GOPs are', () => {
  assert.deepEqual(durations(archivePlaylist([file('a.mp4', start, 20, 10)], start)), [10, 10]);
});

test('each file is a discontinuity with its own head and wall clock', () => {
  const playlist = archivePlaylist([file('a.mp4', start, 2), file('b.mp4', start + 60_000, 2)], start);
  assert.equal(playlist.match(/#EXT-X-DISCONTINUITY/g)?.length, 1);
  assert.equal(playlist.match(/#EXT-X-MAP/g)?.length, 2);
  assert.match(playlist, /#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:05:05\.000Z/);
  assert.match(playlist, /#EXT-X-TARGETDURATION:2\n/);
});

test('a start between keyframes is told to the player', () => {
  const playlist = archivePlaylist([file('a.mp4', start, 4, 2)], start + 1500);
  assert.match(playlist, /#EXT-X-START:TIME-OFFSET=1\.500,PRECISE=YES/);
});
