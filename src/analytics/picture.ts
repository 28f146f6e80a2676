/** A decoded picture as the analytics see it: brightness only. */

export interface LumaPicture {
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next, at least `width`. */
  readonly stride: number;
  /** 8-bit luma, row by row from the top left. Only read, and only during the call that gets it. */
  readonly data: Uint8Array;
  /** When it was taken, UTC milliseconds. Need not be evenly spaced, and may jump. */
  readonly utcMs: number;
}
