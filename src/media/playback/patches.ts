/** Recorded files as players of HLS get them: some bytes replaced on their way, all lengths and places as in the file. */
import type { FileHandle } from 'node:fs/promises';
import { hiddenSoundPatches } from './hidden-sound.ts';
import { timelinePatches } from './one-timeline.ts';
import { type RecordedFile, readHeads } from './recorded.ts';

/** Bytes to put in place of those of a file. */
export interface Patch {
  /** From the start of the file. */
  readonly offset: number;
  readonly bytes: Buffer;
}

/** What to replace in bytes `start` to `end` of a file with all its fragments, for a timeline from `zeroMs` (UTC) on. */
export async function playerPatches(
  handle: FileHandle,
  file: RecordedFile,
  zeroMs: number,
  start: number,
  end: number,
): Promise<Patch[]> {
  const [first] = file.fragments;
  if (first === undefined) return [];
  const within = file.fragments.filter(({ offset }) => offset >= start && offset <= end);
  const heads = await readHeads(handle, file, [first, ...within]);
  return [...timelinePatches(heads, zeroMs), ...hiddenSoundPatches(heads)];
}

/** Puts the patches into a piece of the file that begins at `at`. */
export function applyPatches(piece: Buffer, at: number, patches: readonly Patch[]): void {
  for (const { offset, bytes } of patches) {
    const from = Math.max(offset, at);
    const to = Math.min(offset + bytes.length, at + piece.length);
    if (from < to) bytes.copy(piece, from - at, from - offset, to - offset);
  }
}
