/** Small real clips for tests, encoded by ffmpeg on the spot and cut into access units as a camera's would arrive. */
import { execFileSync, spawnSync } from 'node:child_process';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';

export const hasFfmpeg =
  spawnSync('ffmpeg', ['-version']).status === 0 && spawnSync('ffprobe', ['-version']).status === 0;
export const needsFfmpeg = { skip: hasFfmpeg ? false : 'ffmpeg and ffprobe are not installed' };

export interface Clip<Track> {
  readonly track: Track;
  readonly samples: readonly Sample[];
}

export interface VideoClipOptions {
  readonly codec?: 'h264' | 'h265' | 'mjpeg';
  readonly seconds?: number;
  readonly fps?: number;
  readonly gop?: number;
  readonly size?: string;
  readonly startUtcMs?: number;
}

const run = (args: readonly string[]): Buffer =>
  execFileSync('ffmpeg', ['-hide_banner', '-loglevel', 'error', ...args], { maxBuffer: 256 * 1024 * 1024 });

export function videoClip(options: VideoClipOptions = {}): Clip<VideoTrack> {
  const { codec = 'h264', seconds = 3, fps = 25, gop = 25, size = '320x180', startUtcMs = 0 } = options;
  const source = [
    '-f',
    'lavfi',
    '-i',
    `testsrc2=size=${size}:rate=${fps}:duration=${seconds}`,
    '-an',
    '-pix_fmt',
    'yuv420p',
  ];
  const x26 = `aud=1:keyint=${gop}:min-keyint=${gop}:scenecut=0:bframes=0`;
  const encoded: Record<string, readonly string[]> = {
    h264: [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-profile:v',
      'high',
      '-x264-params',
      x26,
      '-f',
      'h264',
      '-',
    ],
    h265: [
      '-c:v',
      'libx265',
      '-preset',
      'ultrafast',
      '-x265-params',
      `${x26}:log-level=none:repeat-headers=1:open-gop=0`,
      '-f',
      'hevc',
      '-',
    ],
    mjpeg: ['-c:v', 'mjpeg', '-pix_fmt', 'yuvj420p', '-f', 'mjpeg', '-'],
  };
  const bytes = run([...source, ...(encoded[codec] ?? [])]);
  const units = codec === 'mjpeg' ? splitJpegs(bytes).map(wholeJpeg) : accessUnits(bytes, codec);
  const [width, height] = size.split('x').map(Number);
  const ticks = 90_000 / fps;
  return {
    track: {
      kind: 'video',
      codec,
      width: width ?? 0,
      height: height ?? 0,
      timescale: 90_000,
      parameterSets: units[0]?.parameterSets ?? [],
      codecString: codec === 'h264' ? 'avc1.64000c' : codec === 'h265' ? 'hvc1.1.6.L60.90' : 'jpeg',
    },
    samples: units.map((unit, index) => ({
      kind: 'video',
      data: unit.data,
      keyframe: unit.keyframe,
      dts: index * ticks,
      ptsOffset: 0,
      utcMs: startUtcMs + (index * 1000) / fps,
      discontinuity: false,
    })),
  };
}

interface Unit {
  readonly data: Buffer;
  readonly keyframe: boolean;
  readonly parameterSets: readonly Buffer[];
}

const wholeJpeg = (data: Buffer): Unit => ({ data, keyframe: true, parameterSets: [] });

function splitJpegs(bytes: Buffer): Buffer[] {
  const pictures: Buffer[] = [];
  const startOfImage = Buffer.from([0xff, 0xd8, 0xff]);
  let at = 0;
  while (at >= 0 && at < bytes.length) {
    const next = bytes.indexOf(startOfImage, at + 3);
    pictures.push(bytes.subarray(at, next < 0 ? bytes.length : next));
    at = next;
  }
  return pictures;
}

function accessUnits(bytes: Buffer, codec: 'h264' | 'h265'): Unit[] {
  const typeOf = (nal: Buffer) => (codec === 'h264' ? (nal[0] ?? 0) & 0x1f : ((nal[0] ?? 0) >> 1) & 0x3f);
  const isDelimiter = (type: number) => type === (codec === 'h264' ? 9 : 35);
  const isParameterSet = (type: number) =>
    codec === 'h264' ? type === 7 || type === 8 : type >= 32 && type <= 34;
  const isKey = (type: number) => (codec === 'h264' ? type === 5 : type >= 16 && type <= 21);
  const units: Buffer[][] = [];
  for (const nal of splitNals(bytes)) {
    if (isDelimiter(typeOf(nal))) units.push([]);
    else units.at(-1)?.push(nal);
  }
  return units.map((nals) => ({
    parameterSets: nals.filter((nal) => isParameterSet(typeOf(nal))),
    keyframe: nals.some((nal) => isKey(typeOf(nal))),
    data: Buffer.concat(
      nals.filter((nal) => !isParameterSet(typeOf(nal))).flatMap((nal) => [lengthOf(nal), nal]),
    ),
  }));
}

function splitNals(bytes: Buffer): Buffer[] {
  const startCode = Buffer.from([0, 0, 1]);
  const nals: Buffer[] = [];
  let at = bytes.indexOf(startCode);
  while (at >= 0) {
    const next = bytes.indexOf(startCode, at + 3);
    let end = next < 0 ? bytes.length : next;
    while (end > at + 3 && bytes[end - 1] === 0) end -= 1;
    nals.push(bytes.subarray(at + 3, end));
    at = next;
  }
  return nals;
}

function lengthOf(nal: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(nal.length);
  return length;
}

export function audioClip(
  codec: 'aac' | 'pcma' | 'pcmu' | 'opus',
  options: { seconds?: number; startUtcMs?: number } = {},
): Clip<AudioTrack> {
  const { seconds = 3, startUtcMs = 0 } = options;
  const tone = ['-f', 'lavfi', '-i', `sine=frequency=440:duration=${seconds}:sample_rate=48000`];
  if (codec === 'aac')
    return aacClip(run([...tone, '-ac', '1', '-ar', '16000', '-c:a', 'aac', '-f', 'adts', '-']), startUtcMs);
  if (codec === 'opus')
    return opusClip(
      run([...tone, '-ac', '1', '-c:a', 'libopus', '-f', 'ogg', '-page_duration', '1', '-']),
      startUtcMs,
    );
  const format = codec === 'pcma' ? 'alaw' : 'mulaw';
  const bytes = run([...tone, '-ac', '1', '-ar', '8000', '-f', format, '-']);
  const pieces = Array.from({ length: Math.floor(bytes.length / 320) }, (_, index) =>
    bytes.subarray(index * 320, index * 320 + 320),
  );
  return {
    track: audioTrack(codec, 8000, Buffer.alloc(0), codec === 'pcma' ? 'alaw' : 'ulaw'),
    samples: audioSamples(pieces, 320, 8000, startUtcMs),
  };
}

function audioTrack(
  codec: AudioTrack['codec'],
  sampleRate: number,
  config: Buffer,
  codecString: string,
): AudioTrack {
  return { kind: 'audio', codec, sampleRate, channels: 1, timescale: sampleRate, config, codecString };
}

function audioSamples(pieces: readonly Buffer[], ticks: number, rate: number, startUtcMs: number): Sample[] {
  return pieces.map((data, index) => ({
    kind: 'audio',
    data,
    keyframe: true,
    dts: index * ticks,
    ptsOffset: 0,
    utcMs: startUtcMs + (index * ticks * 1000) / rate,
    discontinuity: false,
  }));
}

function aacClip(adts: Buffer, startUtcMs: number): Clip<AudioTrack> {
  const pieces: Buffer[] = [];
  for (let at = 0; at + 7 <= adts.length; ) {
    const length = ((adts.readUInt32BE(at + 2) >> 5) & 0x1fff) >>> 0;
    pieces.push(adts.subarray(at + 7, at + length));
    at += length;
  }
  // AAC LC, 16 kHz (index 8), one channel.
  const config = Buffer.from([0x14, 0x08]);
  return {
    track: audioTrack('aac', 16_000, config, 'mp4a.40.2'),
    samples: audioSamples(pieces, 1024, 16_000, startUtcMs),
  };
}

/** Ogg pages of one packet each (RFC 3533): the first two are headers. */
function opusClip(ogg: Buffer, startUtcMs: number): Clip<AudioTrack> {
  const packets: Buffer[] = [];
  let at = 0;
  let packet: Buffer[] = [];
  while (at + 27 <= ogg.length) {
    const lacing = ogg.subarray(at + 27, at + 27 + (ogg[at + 26] ?? 0));
    at += 27 + lacing.length;
    for (const length of lacing) {
      packet.push(ogg.subarray(at, at + length));
      at += length;
      if (length === 255) continue;
      packets.push(Buffer.concat(packet));
      packet = [];
    }
  }
  return {
    track: audioTrack('opus', 48_000, Buffer.alloc(0), 'opus'),
    samples: audioSamples(packets.slice(2), 960, 48_000, startUtcMs),
  };
}
