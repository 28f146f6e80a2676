/** One thing over the pictures: where it is, how fast, and how sure that is. */
import type { Box, ObjectClass, Point } from '#domain/event.ts';
import { area, around, centre, clipped } from './box.ts';
import type { Detection } from './detection.ts';
import { AxisFilter } from './kalman.ts';

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

/** A box of motion wobbles by this share of the thing's size: arms, legs, shadows, cells of the motion grid. */
const boxNoise = 0.12;
/** Plus this share of the picture's height. */
const gridNoise = 0.004;
/** A thing changes its speed by this many of its own lengths per second², at most, usually. */
const agility = 2.5;
/** What comes near seems to become faster, the faster it is: this share of its speed per second. */
const haste = 1.5;
/** A new thing may be this fast: picture heights per second, or its own lengths per second. */
const speedOfNew = 0.35;
const lengthsOfNew = 3;
/** How far a thing goes, in its own lengths, until it has proven to be one. */
const provenLengths = 0.5;
/** A part of something that moved does so with it. */
const provenPartLengths = 0.15;
const provenHits = 3;
const leapLengths = 0.5;
/** After so many pictures the velocity is measured, not only assumed. */
const steadyHits = 4;
const fastLengthsPerSecond = 1;
const backLengths = 0.3;
const reachLengths = 1.2;
const reachShare = 0.75;
/** Standard deviation of the logarithm of width and height from picture to picture. */
const sizeSpread = 0.4;
/** A box that ends here may go on outside. */
const edge = 0.008;
/** What is thought to be outside fades: a thing may have become smaller there. */
const keptOutside = 0.97;
const groupCertainty = 0.4;
/** Who stays within this stands. */
const standingLengths = 0.3;
const standingMs = 3000;
const fadingMs = 3000;
const fadingLengths = 0.4;
/** With less than this share of it inside the picture it has left. */
const leftShare = 0.6;

export class ObjectTrack implements TrackedObject {
  readonly id: string;
  readonly bornMs: number;
  partOf: string | null = null;
  /** Where it was expected in this picture before it was seen. */
  expected: Box;
  /** Where it began to move as expected. */
  #origin: Point;
  #seenAt: Point;
  #unseenSeconds = 0;
  readonly #x: AxisFilter;
  readonly #y: AxisFilter;
  readonly #aspect: number;
  #width: number;
  #height: number;
  #class: ObjectClass;
  #classWeight = 0;
  #stoodAt: Point;
  #standingSinceMs: number;
  /** As it was when it was last seen to stand. */
  #stood: {
    readonly utcMs: number;
    readonly centre: Point;
    readonly width: number;
    readonly height: number;
  } | null = null;
  state: TrackState = 'tentative';
  proven = false;
  seenMs: number;
  seenNow = true;
  hits = 1;
  /** In so many pictures it was a region of its own. */
  picturesAlone = 1;
  aloneMs = 0;
  /** When another object was last hidden by it. */
  hidMs = Number.NEGATIVE_INFINITY;
  /** In so many of the last pictures it was two pieces that could be two objects. */
  picturesInPieces = 0;
  misses = 0;

  constructor(id: string, detection: Detection, utcMs: number, { aspect }: Shape, flow: Flow | null) {
    const [x, y] = centre(detection.box);
    this.id = id;
    this.bornMs = utcMs;
    this.expected = detection.box;
    this.seenMs = utcMs;
    this.#standingSinceMs = utcMs;
    this.#origin = [x, y];
    this.#seenAt = [x, y];
    this.#stoodAt = [x, y];
    this.#aspect = aspect;
    this.#width = detection.box[2] - detection.box[0];
    this.#height = detection.box[3] - detection.box[1];
    const size = this.size;
    const std = flow?.std ?? Math.max(speedOfNew, lengthsOfNew * size);
    const noise = gridNoise + boxNoise * size;
    this.#x = new AxisFilter(x, noise / aspect, flow?.velocity[0] ?? 0, std / aspect);
    this.#y = new AxisFilter(y, noise, flow?.velocity[1] ?? 0, std);
    this.#class = detection.objectClass;
    this.#learnClass(detection);
  }

  /** Side of the square of the same area, in heights of the picture. */
  get size(): number {
    return Math.sqrt(this.#width * this.#aspect * this.#height);
  }

  get box(): Box {
    return clipped(this.predicted);
  }

  /** May lie outside the picture. */
  get predicted(): Box {
    return around(this.#x.position, this.#y.position, this.#width, this.#height);
  }

  get centre(): Point {
    return [this.#x.position, this.#y.position];
  }

  get velocity(): Point {
    return [this.#x.velocity, this.#y.velocity];
  }

  get objectClass(): ObjectClass {
    return this.#class;
  }

  /** It stood until a moment ago. What the background takes in, it takes in pieces: the last ones seem to move. */
  get stood(): boolean {
    const stood = this.#stood;
    if (stood === null || this.seenMs - stood.utcMs > fadingMs) return false;
    return this.#lengths(stood.centre, this.centre) <= fadingLengths;
  }

  /** The velocity has been measured, not only assumed. */
  get isSteady(): boolean {
    return this.hits >= steadyHits && this.misses === 0;
  }

  predict(seconds: number): void {
    this.seenNow = false;
    this.#unseenSeconds += seconds;
    if (this.state === 'parked') return;
    const acceleration = Math.hypot(
      agility * this.size,
      haste * Math.hypot(this.#x.velocity * this.#aspect, this.#y.velocity),
    );
    this.#x.predict(seconds, acceleration / this.#aspect);
    this.#y.predict(seconds, acceleration);
    this.expected = clipped(this.predicted);
  }

  /**
   * Twice the negative logarithm of the likelihood that the thing is seen as `box` now, less what does not depend on the track:
   * squared Mahalanobis distances of centre and size, and the width of the expectation, so that a track that knows nothing does
   * not take what a track that knows expects. Infinite beyond `gate` (of the squared distance).
   */
  cost(box: Box, gate: number): number {
    const { x, y, width, height, cutX, cutY } = this.#whole(box);
    if (this.#wouldTurnRound([x, y]) || this.#isOutOfReach([x, y])) return Number.POSITIVE_INFINITY;
    const noise = gridNoise + boxNoise * this.size;
    const varX = this.#x.positionVariance + (noise / this.#aspect) ** 2;
    const varY = this.#y.positionVariance + noise ** 2;
    const distance = (x - this.#x.position) ** 2 / varX + (y - this.#y.position) ** 2 / varY;
    if (!(distance < gate)) return Number.POSITIVE_INFINITY;
    // What comes in or goes out shows as much of itself as is inside.
    const logWidth = cutX ? 0 : Math.log(width / this.#width);
    const logHeight = cutY ? 0 : Math.log(height / this.#height);
    const shape = (logWidth ** 2 + logHeight ** 2) / sizeSpread ** 2;
    if (!(shape < gate)) return Number.POSITIVE_INFINITY;
    return distance + shape + Math.log((varX * varY) / (noise ** 4 / this.#aspect ** 2));
  }

  /** What is fast does not come back at once: there, it is the next of its kind. */
  #wouldTurnRound([x, y]: Point): boolean {
    const [vx, vy] = this.velocity;
    const speed = this.#speed();
    if (this.hits < steadyHits || speed < fastLengthsPerSecond) return false;
    const [dx, dy] = [(x - this.#seenAt[0]) * this.#aspect, y - this.#seenAt[1]];
    const ahead = (dx * vx * this.#aspect + dy * vy) / Math.hypot(vx * this.#aspect, vy);
    return ahead < -backLengths * this.size;
  }

  /** Who was out of sight comes out near where they should be by now: they have changed their pace, not jumped. */
  #isOutOfReach(place: Point): boolean {
    if (this.hits < steadyHits || this.misses === 0) return false;
    const reach = reachLengths + reachShare * this.#speed() * this.#unseenSeconds;
    return this.#lengths(this.centre, place) > reach;
  }

  see(detection: Detection, utcMs: number): void {
    this.picturesAlone += 1;
    this.aloneMs += utcMs - this.seenMs;
    const expected = centre(this.box);
    this.#correct(detection, utcMs, 1);
    this.#proveItself(expected, centre(detection.box));
  }

  /** Its place is derived from a region in which several things are one. */
  seeInGroup(detection: Detection, utcMs: number): void {
    this.#correct(detection, utcMs, groupCertainty);
  }

  #correct(detection: Detection, utcMs: number, certainty: number): void {
    const { x, y, width, height } = this.#whole(detection.box);
    const noise = (gridNoise + boxNoise * this.size) / certainty;
    this.#x.correct(x, noise / this.#aspect);
    this.#y.correct(y, noise);
    this.#width += certainty * sizeGain(this.#width, width) * (width - this.#width);
    this.#height += certainty * sizeGain(this.#height, height) * (height - this.#height);
    this.#learnClass(detection);
    this.hits += 1;
    this.misses = 0;
    this.seenMs = utcMs;
    this.seenNow = true;
    this.#unseenSeconds = 0;
    this.#seenAt = this.centre;
    if (this.#lengths(this.#stoodAt, this.#seenAt) > standingLengths) {
      this.#stoodAt = this.#seenAt;
      this.#standingSinceMs = utcMs;
    } else if (utcMs - this.#standingSinceMs >= standingMs) {
      this.#stood = { utcMs, centre: this.#seenAt, width: this.#width, height: this.#height };
    }
  }

  /** What lies outside the picture is added: an object that leaves does not become smaller, and its centre goes on at its pace. */
  #whole([x0, y0, x1, y1]: Box): Whole {
    const across = wholeSpan(x0, x1, this.#width);
    const down = wholeSpan(y0, y1, this.#height);
    return {
      x: across.middle,
      y: down.middle,
      width: across.length,
      height: down.length,
      cutX: across.isCut,
      cutY: down.isCut,
    };
  }

  miss(): void {
    this.misses += 1;
  }

  /** It stays where it stood. */
  park(): void {
    const stood = this.#stood;
    if (stood === null) return;
    this.state = 'parked';
    this.#x.stopAt(stood.centre[0]);
    this.#y.stopAt(stood.centre[1]);
    this.#width = stood.width;
    this.#height = stood.height;
  }

  /** Most of it should be outside by now. */
  get hasLeft(): boolean {
    const [x, y] = this.centre;
    if (x <= 0 || y <= 0 || x >= 1 || y >= 1) return true;
    return area(this.box) < leftShare * area(this.predicted);
  }

  /** Own lengths per second. */
  #speed(): number {
    const [vx, vy] = this.velocity;
    return Math.hypot(vx * this.#aspect, vy) / Math.max(this.size, 0.01);
  }

  /** A leap to where it was not expected is a mistake, or the first step of something fast: it proves nothing. */
  #proveItself(expected: Point, seen: Point): void {
    if (this.proven) return;
    const now = centre(this.box);
    if (this.#lengths(expected, seen) > leapLengths) this.#origin = now;
    const enough = this.partOf === null ? provenLengths : provenPartLengths;
    this.proven = this.#lengths(this.#origin, now) > enough && this.hits >= provenHits;
  }

  /** Distance in its own lengths. */
  #lengths(from: Point, to: Point): number {
    return Math.hypot((to[0] - from[0]) * this.#aspect, to[1] - from[1]) / Math.max(this.size, 0.01);
  }

  /** The class that has been seen with the most confidence in sum. */
  #learnClass({ objectClass, confidence }: Detection): void {
    if (objectClass === 'unknown') return;
    if (this.#class === objectClass) this.#classWeight += confidence;
    else if (this.#classWeight < confidence) {
      this.#class = objectClass;
      this.#classWeight = confidence - this.#classWeight;
    } else this.#classWeight -= confidence;
    if (this.hits >= 2) this.proven = true;
  }
}

/** Things grow as they come near; they hardly shrink, but pieces of them may be missing in a picture. */
function sizeGain(known: number, seen: number): number {
  return seen > known ? 0.8 : 0.25;
}

interface Whole {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** It goes on outside of the picture. */
  readonly cutX: boolean;
  readonly cutY: boolean;
}

/** Middle and length of a span of which a part may be cut off by the edge of the picture. */
function wholeSpan(
  from: number,
  to: number,
  known: number,
): { middle: number; length: number; isCut: boolean } {
  const seen = to - from;
  const length = Math.max(seen, known * keptOutside);
  const [cutBefore, cutAfter] = [from <= edge, to >= 1 - edge];
  if (cutBefore && !cutAfter) return { middle: to - length / 2, length, isCut: true };
  if (cutAfter && !cutBefore) return { middle: from + length / 2, length, isCut: true };
  return { middle: (from + to) / 2, length: seen, isCut: cutBefore && cutAfter };
}

/** How things move at a place of the picture, and how much that varies. */
export interface Flow {
  readonly velocity: Point;
  /** Picture heights per second. */
  readonly std: number;
}
