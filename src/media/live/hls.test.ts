import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamHub } from '../hub.ts';
import type { Sample, Tracks } from '../stream.ts';
import { HlsFeed } from './hls.ts';
import { serializePlaylist } from './hls-playlist.ts';

function tracks(generation: number): Tracks {
  const parameterSets = [Buffer.from('6742c01e', 'hex'), Buffer.from('68ce3c80', 'hex')];
  const video = {
    kind: 'video',
    codec: 'h264',
    width: 64,
    height: 64,
    timescale: 90_000,
    parameterSets,
    codecString: 'avc1.42c01e',
  } as const;
  return { generation, video, audio: null };
}

/** `seconds` of 10 pictures each, a keyframe every `gopSeconds`, from `fromSeconds` of the generation. */
function play(hub: StreamHub, fromSeconds: number, seconds: number, gopSeconds: number, utcMs: number): void {
  for (let i = 0; i < seconds * 10; i += 1) {
    const sample: Sample = {
      kind: 'video',
      data: Buffer.from([0, 0, 0, 1, 0x65]),
      keyframe: i % (gopSeconds * 10) === 0,
      dts: fromSeconds * 90_000 + i * 9000,
      ptsOffset: 0,
      utcMs: utcMs + i * 100,
      discontinuity: false,
    };
    hub.publishSample(sample);
  }
}

const lines = (text: string, pattern: RegExp) => text.split('\n').filter((line) => pattern.test(line));

test('whole GOPs become segments, six are listed, old ones are forgotten', async () => {
  const hub = new StreamHub();
  const feed = new HlsFeed(hub);
  hub.publishTracks(tracks(1));
  play(hub, 0, 2, 2, 1e12);
  const first = feed.playlist();
  play(hub, 2, 40, 2, 1e12 + 2000);
  assert.equal(lines(await first, /^#EXTINF/).length, 6);
  const text = await feed.playlist();
  assert.deepEqual(lines(text, /m4s$/), ['14.m4s', '15.m4s', '16.m4s', '17.m4s', '18.m4s', '19.m4s']);
  assert.ok(lines(text, /^#EXTINF/).every((line) => line === '#EXTINF:2.00000,'));
  assert.equal(
    lines(text, /PROGRAM-DATE-TIME/)[0],
    `#EXT-X-PROGRAM-DATE-TIME:${new Date(1e12 + 28_000).toISOString()}`,
  );
  assert.equal(feed.file('10.m4s'), null);
  assert.ok(feed.file('11.m4s'));
  feed.stop();
  assert.equal(hub.readerCount, 0);
  assert.equal(feed.active, false);
});

test('a camera that returns is a discontinuity with a map of its own, and is counted when it scrolls out', async () => {
  const hub = new StreamHub();
  const feed = new HlsFeed(hub);
  hub.publishTracks(tracks(1));
  const first = feed.playlist();
  play(hub, 100, 5, 1, 1e12);
  await first;
  hub.publishTracks(tracks(2));
  play(hub, 0, 4, 1, 1e12 + 60_000);
  const text = await feed.playlist('?stream=sub');
  assert.equal(lines(text, /^#EXT-X-DISCONTINUITY$/).length, 1);
  assert.deepEqual(lines(text, /MAP/), [
    '#EXT-X-MAP:URI="init-0.mp4?stream=sub"',
    '#EXT-X-MAP:URI="init-1.mp4?stream=sub"',
  ]);
  play(hub, 4, 10, 1, 1e12 + 64_000);
  assert.match(await feed.playlist(), /#EXT-X-DISCONTINUITY-SEQUENCE:1\n/);
  feed.stop();
});

test('a GOP without an end is cut, so that memory and delay stay bounded', async () => {
  const hub = new StreamHub({ maxBufferBytes: 1e6 });
  const feed = new HlsFeed(hub);
  hub.publishTracks(tracks(1));
  const first = feed.playlist();
  play(hub, 0, 25, 1000, 1e12);
  assert.deepEqual(lines(await first, /^#EXTINF/), ['#EXTINF:10.00000,', '#EXTINF:10.00000,']);
  feed.stop();
});

test('the target duration is at least one second and never less than a segment', () => {
  const segment = { sequence: 5, utcMs: 0, data: Buffer.alloc(0), init: 0, discontinuity: false };
  assert.match(serializePlaylist([{ ...segment, durationSeconds: 0.2 }], 0, ''), /TARGETDURATION:1\n/);
  assert.match(serializePlaylist([{ ...segment, durationSeconds: 2.6 }], 0, ''), /TARGETDURATION:3\n/);
});
