/** One thing over the pictures: where it is, how fast, and how sure that is. */
import type { Box, ObjectClass, Point } from '#domain/event.ts';
import { area, around, centre, clipped } from './box.ts';
import { ClassVote } from './class-vote.ts';
import type { Detection } from './detection.ts';
import { AxisFilter } from './kalman.ts';
import { Standing } from './standing.ts';
import type { Flow, Shape, TrackedObject, TrackState } from './tracked-object.ts';
import { wholeBox } from './whole-box.ts';

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
const groupCertainty = 0.4;
/** Who stood so shortly before, so near, has faded into the background. */
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
  readonly #class = new ClassVote();
  readonly #standing: Standing;
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
    this.#origin = [x, y];
    this.#seenAt = [x, y];
    this.#standing = new Standing([x, y], utcMs);
    this.#aspect = aspect;
    this.#width = detection.box[2] - detection.box[0];
    this.#height = detection.box[3] - detection.box[1];
    const size = this.size;
    const std = flow?.std ?? Math.max(speedOfNew, lengthsOfNew * size);
    const noise = gridNoise + boxNoise * size;
    this.#x = new AxisFilter(x, noise / aspect, flow?.velocity[0] ?? 0, std / aspect);
    this.#y = new AxisFilter(y, noise, flow?.velocity[1] ?? 0, std);
    this.#class.add(detection);
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
    return this.#class.winner;
  }

  /** It stood until a moment ago. What the background takes in, it takes in pieces: the last ones seem to move. */
  get stood(): boolean {
    const stood = this.#standing.last;
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
    const { x, y, width, height, cutX, cutY } = wholeBox(box, this.#width, this.#height);
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
    const { x, y, width, height } = wholeBox(detection.box, this.#width, this.#height);
    const noise = (gridNoise + boxNoise * this.size) / certainty;
    this.#x.correct(x, noise / this.#aspect);
    this.#y.correct(y, noise);
    this.#width += certainty * sizeGain(this.#width, width) * (width - this.#width);
    this.#height += certainty * sizeGain(this.#height, height) * (height - this.#height);
    this.#class.add(detection);
    this.hits += 1;
    // What a recogniser has named twice is an object.
    if (this.objectClass !== 'unknown') this.proven = true;
    this.misses = 0;
    this.seenMs = utcMs;
    this.seenNow = true;
    this.#unseenSeconds = 0;
    this.#seenAt = this.centre;
    this.#standing.see(
      { utcMs, centre: this.centre, width: this.#width, height: this.#height },
      this.#lengths,
    );
  }

  miss(): void {
    this.misses += 1;
  }

  /** It stays where it stood. */
  park(): void {
    const stood = this.#standing.last;
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
  readonly #lengths = (from: Point, to: Point): number =>
    Math.hypot((to[0] - from[0]) * this.#aspect, to[1] - from[1]) / Math.max(this.size, 0.01);
}

/** Things grow as they come near; they hardly shrink, but pieces of them may be missing in a picture. */
function sizeGain(known: number, seen: number): number {
  return seen > known ? 0.8 : 0.25;
}
