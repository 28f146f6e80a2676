/**
 * The engine where node-av has no binary (Alpine, 32-bit ARM): the system's `ffmpeg` program over pipes. It makes single
 * pictures; streams of pictures, sound and the analytics need node-av.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { promisify } from 'node:util';
import { VidetteError } from '#domain/errors.ts';
import { joinWithStartCodes, lengthsToStartCodes } from '#media/h264/nal-units.ts';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import type { VideoCodec, VideoTrack } from '#media/stream.ts';
import type { Engine, EngineInfo, JpegOutput, Reply } from './operations.ts';
import { qualityToQscale } from './picture-size.ts';
import { videoTrackFromWire } from './protocol.ts';

const inputFormats: Record<VideoCodec, string> = { h264: 'h264', h265: 'hevc', mjpeg: 'mjpeg' };
const timeLimitMs = 10_000;

export function createFfmpegEngine(program = 'ffmpeg'): Engine {
  const needsNodeAv = (): never => {
    throw new VidetteError('unavailable', 'this needs node-av, which has no binary for this machine', {
      reason: 'engine_missing',
    });
  };
  return {
    describe: async () => ({ result: await describe(program), parts: [] }),
    decodeJpeg: ({ track, utcMs, output }, samples) =>
      decodeJpeg(program, videoTrackFromWire(track), utcMs, output, samples),
    openJpegStream: needsNodeAv,
    pushJpegStream: needsNodeAv,
    openAudio: needsNodeAv,
    pushAudio: needsNodeAv,
    openAnalysis: needsNodeAv,
    pushAnalysis: needsNodeAv,
    updateAnalysis: needsNodeAv,
    closeAnalysis: needsNodeAv,
    close: () => ({ result: {}, parts: [] }),
  };
}

async function describe(program: string): Promise<EngineInfo> {
  try {
    const { stdout } = await promisify(execFile)(program, ['-version'], { timeout: timeLimitMs });
    const version = /version (\S+)/.exec(stdout)?.[1] ?? 'of unknown version';
    return {
      engine: 'ffmpeg',
      description: `the ffmpeg program ${version}; snapshots only, as node-av has no binary here`,
    };
  } catch (error) {
    if (!isMissing(error)) throw error;
    return {
      engine: 'none',
      description: 'neither a binary of node-av for this machine nor an ffmpeg program',
    };
  }
}

async function decodeJpeg(
  program: string,
  track: VideoTrack,
  utcMs: readonly number[],
  output: JpegOutput,
  samples: readonly Buffer[],
): Promise<Reply<'decodeJpeg'>> {
  const bitstream =
    track.codec === 'mjpeg'
      ? samples
      : [joinWithStartCodes(track.parameterSets), ...samples.map(lengthsToStartCodes)];
  const pictures = await runFfmpeg(program, ffmpegArguments(track, output), bitstream);
  // All pictures come; the last is the wanted one. A start of image cannot occur inside a picture that ffmpeg made.
  const start = pictures.lastIndexOf(Buffer.from([0xff, 0xd8, 0xff]));
  const jpeg = start < 0 ? null : pictures.subarray(start);
  const size = jpeg === null ? null : parseJpegSize(jpeg);
  if (jpeg === null || size === null) {
    throw new VidetteError('unavailable', 'no picture could be decoded from the data of the stream', {
      reason: 'undecodable',
    });
  }
  return { result: { ...size, utcMs: utcMs.at(-1) ?? 0 }, parts: [jpeg] };
}

/** Only numbers and words from our own lists go into the argument list. */
function ffmpegArguments(track: VideoTrack, output: JpegOutput): string[] {
  return [
    ...['-hide_banner', '-nostdin', '-loglevel', 'fatal', '-threads', '1'],
    ...['-f', inputFormats[track.codec], '-i', 'pipe:0'],
    ...['-vf', scaleFilter(output), '-q:v', String(qualityToQscale(output.quality)), '-qmin', '1'],
    ...['-fps_mode', 'passthrough', '-f', 'image2pipe', '-c:v', 'mjpeg', 'pipe:1'],
  ];
}

/** As `pictureSize`, in FFmpeg's words: the source's size is known only to the decoder. */
function scaleFilter({ width, height }: JpegOutput): string {
  const format = ':out_range=full,format=yuvj420p';
  if (width === undefined && height === undefined) return `scale=iw:ih${format}`;
  if (height === undefined) return `scale='min(iw,${width})':-2${format}`;
  if (width === undefined) return `scale=-2:'min(ih,${height})'${format}`;
  const shrink = `min(1,min(iw/${width},ih/${height}))`;
  return `scale='trunc(${width}*${shrink}/2)*2':'trunc(${height}*${shrink}/2)*2'${format}`;
}

async function runFfmpeg(program: string, args: string[], input: readonly Buffer[]): Promise<Buffer> {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    timeout: timeLimitMs,
    killSignal: 'SIGKILL',
  });
  const failed = once(child, 'close');
  // ffmpeg may stop reading early on data that it refuses: the answer then tells.
  child.stdin.on('error', () => {});
  child.stdin.end(Buffer.concat(input));
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk as Buffer);
    await failed;
    return Buffer.concat(chunks);
  } catch (error) {
    if (isMissing(error)) {
      throw new VidetteError('unavailable', 'neither node-av nor an ffmpeg program is there to decode with', {
        reason: 'engine_missing',
      });
    }
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
