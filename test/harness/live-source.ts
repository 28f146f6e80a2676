/**
 * A stream without a camera: a clip that ffmpeg encodes once, cut into samples and published into a hub in real time, over and over.
 * Its clock is that of the process; `utcMs` of a sample is when it is published.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { joinLengthPrefixed, splitAnnexB } from '#media/h264/nal-units.ts';
import { StreamHub } from '#media/hub.ts';
import type { LiveStream, LiveStreams } from '#media/live/live-stream.ts';
import type { AudioTrack, Sample, SourceState, VideoTrack } from '#media/stream.ts';

export const noFfmpeg =
  spawnSync('ffmpeg', ['-version']).error === undefined ? false : 'ffmpeg is not installed';

export interface ClipOptions {
  readonly codec?: 'h264' | 'h265' | 'mjpeg';
  readonly width?: number;
  readonly height?: number;
  readonly fps?: number;
  readonly seconds?: number;
  readonly gopSeconds?: number;
  readonly bitrateKbps?: number;
  readonly audio?: 'aac' | 'pcma' | 'opus' | 'none';
  /** Applied to the test picture, as ffmpeg writes filters. */
  readonly filter?: string;
}

interface Timed {
  readonly atSeconds: number;
  readonly sample: Omit<Sample, 'dts' | 'utcMs' | 'discontinuity'>;
}

export interface Clip {
  readonly seconds: number;
  readonly fps: number;
  readonly video: VideoTrack;
  readonly audio: AudioTrack | null;
  readonly samples: readonly Timed[];
}

export function makeClip(options: ClipOptions = {}): Clip {
  const { codec = 'h264', width = 640, height = 360, fps = 25, seconds = 4, audio = 'none' } = options;
  const gop = Math.round((options.gopSeconds ?? 2) * fps);
  const rate = options.bitrateKbps === undefined ? [] : rateArguments(options.bitrateKbps);
  const source = ['-f', 'lavfi', '-i', `testsrc2=s=${width}x${height}:r=${fps}:d=${seconds}`];
  const filter = options.filter === undefined ? [] : ['-vf', options.filter];
  const encoded = ffmpeg([...source, ...filter, ...encoder(codec, gop, options.bitrateKbps), ...rate]);
  const frames = codec === 'mjpeg' ? splitJpegs(encoded) : splitAccessUnits(encoded, codec);
  const track = audioTrack(audio);
  const samples: Timed[] = frames.map(({ data, keyframe }, i) => ({
    atSeconds: i / fps,
    sample: { kind: 'video', data, keyframe, ptsOffset: 0 },
  }));
  if (track !== null) samples.push(...audioSamples(track, seconds));
  samples.sort((a, b) => a.atSeconds - b.atSeconds);
  return {
    seconds,
    fps,
    audio: track,
    samples,
    video: {
      kind: 'video',
      codec,
      width,
      height,
      timescale: 90_000,
      declaredFps: fps,
      parameterSets: parameterSetsOf(encoded, codec),
      codecString: codecStringOf(encoded, codec),
    },
  };
}

function ffmpeg(args: readonly string[]): Buffer {
  return execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...args, 'pipe:1'], {
    maxBuffer: 256 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function encoder(codec: 'h264' | 'h265' | 'mjpeg', gop: number, bitrateKbps: number | undefined): string[] {
  if (codec === 'mjpeg')
    return ['-pix_fmt', 'yuvj420p', '-c:v', 'mjpeg', '-q:v', '6', '-huffman', '0', '-f', 'mjpeg'];
  if (codec === 'h265') {
    const params = `log-level=error:keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=0:aud=1:repeat-headers=1`;
    return [
      '-pix_fmt',
      'yuv420p',
      '-c:v',
      'libx265',
      '-preset',
      'ultrafast',
      '-x265-params',
      params,
      '-f',
      'hevc',
    ];
  }
  const filler = bitrateKbps === undefined ? '' : ':nal-hrd=cbr:filler=1';
  const params = `keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=0:aud=1:sliced-threads=0${filler}`;
  return [
    '-pix_fmt',
    'yuv420p',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-x264-params',
    params,
    '-f',
    'h264',
  ];
}

function rateArguments(kbps: number): string[] {
  return ['-b:v', `${kbps}k`, '-maxrate', `${kbps}k`, '-minrate', `${kbps}k`, '-bufsize', `${kbps}k`];
}

const nalType = (codec: string, unit: Buffer) =>
  codec === 'h264' ? unit[0]! & 0x1f : (unit[0]! >> 1) & 0x3f;
const isAud = (codec: string, unit: Buffer) => nalType(codec, unit) === (codec === 'h264' ? 9 : 35);
const isParameterSet = (codec: string, unit: Buffer) =>
  (codec === 'h264' ? [7, 8] : [32, 33, 34]).includes(nalType(codec, unit));

function splitAccessUnits(stream: Buffer, codec: string): { data: Buffer; keyframe: boolean }[] {
  const groups: Buffer[][] = [];
  for (const unit of splitAnnexB(stream)) {
    if (isAud(codec, unit)) groups.push([]);
    else groups.at(-1)?.push(unit);
  }
  return groups.map((units) => ({
    data: joinLengthPrefixed(units.filter((unit) => !isParameterSet(codec, unit))),
    keyframe: units.some((unit) => (codec === 'h264' ? [5] : [19, 20, 21]).includes(nalType(codec, unit))),
  }));
}

function parameterSetsOf(stream: Buffer, codec: string): Buffer[] {
  if (codec === 'mjpeg') return [];
  const byType = new Map<number, Buffer>();
  for (const unit of splitAnnexB(stream))
    if (isParameterSet(codec, unit)) byType.set(nalType(codec, unit), unit);
  return [...byType.values()];
}

function codecStringOf(stream: Buffer, codec: string): string {
  if (codec === 'mjpeg') return 'jpeg';
  if (codec === 'h265') return 'hvc1.1.6.L93.B0';
  const sps = splitAnnexB(stream).find((unit) => nalType(codec, unit) === 7);
  return `avc1.${sps?.toString('hex', 1, 4)}`;
}

function splitJpegs(stream: Buffer): { data: Buffer; keyframe: boolean }[] {
  const pictures: { data: Buffer; keyframe: boolean }[] = [];
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  for (let at = stream.indexOf(start); at !== -1; ) {
    const next = stream.indexOf(start, at + 3);
    pictures.push({ data: stream.subarray(at, next === -1 ? stream.length : next), keyframe: true });
    at = next;
  }
  return pictures;
}

function audioTrack(codec: 'aac' | 'pcma' | 'opus' | 'none'): AudioTrack | null {
  const base = { kind: 'audio', channels: 1, config: Buffer.alloc(0) } as const;
  switch (codec) {
    case 'none':
      return null;
    case 'aac':
      // AudioSpecificConfig: AAC-LC, 16 kHz, mono.
      return {
        ...base,
        codec,
        sampleRate: 16_000,
        timescale: 16_000,
        config: Buffer.from('1408', 'hex'),
        codecString: 'mp4a.40.2',
      };
    case 'pcma':
      return { ...base, codec, sampleRate: 8000, timescale: 8000, codecString: 'alaw' };
    case 'opus':
      return { ...base, codec, sampleRate: 48_000, timescale: 48_000, codecString: 'opus' };
  }
}

function audioSamples(track: AudioTrack, seconds: number): Timed[] {
  const tone = [
    '-f',
    'lavfi',
    '-i',
    `sine=frequency=440:sample_rate=${track.sampleRate}:duration=${seconds}`,
    '-ac',
    '1',
  ];
  const pieces =
    track.codec === 'aac'
      ? splitAdts(ffmpeg([...tone, '-c:a', 'aac', '-b:a', '32k', '-f', 'adts']))
      : split20Ms(track, tone);
  const step = track.codec === 'aac' ? 1024 / 16_000 : 0.02;
  return pieces
    .filter((_, i) => (i + 1) * step <= seconds)
    .map((data, i) => ({
      atSeconds: i * step,
      sample: { kind: 'audio', data, keyframe: true, ptsOffset: 0 },
    }));
}

function split20Ms(track: AudioTrack, tone: readonly string[]): Buffer[] {
  if (track.codec === 'opus') return splitOgg(ffmpeg([...tone, '-c:a', 'libopus', '-f', 'ogg'])).slice(2);
  const data = ffmpeg([...tone, '-c:a', 'pcm_alaw', '-f', 'alaw']);
  return Array.from({ length: Math.floor(data.length / 160) }, (_, i) =>
    data.subarray(i * 160, (i + 1) * 160),
  );
}

function splitAdts(stream: Buffer): Buffer[] {
  const frames: Buffer[] = [];
  for (let at = 0; at + 7 <= stream.length; ) {
    const length = ((stream[at + 3]! & 3) << 11) | (stream[at + 4]! << 3) | (stream[at + 5]! >> 5);
    const header = (stream[at + 1]! & 1) === 1 ? 7 : 9;
    frames.push(stream.subarray(at + header, at + length));
    at += length;
  }
  return frames;
}

/** Packets of an Ogg stream (RFC 3533); none here is longer than a page. */
function splitOgg(stream: Buffer): Buffer[] {
  const packets: Buffer[] = [];
  for (let at = 0; at + 27 <= stream.length; ) {
    const table = stream.subarray(at + 27, at + 27 + stream[at + 26]!);
    let from = at + 27 + table.length;
    let length = 0;
    for (const lacing of table) {
      length += lacing;
      if (lacing === 255) continue;
      packets.push(stream.subarray(from, from + length));
      from += length;
      length = 0;
    }
    at = from + length;
  }
  return packets;
}

/** Plays a clip into a hub until disposed. `vanish` and `appear` are what a camera does that loses its power for a while. */
export class LiveSource implements LiveStream, Disposable {
  readonly cameraId: string;
  readonly name = 'main';
  readonly hub: StreamHub;
  state: SourceState = { state: 'connecting' };
  #clip: Clip;
  #timer: NodeJS.Timeout | undefined;
  #generation = 0;
  #startedMs = 0;
  #next = 0;
  #looped = 0;
  readonly #dts = { video: 0, audio: 0 };

  constructor(clip: Clip, cameraId = 'camera-1', hub: StreamHub = new StreamHub()) {
    this.#clip = clip;
    this.cameraId = cameraId;
    this.hub = hub;
  }

  /** When the newest picture that is this one of the clip was published, epoch milliseconds, as seen at that time. */
  publishedMs(pictureOfClip: number, beforeMs: number): number {
    const { seconds, fps } = this.#clip;
    const first = performance.timeOrigin + this.#startedMs + (pictureOfClip / fps) * 1000;
    return first + Math.floor((beforeMs - first) / (seconds * 1000)) * seconds * 1000;
  }

  appear(clip: Clip = this.#clip): this {
    this.#clip = clip;
    this.#generation += 1;
    this.#startedMs = performance.now();
    this.#next = 0;
    this.#looped = 0;
    this.#dts.video = 0;
    this.#dts.audio = 0;
    this.state = { state: 'streaming' };
    this.hub.publishTracks({ generation: this.#generation, video: clip.video, audio: clip.audio });
    this.#publishDue();
    return this;
  }

  vanish(): void {
    clearTimeout(this.#timer);
    this.hub.reset();
    this.state = { state: 'failed', failure: 'unreachable', message: 'no route to host', retryInMs: 2000 };
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }

  #publishDue(): void {
    const { samples, seconds } = this.#clip;
    for (;;) {
      const timed = samples[this.#next];
      if (timed === undefined) {
        this.#next = 0;
        this.#looped += seconds;
        continue;
      }
      const dueMs = this.#startedMs + (this.#looped + timed.atSeconds) * 1000;
      const waitMs = dueMs - performance.now();
      if (waitMs > 0) {
        this.#timer = setTimeout(() => this.#publishDue(), waitMs);
        return;
      }
      this.#publish(timed);
      this.#next += 1;
    }
  }

  #publish({ atSeconds, sample }: Timed): void {
    const track = sample.kind === 'video' ? this.#clip.video : this.#clip.audio;
    const dts = Math.round((this.#looped + atSeconds) * (track?.timescale ?? 1));
    const utcMs = performance.timeOrigin + this.#startedMs + (this.#looped + atSeconds) * 1000;
    this.hub.publishSample({ ...sample, dts, utcMs, discontinuity: false });
  }
}

/** The port that live outputs ask, over some sources. */
export function streamsOf(...sources: readonly LiveSource[]): LiveStreams {
  return {
    find: (cameraId, stream) =>
      sources.find((source) => source.cameraId === cameraId && source.name === stream) ?? null,
  };
}

/** Resolves when `condition` holds; rejects after `timeoutMs`. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 8000,
  what = 'condition',
): Promise<void> {
  const end = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error(`${what} did not come true within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
