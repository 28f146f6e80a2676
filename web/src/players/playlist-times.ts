/**
 * From wall-clock time to the media timeline of a playlist and back. A playlist leaves gaps out, so the two run apart at
 * every gap. Pure.
 */

/** A piece of the playlist: `start` and `duration` in seconds of the media timeline, `programDateTime` in Unix milliseconds. */
export interface PlaylistPiece {
  readonly start: number;
  readonly duration: number;
  readonly programDateTime: number | null;
}

export interface Position {
  /** Seconds of the media timeline. */
  readonly seconds: number;
  /** The moment that is there: the wanted one, or where recording goes on after it. */
  readonly utcMs: number;
}

/** Null when nothing of the playlist is at or after the moment. */
export function positionOf(pieces: readonly PlaylistPiece[], utcMs: number): Position | null {
  for (const piece of pieces) {
    if (piece.programDateTime === null) continue;
    const endMs = piece.programDateTime + piece.duration * 1000;
    if (endMs <= utcMs) continue;
    const at = Math.max(utcMs, piece.programDateTime);
    return { seconds: piece.start + (at - piece.programDateTime) / 1000, utcMs: at };
  }
  return null;
}

/** The moment at a place of the media timeline; null before the playlist is known. */
export function utcAt(pieces: readonly PlaylistPiece[], seconds: number): number | null {
  const piece = pieces.findLast(({ start }) => start <= seconds + 1e-3) ?? pieces[0];
  if (piece === undefined || piece.programDateTime === null) return null;
  return piece.programDateTime + (seconds - piece.start) * 1000;
}

/** Where the playlist ends, Unix milliseconds. */
export function endOf(pieces: readonly PlaylistPiece[]): number | null {
  const last = pieces.at(-1);
  if (last === undefined || last.programDateTime === null) return null;
  return last.programDateTime + last.duration * 1000;
}
