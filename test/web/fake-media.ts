/** Real media for the fake server: a short clip by ffmpeg, whole and cut into fragments. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Clip {
  /** The whole fragmented MP4. */
  readonly file: Buffer;
  readonly initBytes: number;
  /** A moof and mdat per frame, in order. */
  readonly fragments: readonly Buffer[];
  readonly jpeg: Buffer;
  readonly fps: number;
  readonly gopFrames: number;
  readonly durationMs: number;
  /** Ticks per second of the video track. */
  readonly timescale: number;
}

const fps = 20;
const seconds = 6;

/** `source`: an ffmpeg lavfi source without size and rate, for example `testsrc2`. */
export function makeClip(folder: string, name: string, source: string): Clip {
  const path = join(folder, `${name}.mp4`);
  const jpegPath = join(folder, `${name}.jpg`);
  const input = ['-f', 'lavfi', '-i', `${source}=size=640x360:rate=${fps}`];
  const coding = ['-c:v', 'libx264', '-preset', 'ultrafast', '-profile:v', 'baseline', '-pix_fmt', 'yuv420p'];
  const gop = ['-g', String(fps), '-keyint_min', String(fps), '-sc_threshold', '0', '-b:v', '500k'];
  const boxes = [
    '-movflags',
    'frag_every_frame+empty_moov+default_base_moof',
    '-video_track_timescale',
    '90000',
  ];
  const quiet = ['-nostdin', '-hide_banner', '-loglevel', 'error', '-y'];
  execFileSync('ffmpeg', [...quiet, ...input, '-t', String(seconds), ...coding, ...gop, ...boxes, path]);
  execFileSync('ffmpeg', [...quiet, '-i', path, '-frames:v', '1', jpegPath]);
  const file = readFileSync(path);
  const boxesOfFile = [...topBoxes(file)];
  const firstMoof = boxesOfFile.find(({ type }) => type === 'moof');
  if (firstMoof === undefined) throw new Error('ffmpeg made no fragments');
  const fragments: Buffer[] = [];
  for (const [index, { type, start }] of boxesOfFile.entries()) {
    if (type === 'moof') fragments.push(file.subarray(start, boxesOfFile[index + 1]?.end));
  }
  return {
    file,
    initBytes: firstMoof.start,
    fragments,
    jpeg: readFileSync(jpegPath),
    fps,
    gopFrames: fps,
    durationMs: (fragments.length / fps) * 1000,
    timescale: 90_000,
  };
}

/** A copy of the fragment with its decoding time (`tfdt`, ISO 14496-12 8.8.12) moved on, so that a loop goes on growing. */
export function movedBy(fragment: Buffer, ticks: number): Buffer {
  const copy = Buffer.from(fragment);
  const at = copy.indexOf('tfdt', 0, 'latin1');
  const version = copy[at + 4];
  if (version === 1) copy.writeBigUInt64BE(copy.readBigUInt64BE(at + 8) + BigInt(ticks), at + 8);
  else copy.writeUInt32BE(copy.readUInt32BE(at + 8) + ticks, at + 8);
  return copy;
}

function* topBoxes(file: Buffer): Generator<{ type: string; start: number; end: number }> {
  for (let start = 0; start + 8 <= file.length; ) {
    const end = start + file.readUInt32BE(start);
    yield { type: file.toString('latin1', start + 4, start + 8), start, end };
    start = end;
  }
}
