import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import sharp from 'sharp';
import { type AnalyticsSettings, noAnalytics } from '#domain/analytics.ts';
import type { VidetteError } from '#domain/errors.ts';
import type { Sample } from '#media/stream.ts';
import { AnalysisClient, type AnalysisResult, type SeenSighting } from './analysis-client.ts';
import { AnalyzerPool } from './analyzer-pool.ts';
import {
  clipStartUtcMs,
  encodeClip,
  encodeFile,
  encodeSound,
  ffmpegMissing,
  type TestClip,
} from './clip.fixture.ts';
import { cropArea } from './event-pictures.ts';

const video = join(import.meta.dirname, '../../../../shared/media/video/parking-person-bicycle-car.mp4');
const skip = ffmpegMissing || (existsSync(video) ? false : 'no test media');

const zone = {
  name: 'all',
  points: [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ],
  loiterSeconds: null,
} as const;
const settings: AnalyticsSettings = { ...noAnalytics, zones: [zone] };
const pool = new AnalyzerPool({ count: 1, entry: join(import.meta.dirname, 'crashing-analyzer.fixture.ts') });
let clip: TestClip;
before(() => {
  // Cut for cut: a car leaves, nothing, somebody walks.
  if (skip === false) clip = encodeFile(video, { size: '640x360', fps: 5, gop: 10 });
});
after(() => pool[Symbol.asyncDispose]());

class Watched {
  readonly seen: SeenSighting[] = [];
  readonly results: AnalysisResult[] = [];
  lost = 0;
  failed: Error | null = null;
  readonly client: AnalysisClient;
  #wake = () => {};

  constructor(of: TestClip, settings: AnalyticsSettings, source = 'camera') {
    this.client = pool.openAnalysis({
      source,
      video: of.track,
      audio: null,
      settings,
      width: 640,
      patient: false,
      onResult: (result, afterMs) => {
        this.seen.push(...result.sightings);
        if (afterMs !== null) this.results.push(result);
        this.#wake();
      },
      onLost: () => {
        this.lost += 1;
        this.#wake();
      },
      onFailed: (error) => {
        this.failed = error;
        this.#wake();
      },
    });
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  /** One message each, one after the other. */
  async push(samples: readonly Sample[], alone = false): Promise<void> {
    const awaited = this.results.length + 1;
    const look = samples.map(() => true);
    assert.ok(this.client.push({ pictures: samples, look, alone, sound: [] }));
    await this.until(() => this.results.length === awaited || this.lost > 0 || this.failed !== null);
  }

  events(type: string): string[] {
    return this.seen
      .filter(({ sighting }) => sighting.facts.type === type)
      .map(({ sighting }) => sighting.phase);
  }
}

test('a street becomes events with a picture and a crop', { skip }, async () => {
  const watched = new Watched(clip, settings);
  for (let at = 0; at < clip.samples.length; at += 10) await watched.push(clip.samples.slice(at, at + 10));
  await watched.client.close();
  const phases = watched.events('zone');
  assert.equal(phases[0], 'begin');
  assert.equal(phases.at(-1), 'end');
  const looked = watched.results.reduce((sum, { looked }) => sum + looked, 0);
  assert.equal(looked, clip.samples.length);
  const shown = watched.seen.find(({ full, crop }) => full !== null && crop !== null);
  const { width, height } = await sharp(shown?.full ?? Buffer.alloc(0)).metadata();
  assert.deepEqual([width, height], [640, 360]);
  const crop = await sharp(shown?.crop ?? Buffer.alloc(0)).metadata();
  const box = shown?.sighting.facts.box;
  assert.ok(box);
  const area = cropArea(box, { width: 640, height: 360 });
  assert.deepEqual([crop.width, crop.height], [area.width, area.height]);
});

test('what one object gives rise to in a picture shares one crop', { skip }, async () => {
  const watched = new Watched(clip, { ...settings, motion: { zones: [], coolDownSeconds: 5 } });
  for (const sample of clip.samples) await watched.push([sample]);
  await watched.client.close();
  const begun = watched.seen.find(({ sighting }) => sighting.key.startsWith('object:'));
  const entered = watched.seen.find(
    ({ sighting: { facts } }) => facts.type === 'zone' && facts.objectId === begun?.sighting.facts.objectId,
  );
  assert.ok(entered?.crop);
  assert.equal(entered.crop, begun?.crop);
  assert.equal(entered.full, begun?.full);
});

test('the crop shows what the box is around', { skip }, async () => {
  // Grey, with a red square that jumps about.
  const filter =
    "split[a][b];[b]crop=60:60:0:0,lutyuv=y=82:u=90:v=240[c];[a][c]overlay=x='40+(n-20)*16':y=120:enable='gt(n,20)'";
  const red = encodeClip('h264', {
    picture: 'color=c=gray',
    size: '640x360',
    fps: 5,
    frames: 40,
    gop: 10,
    filter,
  });
  const watched = new Watched(red, settings);
  for (const sample of red.samples) await watched.push([sample]);
  await watched.client.close();
  const shown = watched.seen.find(({ crop }) => crop !== null);
  const crop = sharp(shown?.crop ?? Buffer.alloc(0));
  const { width, height } = await crop.metadata();
  // The box takes at least half of each side, as there is little around it.
  const middle = { left: width >> 2, top: height >> 2, width: width >> 1, height: height >> 1 };
  const { dominant } = await sharp(await crop.extract(middle).png().toBuffer()).stats();
  assert.ok(dominant.r > 180 && dominant.g < 80 && dominant.b < 80, JSON.stringify(dominant));
});

test('keyframes alone come at once, also with B-frames', { skip }, async () => {
  const reordered = encodeClip('h264', { size: '640x360', bFrames: 2, frames: 50, gop: 25 });
  const watched = new Watched(reordered, settings);
  for (const sample of reordered.samples.filter(({ keyframe }) => keyframe)) {
    await watched.push([sample], true);
    assert.equal(watched.results.at(-1)?.looked, 1);
    assert.equal(watched.results.at(-1)?.lookedUtcMs, sample.utcMs);
  }
  await watched.client.close();
});

test('other settings go on with the same decoder; new tracks end what has begun', { skip }, async () => {
  const watched = new Watched(clip, settings);
  let at = 0;
  while (watched.events('zone').length === 0) {
    await watched.push(clip.samples.slice(at, at + 5));
    at += 5;
  }
  watched.client.update({ ...settings, heatMap: true });
  // In the middle of a GOP.
  await watched.push(clip.samples.slice(at, at + 3));
  assert.equal(watched.results.at(-1)?.looked, 3);
  const other = encodeClip('h264', { picture: 'color=c=gray', size: '320x180', frames: 5 });
  watched.client.tracks({ video: other.track, audio: null });
  await watched.push(other.samples.map((sample) => ({ ...sample, utcMs: sample.utcMs + 60_000 })));
  assert.equal(watched.results.at(-1)?.looked, 5);
  const open = new Set<string>();
  for (const { sighting } of watched.seen) {
    if (sighting.phase === 'end') open.delete(sighting.key);
    else open.add(sighting.key);
  }
  assert.equal(open.size, 0);
  await watched.client.close();
});

test('an analyzer that crashes is told of, and the stream goes on with another', { skip }, async () => {
  const watched = new Watched(clip, settings, 'good');
  await watched.push(clip.samples.slice(0, 10));
  const bad = new Watched(clip, settings, 'bad');
  const word = { ...(clip.samples[0] as Sample), data: Buffer.from('CRASH   ') };
  bad.client.push({ pictures: [word], look: [true], alone: true, sound: [] });
  await bad.until(() => bad.lost === 1);
  watched.client.checkLost();
  assert.equal(watched.lost, 1);
  watched.lost = 0;
  while (!watched.client.isOpen) {
    watched.client.push({ pictures: clip.samples.slice(0, 10), look: [], alone: false, sound: [] });
    await new Promise((resolve) => setImmediate(resolve));
  }
  await watched.until(() => watched.results.length === 2);
  assert.equal(watched.failed, null);
  await watched.client.close();
  await bad.client.close();
});

test('without node-av it says so', { skip }, async () => {
  await using program = new AnalyzerPool({ count: 1, engine: 'ffmpeg' });
  const failed = Promise.withResolvers<VidetteError>();
  const client = new AnalysisClient(program, 1, {
    source: 'camera',
    ...{ video: clip.track, audio: null, settings, width: 640, patient: false },
    onResult: () => {},
    onLost: () => {},
    onFailed: failed.resolve,
  });
  client.push({ pictures: clip.samples.slice(0, 1), look: [true], alone: true, sound: [] });
  assert.equal((await failed.promise).reason, 'engine_missing');
});

test('a loud sound in AAC and in G.711 is heard, without a picture', { skip }, async () => {
  const loud = { ...noAnalytics, sound: { thresholdDb: -20, coolDownSeconds: 1 } };
  for (const codec of ['aac', 'pcma'] as const) {
    const { track, samples } = encodeSound(codec);
    const results: AnalysisResult[] = [];
    const seen: SeenSighting[] = [];
    const client = pool.openAnalysis({
      source: codec,
      ...{ video: null, audio: track, settings: loud, width: 640, patient: false },
      onResult: (result) => {
        results.push(result);
        seen.push(...result.sightings);
      },
      onLost: () => assert.fail('lost'),
      onFailed: (error) => assert.fail(error),
    });
    // One second of silence, one of a tone at -3 dBFS, one of silence.
    assert.ok(client.push({ pictures: [], look: [], alone: false, sound: samples }));
    await client.close();
    const heard = seen
      .filter(({ sighting }) => sighting.facts.type === 'sound')
      .map(({ sighting }) => sighting);
    assert.equal(heard[0]?.phase, 'begin', codec);
    assert.ok(Math.abs((heard[0]?.utcMs ?? 0) - clipStartUtcMs - 1000) <= 1000);
    assert.ok(results.some(({ sound }) => sound !== null));
  }
});
