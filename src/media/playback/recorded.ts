/** What playback asks of the archive, and how it reads the files that it is told of. */
import { type FileHandle, open } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';
import { readBoxHeader } from '#media/fmp4/box-reader.ts';
import type { Fmp4Track } from '#media/fmp4/init-segment.ts';
import { type ParsedFragment, parseFragment } from '#media/fmp4/parse-fragment.ts';
import { parseInit } from '#media/fmp4/parse-init.ts';
import type { PlanChunk, PlanFragment } from './clip-plan.ts';
import type { PlaylistFragment } from './hls-playlist.ts';

/** A recorded file with those of its fragments that matter for a range. */
export interface RecordedFile {
  readonly path: string;
  /** Bytes of the initialization segment at the start of the file. */
  readonly initBytes: number;
  /** In order; each from its first box (`prft` or `moof`) to the end of its `mdat`. */
  readonly fragments: readonly PlaylistFragment[];
}

/** Enough for `prft` and `moof` of a second of video and audio. */
const headBytes = 16 * 1024;
/** Node reads on four threads; more than some at once only wait. */
const headsAtOnce = 8;
const maxMoofBytes = 8 * 1024 * 1024;

export interface FragmentHead {
  readonly fragment: PlaylistFragment;
  readonly parsed: ParsedFragment;
  /** The `moof` box. */
  readonly moof: Buffer;
  /** Bytes from the start of the file to the `moof` box. */
  readonly moofOffset: number;
}

/**
 * The fragments' tables in order, for a clip. Reads only heads, no media data; some at once, because each waits for the disk. A file
 * that was deleted since it was looked up is as if it had never been recorded.
 */
export async function* readPlanFragments(
  files: readonly RecordedFile[],
  signal: AbortSignal,
): AsyncGenerator<PlanFragment> {
  for (const file of files) {
    const handle = await openUnlessDeleted(file.path);
    if (handle === null) continue;
    try {
      yield* fragmentsOf(handle, file, signal);
    } finally {
      await handle.close();
    }
  }
}

async function* fragmentsOf(
  handle: FileHandle,
  file: RecordedFile,
  signal: AbortSignal,
): AsyncGenerator<PlanFragment> {
  const { path, fragments } = file;
  const tracks = await readTracks(handle, file);
  for (let at = 0; at < fragments.length; at += headsAtOnce) {
    signal.throwIfAborted();
    const batch = fragments.slice(at, at + headsAtOnce);
    const heads = await Promise.all(batch.map((fragment) => readHead(handle, fragment)));
    for (const [index, head] of heads.entries()) {
      const { startMs } = head.fragment;
      yield { file: path, startMs, chunks: chunksOf(head, tracks), joint: at + index === 0 };
    }
  }
}

export async function readTracks(
  handle: FileHandle,
  { initBytes }: RecordedFile,
): Promise<readonly Fmp4Track[]> {
  return tracksOf(await readExactly(handle, 0, initBytes));
}

function tracksOf(init: Buffer): readonly Fmp4Track[] {
  const tracks = parseInit(init);
  if (tracks === null) throw damaged();
  return tracks;
}

function chunksOf({ parsed, moofOffset }: FragmentHead, tracks: readonly Fmp4Track[]): PlanChunk[] {
  return parsed.tracks.flatMap((part): PlanChunk[] => {
    const track = tracks.find(({ trackId }) => trackId === part.trackId)?.track;
    const first = part.samples[0];
    if (track === undefined || first === undefined) return [];
    return [
      { track, offset: moofOffset + first.offset, baseTime: part.baseMediaDecodeTime, samples: part.samples },
    ];
  });
}

/** The head of a file and those of some of its fragments. */
export interface RecordedHeads {
  readonly init: Buffer;
  readonly tracks: readonly Fmp4Track[];
  readonly fragments: readonly FragmentHead[];
}

export async function readHeads(
  handle: FileHandle,
  { initBytes }: RecordedFile,
  fragments: readonly PlaylistFragment[],
): Promise<RecordedHeads> {
  const init = await readExactly(handle, 0, initBytes);
  const tracks = tracksOf(init);
  return { init, tracks, fragments: await Promise.all(fragments.map((one) => readHead(handle, one))) };
}

export async function readHead(handle: FileHandle, fragment: PlaylistFragment): Promise<FragmentHead> {
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
  const moof = bytes.subarray(skipped);
  const parsed = parseFragment(moof);
  if (parsed === null) throw damaged();
  return { fragment, parsed, moof, moofOffset: fragment.offset + skipped };
}

/** Bytes per read: large enough that a call costs little, small enough to hold some for each of many downloads. */
const pieceBytes = 256 * 1024;

/** The bytes of a range, piece by piece; each piece is the caller's. */
export async function* readRange(
  handle: FileHandle,
  offset: number,
  length: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  let done = 0;
  while (done < length) {
    signal.throwIfAborted();
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, length - done));
    const { bytesRead } = await handle.read(piece, 0, piece.length, offset + done);
    if (bytesRead === 0) throw damaged();
    done += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** Exactly these bytes, or `data_loss`. */
export async function readExactly(handle: FileHandle, offset: number, length: number): Promise<Buffer> {
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
  const handle = await openUnlessDeleted(path);
  if (handle === null) throw new VidetteError('not_found', 'this recording is not there any more');
  return handle;
}

/** Between looking it up and opening it retention may have taken it: null then. */
async function openUnlessDeleted(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function damaged(): VidetteError {
  return new VidetteError('data_loss', 'a recorded file does not hold what its index says');
}
