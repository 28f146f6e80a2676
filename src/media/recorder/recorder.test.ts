import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { defaultRecordingPolicy, type RecordingPolicy } from '#domain/camera.ts';
import type { Archive } from '#media/archive/archive.ts';
import { type FileCalls, systemFiles } from '#media/archive/files.ts';
import { segmentPath } from '#media/archive/paths.ts';
import { cameraId, noon, plainSamples, plainTrack, TestArchive } from '#media/archive/test-archive.ts';
import { readBoxes } from '#media/fmp4/box-reader.ts';
import { StreamHub } from '#media/hub.ts';
import { SampleMemory } from '#media/sample-memory.ts';
import type { Sample } from '#media/stream.ts';
import { Recorder } from './recorder.ts';

const whole = { cameraId, fromMs: 0, toMs: Number.MAX_SAFE_INTEGER };
const policy = (changes: Partial<RecordingPolicy>): RecordingPolicy => ({
  ...defaultRecordingPolicy,
  ...changes,
});

/** A camera of 10 pictures a second in GOPs of one second, its hub and its recorder. */
class Rig implements AsyncDisposable {
  readonly at = new TestArchive();
  readonly hub = new StreamHub();
  readonly archive: Archive;
  readonly recorder: Recorder;
  readonly samples: Sample[];
  #next = 0;

  private constructor(at: TestArchive, archive: Archive, changes: Partial<RecordingPolicy>) {
    this.at = at;
    this.archive = archive;
    this.samples = plainSamples(noon, 120);
    this.recorder = new Recorder(this.hub, archive.writer(cameraId, 'main'), policy(changes), at.clock);
  }

  static async make(changes: Partial<RecordingPolicy>): Promise<Rig> {
    const at = new TestArchive();
    const rig = new Rig(at, await at.open(), changes);
    rig.recorder.start();
    rig.connect(1);
    return rig;
  }

  connect(generation: number): void {
    this.hub.publishTracks({ generation, video: plainTrack, audio: null });
  }

  /** The camera sends until `second`; the clock goes along. */
  runTo(second: number): void {
    for (; this.#next < second * 10; this.#next += 1) {
      this.at.clock.nowMs = noon + this.#next * 100;
      if (this.#next % 10 === 0) this.recorder.evaluate();
      this.hub.publishSample(this.samples[this.#next] as Sample);
    }
  }

  /** Nothing comes until `second`. */
  skipTo(second: number): void {
    this.#next = second * 10;
    this.at.clock.nowMs = noon + second * 1000;
  }

  async result() {
    const writer = this.archive.writer(cameraId, 'main');
    await writer.drain();
    this.at.clock.nowMs += 1000;
    const seconds = (ms: number | null) => (ms === null ? null : (ms - noon) / 1000);
    return {
      spans: this.archive.spans(whole).map(({ startMs, endMs }) => [seconds(startMs), seconds(endMs)]),
      gaps: this.archive
        .gaps(whole)
        .map(({ startMs, endMs, cause }) => [seconds(startMs), seconds(endMs), cause]),
      samples: writer.counters.samples,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.recorder[Symbol.dispose]();
    await this.at[Symbol.asyncDispose]();
  }
}

test('continuous: everything is recorded', async () => {
  await using rig = await Rig.make({});
  rig.runTo(10);
  rig.recorder.setPolicy(policy({ mode: 'off' }));
  assert.deepEqual(await rig.result(), { spans: [[0, 10]], gaps: [[10, null, 'policy']], samples: 100 });
  assert.deepEqual(rig.recorder.status(), { active: false, reason: 'off', bitrateBps: 0 });
});

test('motion: from the pre-roll to the post-roll, in whole GOPs', async () => {
  await using rig = await Rig.make({ mode: 'motion', preSeconds: 3, postSeconds: 2 });
  rig.runTo(10);
  assert.equal(rig.recorder.status().reason, 'waiting for motion');
  rig.recorder.trigger(noon + 15_000);
  rig.runTo(30);
  const { spans, gaps } = await rig.result();
  assert.deepEqual(spans, [[6, 17]]);
  assert.deepEqual(gaps, [
    [0, 6, 'policy'],
    [17, null, 'policy'],
  ]);
});

test('motion again right after the end joins without a missing or doubled picture', async () => {
  await using rig = await Rig.make({ mode: 'motion', preSeconds: 5, postSeconds: 0 });
  rig.runTo(10);
  rig.recorder.trigger(noon + 12_500);
  rig.runTo(15);
  rig.recorder.trigger(noon + 18_500);
  rig.runTo(22);
  const { spans, samples } = await rig.result();
  assert.deepEqual(spans, [[4, 19]]);
  assert.equal(samples, 150);
});

test('schedule: begins and ends with the hour', async () => {
  await using rig = await Rig.make({
    mode: 'schedule',
    schedule: [{ days: [7], from: '12:01', to: '13:00' }],
  });
  rig.runTo(70);
  const { spans, gaps } = await rig.result();
  assert.equal(spans[0]?.[0], 59, 'from the keyframe of the GOP that is in the hub at 12:01:00');
  assert.deepEqual(gaps[0], [0, 59, 'policy']);
});

test('by hand: in any mode, with a limit', async () => {
  await using rig = await Rig.make({ mode: 'off' });
  rig.runTo(5);
  rig.recorder.manual(true, 4);
  assert.equal(rig.recorder.status().reason, 'manual');
  rig.runTo(20);
  const { spans } = await rig.result();
  assert.deepEqual(spans, [[4, 9]]);
});

test('a camera that fails and returns leaves a gap with its cause', async () => {
  await using rig = await Rig.make({});
  rig.runTo(5);
  rig.recorder.sourceFailed('refused', 'connection refused');
  rig.hub.reset();
  rig.skipTo(9);
  rig.recorder.sourceRestored();
  rig.connect(2);
  rig.runTo(12);
  rig.recorder.sourceFailed('timeout');
  const { spans, gaps } = await rig.result();
  assert.deepEqual(spans, [
    [0, 5],
    [9, 12],
  ]);
  assert.deepEqual(gaps, [
    [5, 9, 'camera_offline'],
    [12, null, 'network'],
  ]);
});

test('while recording is off a failing camera is not the cause', async () => {
  await using rig = await Rig.make({ mode: 'off' });
  rig.recorder.sourceFailed('unreachable');
  rig.at.clock.nowMs = noon + 5000;
  assert.deepEqual((await rig.result()).gaps, [[0, null, 'policy']]);
  rig.recorder.setPolicy(policy({ mode: 'continuous' }));
  rig.at.clock.nowMs = noon + 9000;
  assert.deepEqual((await rig.result()).gaps, [
    [0, 6, 'policy'],
    [6, null, 'camera_offline'],
  ]);
});

test('a camera that is away while it waits for motion is the cause, until it is back', async () => {
  await using rig = await Rig.make({ mode: 'motion', preSeconds: 1, postSeconds: 1 });
  rig.runTo(2);
  rig.recorder.sourceFailed('unreachable');
  rig.hub.reset();
  rig.skipTo(5);
  rig.recorder.sourceRestored();
  rig.connect(2);
  rig.runTo(8);
  rig.recorder.trigger(rig.at.clock.nowMs);
  rig.recorder.sourceFailed('timeout');
  rig.skipTo(11);
  rig.recorder.evaluate();
  const { gaps } = await rig.result();
  assert.deepEqual(
    gaps.map(([from, , cause]) => [Math.round(Number(from)), cause]),
    [
      [0, 'policy'],
      [2, 'camera_offline'],
      [5, 'policy'],
      [8, 'network'],
    ],
  );
});

test('a wrong policy is refused and the old one stays', async () => {
  await using rig = await Rig.make({});
  assert.throws(() => rig.recorder.setPolicy(policy({ mode: 'schedule', timeZone: 'Nowhere' })), {
    code: 'invalid',
  });
  assert.equal(rig.recorder.policy.mode, 'continuous');
});

test('pictures that wait for a slow disk are written as they came, though their stream uses memory again', async () => {
  const stall = Promise.withResolvers<void>();
  let writes = 0;
  const write: FileCalls['write'] = async (fd, buffers, position) => {
    writes += 1;
    if (writes === 8) await stall.promise;
    await systemFiles.write(fd, buffers, position);
  };
  await using at = new TestArchive({ files: { ...systemFiles, write } });
  using _ = { [Symbol.dispose]: stall.resolve };
  const archive = await at.open();
  const writer = archive.writer(cameraId, 'main');
  const [hub, memory] = [new StreamHub(), new SampleMemory({ reuses: true })];
  using recorder = new Recorder(hub, writer, policy({}), at.clock);
  recorder.start();
  hub.publishTracks({ generation: 1, video: plainTrack, audio: null });
  const blocks = new Set<ArrayBufferLike>();
  const samples = plainSamples(noon, 60, { bytes: 10_000 });
  for (const [index, sample] of samples.entries()) {
    // The disk takes nothing from the seventh to the twentieth second.
    if (index === 200) stall.resolve();
    if (index < 70 || index > 200) await writer.drain();
    memory.append(sample.data, 0, sample.data.length);
    const data = memory.take();
    blocks.add(data.buffer);
    hub.publishSample({ ...sample, data });
  }
  recorder.setPolicy(policy({ mode: 'off' }));
  await archive.closeWriter(cameraId, 'main');
  assert.equal(writer.counters.droppedFragments, 0);
  const written = archive.segments(whole).flatMap(({ startMs }) => {
    const file = readFileSync(segmentPath(join(at.folder, 'one'), cameraId, 'main', startMs));
    const boxes = readBoxes(file, 0, file.length).filter(({ type }) => type === 'mdat');
    return boxes.map(({ content, end }) => file.subarray(content, end));
  });
  assert.deepEqual(Buffer.concat(written), Buffer.concat(samples.map(({ data }) => data)));
  // Fourteen seconds waited at once, 22 blocks; the six megabytes of a minute would be 100.
  assert.ok(blocks.size < 40, `${blocks.size} blocks`);
});
