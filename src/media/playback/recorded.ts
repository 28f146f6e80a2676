/** What playback asks of the archive, and how it reads the files that it is told of. */
import { type FileHandle, open } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';
import { readBoxHeader } from '#media/fmp4/box-reader.ts';
import type { Fmp4Track } from '#media/fmp4/init-segment.ts';
import { type ParsedFragment, parseFragment } from '#media/fmp4/parse-fragment.ts';
import type { Sample } from '#media/stream.ts';
import type { PlanChunk, PlanFragment } from './clip-plan.ts';
import type { PlaylistFragment } from './hls-playlist.ts';

/** A recorded file with those of its fragments that matter for a range. */
export interface RecordedFile {
  readonly path: string;
  /** Bytes of the initialization segment at the start of the file. */
  readonly initBytes: number;
  readonly tracks: readonly Fmp4Track[];
  /** In order; each from its first box (`prft` or `moof`) to the end of its `mdat`. */
  readonly fragments: readonly PlaylistFragment[];
}

/** Enough for `prft` and `moof` of a second of video and audio. */
const headBytes = 16 * 1024;
/** Node reads on four threads; more than some at once only wait. */
const headsAtOnce = 8;
const maxMoofBytes = 8 * 1024 * 1024;

interface Located {
  readonly parsed: ParsedFragment;
  /** Bytes from the start of the file to the `moof` box. */
  readonly moofOffset: number;
}

/** The fragments' tables in order, for a clip. Reads only heads, no media data; some at once, because each waits for the disk. */
export async function* readPlanFragments(
  files: readonly RecordedFile[],
  signal: AbortSignal,
): AsyncGenerator<PlanFragment> {
  for (const { path, tracks, fragments } of files) {
    const handle = await openRecorded(path);
    try {
      for (let at = 0; at < fragments.length; at += headsAtOnce) {
        signal.throwIfAborted();
        const batch = fragments.slice(at, at + headsAtOnce);
        const heads = await Promise.all(batch.map((fragment) => readHead(handle, fragment)));
        for (const [index, { startMs }] of batch.entries()) {
          const head = heads[index];
          if (head === undefined) continue;
          yield { file: path, startMs, chunks: chunksOf(head, tracks), joint: at + index === 0 };
        }
      }
    } finally {
      await handle.close();
    }
  }
}

function chunksOf({ parsed, moofOffset }: Located, tracks: readonly Fmp4Track[]): PlanChunk[] {
  return parsed.tracks.flatMap((part): PlanChunk[] => {
    const track = tracks.find(({ trackId }) => trackId === part.trackId)?.track;
    const first = part.samples[0];
    if (track === undefined || first === undefined) return [];
    return [
      { track, offset: moofOffset + first.offset, baseTime: part.baseMediaDecodeTime, samples: part.samples },
    ];
  });
}

/**
 * The video samples of a file from the last keyframe at or before `atMs` up to the picture at `atMs`, in decoding order: what a
 * decoder needs to show that picture. With `keyframeOnly` the keyframe alone, which is nearly as near and much cheaper.
 */
export async function readPicture(
  file: RecordedFile,
  atMs: number,
  keyframeOnly: boolean,
): Promise<Sample[]> {
  const video = file.tracks.find(({ track }) => track.kind === 'video');
  if (video === undefined) return [];
  const { timescale } = video.track;
  const samples: Sample[] = [];
  const handle = await openRecorded(file.path);
  try {
    for (const fragment of file.fragments) {
      if (samples.length > 0 && fragment.startMs > atMs) break;
      const { parsed, moofOffset } = await readHead(handle, fragment);
      const part = parsed.tracks.find(({ trackId }) => trackId === video.trackId);
      for (const one of part?.samples ?? []) {
        const utcMs = fragment.startMs + ((one.dts - (part?.baseMediaDecodeTime ?? 0)) / timescale) * 1000;
        if (samples.length > 0 && utcMs > atMs) break;
        if (one.keyframe) samples.length = 0;
        else if (samples.length === 0 || keyframeOnly) continue;
        samples.push({
          kind: 'video',
          data: await readExactly(handle, moofOffset + one.offset, one.size),
          keyframe: one.keyframe,
          dts: one.dts,
          ptsOffset: one.ptsOffset,
          utcMs,
          discontinuity: false,
        });
      }
    }
  } finally {
    await handle.close();
  }
  return samples;
}

async function readHead(handle: FileHandle, fragment: PlaylistFragment): Promise<Located> {
  let bytes = await readExactly(handle, fragment.offset, Math.min(headBytes, fragment.length));
  let skipped = 0;
  for (;;) {
    const header = readBoxHeader(bytes, skipped);
    if (header === null) throw damaged();
    if (header.type === 'moof') {
      if (header.end > maxMoofBytes) throw damaged();
      if (header.end > bytes.length)
        bytes = await readExactly(handle, fragment.offset, Math.min(header.end, fragment.length));
      break;
    }
    if (header.end <= skipped || header.end >= bytes.length) throw damaged();
    skipped = header.end;
  }
  const parsed = parseFragment(bytes.subarray(skipped));
  if (parsed === null) throw damaged();
  return { parsed, moofOffset: fragment.offset + skipped };
}

async function readExactly(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(buffer, done, length - done, offset + done);
    if (bytesRead === 0) throw damaged();
    done += bytesRead;
  }
  return buffer;
}

/** Opens a file of the archive for reading. */
export async function openRecorded(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch (cause) {
    // Between looking it up and opening it retention may have taken it.
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new VidetteError('not_found', 'this recording is not there any more', { cause });
    throw cause;
  }
}

function damaged(): VidetteError {
  return new VidetteError('data_loss', 'a recorded file does not hold what its index says');
}
