import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StreamHub } from '../hub.ts';
import { createRtpHeader, parseRtp } from '../rtp/packet.ts';
import type { Sample, Tracks } from '../stream.ts';
import { Pacer } from './pacer.ts';
import { type RtpChunk, RtpFeed } from './rtp-feed.ts';

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

function sample(index: number, options: { keyframe?: boolean; bytes?: number; utcMs?: number } = {}): Sample {
  const { keyframe = false, bytes = 100 } = options;
  const data = Buffer.alloc(4 + bytes, 7);
  data.writeUInt32BE(bytes, 0);
  data[4] = keyframe ? 0x65 : 0x41;
  return {
    kind: 'video',
    data,
    keyframe,
    dts: index * 3600,
    ptsOffset: 0,
    utcMs: options.utcMs ?? 1e12 + index * 40,
    discontinuity: false,
  };
}

/** All RTP headers of a chunk. */
function headers({ buffer, starts, ends }: RtpChunk) {
  return starts.map((start, i) => {
    const header = createRtpHeader();
    assert.ok(parseRtp(buffer, start - 12, ends[i]!, header));
    assert.equal(buffer.readUInt16BE(start - 14), ends[i]! - start + 12);
    return header;
  });
}

function collect(feed: RtpFeed) {
  const chunks: RtpChunk[] = [];
  return { chunks, stop: feed.subscribe({ tracks: () => {}, chunk: (chunk) => chunks.push(chunk) }) };
}

test('one sequence and one clock for all readers; who joins later begins at the keyframe', () => {
  const hub = new StreamHub();
  const feed = new RtpFeed(hub);
  hub.publishTracks(tracks(1));
  hub.publishSample(sample(0, { keyframe: true, bytes: 5000 }));
  const first = collect(feed);
  hub.publishSample(sample(1));
  const second = collect(feed);
  hub.publishSample(sample(2));
  assert.deepEqual(second.chunks, first.chunks);
  const all = first.chunks.flatMap(headers);
  assert.equal(new Set(all.map(({ ssrc }) => ssrc)).size, 1);
  for (const [i, { sequence }] of all.slice(1).entries()) {
    assert.equal(sequence, (all[i]!.sequence + 1) & 0xffff);
  }
  assert.deepEqual(first.chunks.map((chunk) => headers(chunk).map(({ marker }) => marker)).at(-1), [true]);
  const steps = first.chunks
    .slice(1)
    .map(({ timestamp }, i) => (timestamp - first.chunks[i]!.timestamp) >>> 0);
  assert.deepEqual(steps, [3600, 3600]);
  first.stop();
  second.stop();
  assert.equal(hub.readerCount, 0);
});

test('after a reconnection the clock goes on by the time that has passed', () => {
  const hub = new StreamHub();
  const feed = new RtpFeed(hub);
  hub.publishTracks(tracks(1));
  const { chunks } = collect(feed);
  hub.publishSample(sample(500, { keyframe: true, utcMs: 1e12 }));
  hub.reset();
  hub.publishTracks(tracks(2));
  hub.publishSample(sample(0, { keyframe: true, utcMs: 1e12 + 3000 }));
  assert.equal((chunks[1]!.timestamp - chunks[0]!.timestamp) >>> 0, 3 * 90_000);
  assert.equal(chunks[1]!.firstSequence, (chunks[0]!.firstSequence + chunks[0]!.starts.length) & 0xffff);
});

test('a keyframe is spread over time, in order, and small pictures behind it wait their turn', async () => {
  const hub = new StreamHub();
  const feed = new RtpFeed(hub);
  hub.publishTracks(tracks(1));
  const { chunks } = collect(feed);
  hub.publishSample(sample(0, { keyframe: true, bytes: 400_000 }));
  hub.publishSample(sample(1));
  const done = Promise.withResolvers<void>();
  const sent: number[] = [];
  const total = chunks[0]!.starts.length + chunks[1]!.starts.length;
  const pacer = new Pacer((chunk, index) => {
    sent.push(chunk.firstSequence + index);
    if (sent.length === total) done.resolve();
  });
  for (const chunk of chunks) pacer.push(chunk);
  assert.ok(sent.length < total / 2);
  assert.ok(pacer.queuedBytes > 0);
  await done.promise;
  for (const [i, sequence] of sent.slice(1).entries()) assert.equal(sequence, sent[i]! + 1);
  pacer.stop();
});
