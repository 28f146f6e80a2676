/** An object as rules and other parts see it, and what goes with it. */
import type { Box, ObjectClass, Point } from '#domain/event.ts';

/**
 * `tentative`: perhaps noise; `tracked`: seen in this picture; `lost`: looked for where it should be by now; `parked`: stood still
 * when it was last seen and has become background, so it is taken to be there still.
 */
export type TrackState = 'tentative' | 'tracked' | 'lost' | 'parked';

/** What rules see of a track. */
export interface TrackedObject {
  /** Unique to the camera, never used again. */
  readonly id: string;
  readonly state: TrackState;
  /** It has really moved, or a recogniser named it: worth telling of. Leaves and flicker are not. */
  readonly proven: boolean;
  readonly objectClass: ObjectClass;
  /** Inside the picture. */
  readonly box: Box;
  /** Of the box, filtered. */
  readonly centre: Point;
  /** Widths and heights of the picture per second. */
  readonly velocity: Point;
  readonly bornMs: number;
  /** The object that it was a part of until it was born: two who came as one. */
  readonly partOf: string | null;
  readonly seenMs: number;
  /** Measured in the latest picture. */
  readonly seenNow: boolean;
}

/** Lengths in x are shares of the width, so what is round in the world needs the shape of the picture. */
export interface Shape {
  /** Width by height. */
  readonly aspect: number;
}

/** How things move at a place of the picture, and how much that varies. */
export interface Flow {
  readonly velocity: Point;
  /** Picture heights per second. */
  readonly std: number;
}
