/**
 * Recorded files each have a timeline of their own that begins near zero. A player of several wants one: their bytes are given out with
 * other decode times, counted from one moment for all, so that time grows over files and jumps over gaps. Nothing moves within a file.
 */
import type { FileHandle } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';
import { writeU64 } from '#media/fmp4/box.ts';
import { type RecordedFile, readDecodeTimes } from './recorded.ts';

/** Bytes to put in place of those of a file. */
export interface Patch {
  /** From the start of the file. */
  readonly offset: number;
  readonly bytes: Buffer;
}

const hourMs = 3_600_000;
/** The first sound of a file may lie before its first picture. */
const marginMs = 1000;

/** The zero of a player's timeline, UTC: the hour of the first file, so that players of the same hour can share what is cached. */
export function timelineZero(firstStartMs: number): number {
  return Math.floor((firstStartMs - marginMs) / hourMs) * hourMs;
}

/** The decode times of the fragments that begin in bytes `start` to `end` of the file, counted from `zeroMs` (UTC). */
export async function timelinePatches(
  handle: FileHandle,
  file: RecordedFile,
  zeroMs: number,
  start: number,
  end: number,
): Promise<Patch[]> {
  const [first] = file.fragments;
  const within = file.fragments.filter(({ offset }) => offset >= start && offset <= end);
  if (first === undefined || within.length === 0) return [];
  const { fileZeroMs, tracks } = await readDecodeTimes(handle, file, [first, ...within]);
  if (fileZeroMs < zeroMs)
    throw new VidetteError('invalid', 'zero lies before the recording', { field: ['zero'] });
  return tracks.map(({ offset, time, timescale }) => {
    const bytes = Buffer.allocUnsafe(8);
    writeU64(bytes, time + Math.round(((fileZeroMs - zeroMs) * timescale) / 1000), 0);
    return { offset, bytes };
  });
}

/** Puts the patches into a piece of the file that begins at `at`. */
export function applyPatches(piece: Buffer, at: number, patches: readonly Patch[]): void {
  for (const { offset, bytes } of patches) {
    const from = Math.max(offset, at);
    const to = Math.min(offset + bytes.length, at + piece.length);
    if (from < to) bytes.copy(piece, from - at, from - offset, to - offset);
  }
}
