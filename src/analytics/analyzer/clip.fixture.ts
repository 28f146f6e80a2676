/** Streams for tests, encoded by the ffmpeg program and cut into samples. */
import { execFileSync, spawnSync } from 'node:child_process';
import { serializeAudioSpecificConfig } from '#media/aac/audio-specific-config.ts';
import type { AudioTrack, Sample, VideoCodec, VideoTrack } from '#media/stream.ts';

export const ffmpegMissing =
  spawnSync('ffmpeg', ['-version']).error === undefined ? false : 'ffmpeg is missing';

export interface TestClip {
  readonly track: VideoTrack;
  readonly samples: readonly Sample[];
}

interface ClipOptions {
  readonly size?: string;
  readonly fps?: number;
  readonly frames?: number;
  readonly gop?: number;
  readonly bFrames?: number;
  /** A `lavfi` source; `color=c=red` for a picture of one colour. */
  readonly picture?: string;
  /** Of FFmpeg, applied to the source. */
  readonly filter?: string;
}

export const clipStartUtcMs = 1_700_000_000_000;

export function encodeClip(codec: 'h264' | 'h265', options: ClipOptions = {}): TestClip {
  const {
    size = '320x240',
    fps = 25,
    frames = 25,
    gop = 25,
    bFrames = 0,
    picture = 'testsrc2',
    filter = 'null',
  } = options;
  const source = `${picture}${picture.includes('=') ? ':' : '='}s=${size}:r=${fps}`;
  const input = ['-f', 'lavfi', '-i', source, '-vf', filter, '-frames:v', String(frames)];
  return encode(codec, input, { size, fps, gop, bFrames });
}

export interface FileClipOptions {
  readonly size: string;
  readonly fps: number;
  readonly gop: number;
  /** Of FFmpeg, after scaling. */
  readonly filter?: string;
  readonly seconds?: number;
  readonly fromSeconds?: number;
  readonly rate?: readonly string[];
}

/** A file as a camera would send it. */
export function encodeFile(path: string, options: FileClipOptions): TestClip {
  const { size, fps, gop, filter = 'null', seconds, fromSeconds = 0, rate } = options;
  const limit = seconds === undefined ? [] : ['-t', String(seconds)];
  const picture = `fps=${fps},scale=${size.replace('x', ':')},${filter}`;
  const input = ['-ss', String(fromSeconds), ...limit, '-i', path, '-an', '-vf', picture];
  return encode('h264', input, { size, fps, gop, bFrames: 0, ...(rate === undefined ? {} : { rate }) });
}

interface EncodeOptions {
  readonly size: string;
  readonly fps: number;
  readonly gop: number;
  readonly bFrames: number;
  readonly rate?: readonly string[];
}

function encode(codec: 'h264' | 'h265', input: readonly string[], options: EncodeOptions): TestClip {
  const { size, fps, gop, bFrames, rate = [] } = options;
  const [width = 0, height = 0] = size.split('x').map(Number);
  const params = `aud=1:repeat-headers=1:keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=${bFrames}`;
  const coding =
    codec === 'h264'
      ? ['-c:v', 'libx264', '-preset', 'ultrafast', '-x264-params', params, '-f', 'h264']
      : ['-c:v', 'libx265', '-preset', 'ultrafast', '-x265-params', `${params}:log-level=none`, '-f', 'hevc'];
  const bitstream = execFileSync(
    'ffmpeg',
    ['-v', 'error', ...input, '-pix_fmt', 'yuv420p', ...rate, ...coding, 'pipe:1'],
    { maxBuffer: 256 * 1024 * 1024, stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const units = splitAccessUnits(bitstream, codec);
  const samples = units.map(({ nals, keyframe }, index) =>
    videoSample(withLengths(nals), keyframe, index, fps),
  );
  const track = videoTrack(codec, width, height, units[0]?.parameterSets ?? []);
  return { track, samples };
}

export function mjpegClip(jpegs: readonly Buffer[], width: number, height: number, fps: number): TestClip {
  return {
    track: videoTrack('mjpeg', width, height, []),
    samples: jpegs.map((jpeg, index) => videoSample(jpeg, true, index, fps)),
  };
}

function videoTrack(
  codec: VideoCodec,
  width: number,
  height: number,
  parameterSets: readonly Buffer[],
): VideoTrack {
  return { kind: 'video', codec, width, height, timescale: 90_000, parameterSets, codecString: codec };
}

function videoSample(data: Buffer, keyframe: boolean, index: number, fps: number): Sample {
  return {
    kind: 'video',
    data,
    keyframe,
    dts: Math.round((index * 90_000) / fps),
    ptsOffset: 0,
    utcMs: clipStartUtcMs + (index * 1000) / fps,
    discontinuity: false,
  };
}

interface AccessUnit {
  readonly nals: Buffer[];
  readonly parameterSets: Buffer[];
  keyframe: boolean;
}

/** Cut at access unit delimiters, which the encoder was told to write. */
function splitAccessUnits(bitstream: Buffer, codec: 'h264' | 'h265'): AccessUnit[] {
  const units: AccessUnit[] = [];
  for (const nal of splitNalUnits(bitstream)) {
    const type = codec === 'h264' ? (nal[0] ?? 0) & 0x1f : ((nal[0] ?? 0) >> 1) & 0x3f;
    if (type === (codec === 'h264' ? 9 : 35)) {
      units.push({ nals: [], parameterSets: [], keyframe: false });
      continue;
    }
    const unit = units.at(-1);
    if (unit === undefined) continue;
    if (codec === 'h264' ? type === 7 || type === 8 : type >= 32 && type <= 34) {
      unit.parameterSets.push(nal);
      continue;
    }
    if (codec === 'h264' ? type === 5 : type >= 16 && type <= 23) unit.keyframe = true;
    unit.nals.push(nal);
  }
  return units;
}

function splitNalUnits(bitstream: Buffer): Buffer[] {
  const startCode = Buffer.from([0, 0, 1]);
  const nals: Buffer[] = [];
  let start = bitstream.indexOf(startCode);
  while (start >= 0) {
    const next = bitstream.indexOf(startCode, start + 3);
    let end = next < 0 ? bitstream.length : next;
    while (end > start && bitstream[end - 1] === 0) end -= 1;
    nals.push(bitstream.subarray(start + 3, end));
    start = next;
  }
  return nals;
}

function withLengths(nals: readonly Buffer[]): Buffer {
  return Buffer.concat(
    nals.flatMap((nal) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(nal.length);
      return [length, nal];
    }),
  );
}

/** Three seconds, the one in the middle a loud tone; mono at 8 kHz for G.711, at 16 kHz for AAC. */
export function encodeSound(codec: 'aac' | 'pcma'): { track: AudioTrack; samples: Sample[] } {
  const sampleRate = codec === 'aac' ? 16_000 : 8000;
  const tone = `aevalsrc=0.7*sin(880*PI*t)*between(t\\,1\\,2):s=${sampleRate}:d=3`;
  const format = codec === 'aac' ? ['-c:a', 'aac', '-f', 'adts'] : ['-c:a', 'pcm_alaw', '-f', 'alaw'];
  const bytes = execFileSync('ffmpeg', ['-v', 'error', '-f', 'lavfi', '-i', tone, ...format, 'pipe:1']);
  const pieces = codec === 'aac' ? splitAdts(bytes) : splitEvery(bytes, 160);
  const perPiece = codec === 'aac' ? 1024 : 160;
  const track: AudioTrack = {
    kind: 'audio',
    codec,
    sampleRate,
    channels: 1,
    timescale: sampleRate,
    config: codec === 'aac' ? serializeAudioSpecificConfig(sampleRate, 1) : Buffer.alloc(0),
    codecString: codec,
  };
  const samples = pieces.map(
    (data, index): Sample => ({
      kind: 'audio',
      data,
      keyframe: true,
      dts: index * perPiece,
      ptsOffset: 0,
      utcMs: clipStartUtcMs + (index * perPiece * 1000) / sampleRate,
      discontinuity: false,
    }),
  );
  return { track, samples };
}

/** ISO 13818-7, 6.2: a header of 7 bytes without CRC, the length in its bits 30 to 42. */
function splitAdts(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 7 <= bytes.length; ) {
    const length = (bytes.readUInt32BE(at + 3) >> 13) & 0x1fff;
    pieces.push(bytes.subarray(at + 7, at + length));
    at += length;
  }
  return pieces;
}

function splitEvery(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
}
