/** From blobs to motion events, one per zone at a time: begin, updates when it shows better, end. */
import type { MotionSettings, NamedZone } from '#domain/analytics.ts';
import type { Box, Sighting } from '#domain/event.ts';
import type { Blob, MotionPicture } from './motion-picture.ts';
import { boxAround, fillPolygon } from './region.ts';

/** One picture may be a damaged one: motion is what is seen in two. Further apart than this, pictures count alone. */
const soonMs = 600;
/** Small things must go somewhere, this far in their own sizes: leaves, lamps and time stamps do not. */
const smallArea = 0.01;
const leastTravel = 0.3;
/** So many small things at once, of which less than half go anywhere, are rain, snow or glitter: then only large ones count. */
const manySmall = 20;
const largeInWeather = 0.03;
/** It may take so long to see that something is motion; it began when it was first seen. */
const longestProofMs = 600;
/** Share of its cells that must move, else it stands still. */
const leastMoving = 0.15;
/** Without motion for this long, it has ended (and later with a cool-down). */
const quietMs = 1_500;
/** A better picture shows so much more, and comes after so long. */
const betterBy = 1.25;
const betterAfterMs = 1_000;
const longestPauseMs = 10_000;

const everywhere: readonly NamedZone[] = [
  {
    name: '',
    points: [
      [0, 0],
      [1, 0],
      [1, 1],
      [0, 1],
    ],
  },
];

export class MotionEvents {
  readonly #zones: ZoneMotion[];
  #lastUtcMs: number | null = null;

  constructor(settings: MotionSettings) {
    const zones = settings.zones.length > 0 ? settings.zones : everywhere;
    const coolDownMs = Math.max(0, settings.coolDownSeconds) * 1000;
    this.#zones = zones.map((zone) => new ZoneMotion(zone, Math.max(quietMs, coolDownMs)));
  }

  update(motion: MotionPicture): Sighting[] {
    // The clock may jump: then no time, or not much, has passed.
    const pauseMs = motion.utcMs - (this.#lastUtcMs ?? motion.utcMs);
    this.#lastUtcMs = motion.utcMs;
    const elapsedMs = Math.max(0, Math.min(pauseMs, longestPauseMs));
    const leastArea = isWeather(motion.blobs) ? largeInWeather : 0;
    const moving = motion.blobs.flatMap((blob, i) =>
      isMotion(blob) && blob.area >= leastArea ? [{ blob, label: i + 1 }] : [],
    );
    return this.#zones.flatMap((zone) => zone.update(motion, moving, elapsedMs));
  }

  /** Nobody looks any more: what is open ends. */
  finish(): Sighting[] {
    return this.#zones.flatMap((zone) => zone.finish());
  }
}

/** Moves, and is not just something that flutters. */
export function isMotion(blob: Blob): boolean {
  if (blob.moving < leastMoving) return false;
  return blob.area >= smallArea || blob.travel >= leastTravel;
}

function isWeather(blobs: readonly Blob[]): boolean {
  const small = blobs.filter((blob) => blob.area < smallArea);
  return small.length >= manySmall && small.filter(isMotion).length < small.length / 2;
}

interface LabelledBlob {
  readonly blob: Blob;
  readonly label: number;
}

interface OpenMotion {
  /** Largest so far, share of the zone. */
  area: number;
  box: Box;
  shownArea: number;
  shownMs: number;
  lastUtcMs: number;
}

class ZoneMotion {
  readonly #zone: NamedZone;
  readonly #zoneBox: Box;
  readonly #endAfterMs: number;
  /** 1 for cells in the zone; made anew when the grid is another. */
  #cells: Uint8Array | null = null;
  #columns = 0;
  #size = 0;
  #firstUtcMs: number | null = null;
  #quietMs = 0;
  #open: OpenMotion | null = null;

  constructor(zone: NamedZone, endAfterMs: number) {
    this.#zone = zone;
    this.#zoneBox = boxAround(zone.points);
    this.#endAfterMs = endAfterMs;
  }

  update(motion: MotionPicture, moving: readonly LabelledBlob[], elapsedMs: number): Sighting[] {
    const cells = this.#fill(motion);
    let count = 0;
    const boxes: Box[] = [];
    for (const { blob, label } of moving) {
      const inside = cellsInside(motion, cells, blob, label);
      if (inside === 0) continue;
      count += inside;
      boxes.push(blob.box);
    }
    if (count === 0) return this.#quiet(elapsedMs);
    const seenMs = Math.min(...moving.map(({ blob }) => blob.seenMs));
    return this.#motion(motion.utcMs, seenMs, count / this.#size, around(boxes), elapsedMs);
  }

  finish(): Sighting[] {
    const open = this.#open;
    if (open === null) return [];
    this.#open = null;
    this.#firstUtcMs = null;
    return [this.#sighting('end', open.lastUtcMs, open, false)];
  }

  #motion(utcMs: number, seenMs: number, area: number, box: Box, elapsedMs: number): Sighting[] {
    this.#quietMs = 0;
    const open = this.#open;
    if (open !== null) return this.#goOn(open, utcMs, area, box, elapsedMs);
    if (this.#firstUtcMs === null && elapsedMs < soonMs) {
      this.#firstUtcMs = utcMs - Math.min(seenMs, longestProofMs);
      return [];
    }
    const begun = { area, box, shownArea: area, shownMs: 0, lastUtcMs: utcMs };
    this.#open = begun;
    return [this.#sighting('begin', this.#firstUtcMs ?? utcMs, begun, true)];
  }

  #goOn(open: OpenMotion, utcMs: number, area: number, box: Box, elapsedMs: number): Sighting[] {
    open.lastUtcMs = utcMs;
    open.shownMs += elapsedMs;
    if (area > open.area) {
      open.area = area;
      open.box = box;
    }
    if (area < open.shownArea * betterBy || open.shownMs < betterAfterMs) return [];
    open.shownArea = area;
    open.shownMs = 0;
    return [this.#sighting('update', utcMs, open, true)];
  }

  #quiet(elapsedMs: number): Sighting[] {
    this.#firstUtcMs = null;
    this.#quietMs += elapsedMs;
    return this.#quietMs >= this.#endAfterMs ? this.finish() : [];
  }

  #sighting(phase: Sighting['phase'], utcMs: number, { area, box }: OpenMotion, picture: boolean): Sighting {
    return {
      key: `motion:${this.#zone.name}`,
      phase,
      utcMs,
      picture,
      facts: {
        type: 'motion_detection',
        name: this.#zone.name === '' ? null : this.#zone.name,
        objectId: null,
        objectClass: 'unknown',
        box,
        details: { area: Math.min(1, area), zoneBox: this.#zoneBox },
      },
    };
  }

  #fill({ columns, rows, cellWidth, cellHeight }: MotionPicture): Uint8Array {
    if (this.#cells?.length === columns * rows && this.#columns === columns) return this.#cells;
    const cells = new Uint8Array(columns * rows);
    fillPolygon(cells, { columns, rows, cellWidth, cellHeight }, this.#zone.points);
    this.#columns = columns;
    this.#size = Math.max(1, cells.filter((isIn) => isIn === 1).length);
    this.#cells = cells;
    return cells;
  }
}

function cellsInside(motion: MotionPicture, cells: Uint8Array, { box }: Blob, label: number): number {
  const { columns, labels } = motion;
  const left = Math.round(box[0] / motion.cellWidth);
  const right = Math.round(box[2] / motion.cellWidth);
  const bottom = Math.round(box[3] / motion.cellHeight);
  let inside = 0;
  for (let row = Math.round(box[1] / motion.cellHeight); row < bottom; row++) {
    for (let i = row * columns + left; i < row * columns + right; i++) {
      if (labels[i] === label && cells[i] === 1) inside++;
    }
  }
  return inside;
}

function around(boxes: readonly Box[]): Box {
  return [
    Math.min(...boxes.map((box) => box[0])),
    Math.min(...boxes.map((box) => box[1])),
    Math.max(...boxes.map((box) => box[2])),
    Math.max(...boxes.map((box) => box[3])),
  ];
}
