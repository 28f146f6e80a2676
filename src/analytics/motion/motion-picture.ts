/** What the motion detector finds in one picture. docs/design/motion.md says how. */
import type { Box, Point } from '#domain/event.ts';

/** What a cell of the grid shows. `mask` holds the first that is true, in this order: masked, shadow, moving, still. */
export const cell = {
  background: 0,
  /** Differs from the background, and has changed within the last seconds. */
  moving: 1,
  /** Differs from the background, but has not changed for seconds: something that stopped, was left, or was taken away. */
  still: 2,
  /** The background, only darker. */
  shadow: 3,
  /** In a mask of the settings. */
  masked: 4,
} as const;

/** A connected region that differs from the background. */
export interface Blob {
  readonly box: Box;
  /** Its centre of gravity. */
  readonly centroid: Point;
  /** Share 0..1 of the picture that its cells (not its box) cover. */
  readonly area: number;
  /** Share 0..1 of its cells that move; near 0 it stands still. */
  readonly moving: number;
  /** Mean absolute difference from the background in luma levels. */
  readonly difference: number;
  /**
   * -1..1: how much sharper its outline is in the picture (positive: something is there) than in the background (negative:
   * something is gone, as where a parked car has left). Near 0: cannot be told.
   */
  readonly presence: number;
  /** How far it has gone in the last seconds, in its own sizes. Leaves and lamps stay near 0. */
  readonly travel: number;
  /** For how long it has been seen, roughly; its parts and what it meets may count. */
  readonly seenMs: number;
}

/** `lighting`: as before under other light. `view`: another picture (camera moved, covered, another preset). */
export type WholeChange = 'lighting' | 'view';

/** Arrays belong to the detector and are valid until its next picture. */
export interface MotionPicture {
  readonly utcMs: number;
  /** The grid that pictures are looked at on; a cell is a square of pixels. Row by row from the top left. */
  readonly columns: number;
  readonly rows: number;
  /** Shares of the picture that a cell is wide and high. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Mean luma 0..255 per cell. */
  readonly luma: Uint8Array;
  /** Luma of the background per cell in 1/256 levels. */
  readonly background: Uint16Array;
  /** One of `cell` per cell. */
  readonly mask: Uint8Array;
  /** Per cell the index in `blobs` plus one; 0 belongs to none. */
  readonly labels: Uint8Array;
  /** Largest first, at most 100, none smaller than the settings say. Empty while the whole picture changes. */
  readonly blobs: readonly Blob[];
  /** Of the camera now: mean deviation of a cell from what it shows on average, luma levels. */
  readonly noise: number;
  /** Share 0..1 of the cells that differ from the background, before anything is left out. */
  readonly changedShare: number;
  /** The background is not known yet: the first seconds, and after a whole change. Blobs may be where something was. */
  readonly learning: boolean;
  /** Null but for the one picture in which the whole picture changed. */
  readonly wholeChange: WholeChange | null;
}
