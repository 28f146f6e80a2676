/** Writes a planned clip: head, then the samples as they lie in the archive. */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';
import type { ClipPlan, CopyRange } from './clip-plan.ts';
import { movieHeader } from './movie-header.ts';
import { openRecorded, readRange } from './recorded.ts';

/** Bytes per read when a finished clip is read back. */
const pieceBytes = 1024 * 1024;

const nothing = Buffer.alloc(0);

/** A planned clip as the file that it will be: its head, then media data from the archive. */
export interface ClipFile {
  readonly head: Buffer;
  readonly copies: readonly CopyRange[];
  readonly bytes: number;
}

export function clipFile(plan: ClipPlan, creationUtcMs: number): ClipFile {
  const head = movieHeader(plan.tracks, plan.mediaBytes, creationUtcMs);
  return { head, copies: plan.copies, bytes: head.length + plan.mediaBytes };
}

/** Bytes `from` to before `to` of the clip, in order. Ends early with an error when the archive lacks what the plan names. */
export async function* clipBytes(
  { head, copies, bytes }: ClipFile,
  signal: AbortSignal,
  from = 0,
  to = bytes,
): AsyncGenerator<Buffer> {
  if (from < head.length) yield head.subarray(from, to);
  let at = head.length;
  let handle: FileHandle | null = null;
  let name = '';
  try {
    for (const { prefix = nothing, file, offset, length } of copies) {
      if (from < at + prefix.length && to > at) yield prefix.subarray(Math.max(0, from - at), to - at);
      at += prefix.length;
      const first = Math.max(0, from - at);
      const last = Math.min(length, to - at);
      at += length;
      if (first >= last) continue;
      if (handle === null || file !== name) {
        await handle?.close();
        handle = null;
        handle = await openRecorded(file);
        name = file;
      }
      yield* readRange(handle, offset + first, last - first, signal);
    }
  } finally {
    await handle?.close();
  }
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
  const clip = clipFile(plan, options.creationUtcMs);
  try {
    const sum = createHash('sha256');
    let bytes = 0;
    const file = await open(part, 'w', 0o600);
    try {
      for await (const piece of clipBytes(clip, options.signal)) {
        await file.writeFile(piece);
        sum.update(piece);
        bytes += piece.length;
        options.progress(bytes / clip.bytes);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    const sha256 = sum.digest('hex');
    if (bytes !== clip.bytes || (await hashOf(part, options.signal)) !== sha256)
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
