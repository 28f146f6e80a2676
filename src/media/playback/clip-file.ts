/** Writes a planned clip: head, then the samples as they lie in the archive. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';
import type { ClipPlan, CopyRange } from './clip-plan.ts';
import { movieHeader } from './movie-header.ts';

/** Bytes per read: large enough that a call costs little, small enough to hold few in memory. */
const pieceBytes = 1024 * 1024;

/** All bytes of the clip in order, from the head on. Ends early with an error when the archive lacks what the plan names. */
export async function* clipBytes(
  plan: ClipPlan,
  creationUtcMs: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  yield movieHeader(plan.tracks, plan.mediaBytes, creationUtcMs);
  let file: FileHandle | null = null;
  let name = '';
  try {
    for (const range of plan.copies) {
      if (file === null || range.file !== name) {
        await file?.close();
        file = null;
        file = await open(range.file, 'r');
        name = range.file;
      }
      yield* readRange(file, range, signal);
    }
  } finally {
    await file?.close();
  }
}

async function* readRange(file: FileHandle, range: CopyRange, signal: AbortSignal): AsyncGenerator<Buffer> {
  let done = 0;
  while (done < range.length) {
    signal.throwIfAborted();
    const piece = Buffer.allocUnsafe(Math.min(pieceBytes, range.length - done));
    const { bytesRead } = await file.read(piece, 0, piece.length, range.offset + done);
    if (bytesRead === 0)
      throw new VidetteError('data_loss', 'a recorded file is shorter than its index says');
    done += bytesRead;
    yield piece.subarray(0, bytesRead);
  }
}

/** Size of the whole file, before it is made. */
export function clipSize(plan: ClipPlan, creationUtcMs: number): number {
  return movieHeader(plan.tracks, plan.mediaBytes, creationUtcMs).length + plan.mediaBytes;
}

export interface WrittenClip {
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * Writes `<path>.part`, syncs it, reads it back against the hash of what was written, and only then gives it its name. On any
 * failure and on abort nothing is left.
 */
export async function writeClip(
  plan: ClipPlan,
  path: string,
  options: { creationUtcMs: number; signal: AbortSignal; progress: (share: number) => void },
): Promise<WrittenClip> {
  const part = `${path}.part`;
  const total = clipSize(plan, options.creationUtcMs);
  try {
    const sum = createHash('sha256');
    let bytes = 0;
    const file = await open(part, 'w', 0o600);
    try {
      for await (const piece of clipBytes(plan, options.creationUtcMs, options.signal)) {
        await file.writeFile(piece);
        sum.update(piece);
        bytes += piece.length;
        options.progress(bytes / total);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = sum.digest('hex');
    if (bytes !== total || (await hashOf(part, options.signal)) !== sha256)
      throw new VidetteError('data_loss', 'the clip does not read back as it was written');
    await rename(part, path);
    return { bytes, sha256 };
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

async function hashOf(path: string, signal: AbortSignal): Promise<string> {
  const sum = createHash('sha256');
  const file = await open(path, 'r');
  try {
    for await (const piece of file.createReadStream({ highWaterMark: pieceBytes, autoClose: false })) {
      signal.throwIfAborted();
      sum.update(piece as Buffer);
    }
  } finally {
    await file.close();
  }
  return sum.digest('hex');
}
