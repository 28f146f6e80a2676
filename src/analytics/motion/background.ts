/**
 * What each cell looks like when nothing is there. Three memories per cell: the background (mean and spread); the background
 * before it, which is recognised when it comes back (a parked car leaves); and a candidate, which becomes the background when
 * it has been seen for long enough. All times are milliseconds of seen video, not pictures.
 * After Stauffer and Grimson (1999), with time in place of weights; see docs/design/motion.md.
 */
import type { Bands, Kernels, Limits } from './kernels/kernels.ts';
import { moveCells } from './memory.ts';
import { cell } from './motion-picture.ts';

/** Luma is kept in 1/256 levels. */
export const fine = 256;

const adaptMs = 8_000;
/** While the camera shakes, the background follows what it shows on average. */
const unsteadyAdaptMs = 1_000;
const spreadMs = 10_000;
/** Learning goes round the rows and comes by this often: what takes seconds needs no more. */
const roundMs = 800;
const unsteadyRoundMs = 400;
/** Until then it comes by with every picture. */
const freshMs = 3_000;
/** A candidate that was seen last longer ago than this is news again. */
const candidateGapMs = 1_200;
/** Something that has not changed for this long stands still. */
const stillMs = 2_000;
/** A background younger than this gives way to what is seen for three times as long. */
const youngFactor = 3;
const youngMinMs = 800;
/** How long a background must have been one to be recognised later, and for how long it is. */
const worthMs = 10_000;
const rememberMs = 300_000;
/** Twelve days; one is kept. */
const rebaseAtMs = 2 ** 30;
const rebaseToMs = 86_400_000;
/** Cells that edges move before it is known better. */
const assumedShake = 0.08;
/** More spread than this is not noise of the camera. */
const maxSpread = 14 * fine;

export interface Thresholds {
  /** Differences up to this are never foreground, luma levels. */
  readonly floor: number;
  /** Differences up to so many mean deviations are noise. */
  readonly spreads: number;
}

export class Background {
  readonly mean: Uint16Array;
  /** The cells that differed last, in rising order: the first `count` of `differing`. */
  readonly differing: Uint16Array;
  count = 0;
  readonly #columns: number;
  readonly #rows: number;
  readonly #mask: Uint8Array;
  readonly #thresholds: Thresholds;
  readonly #keepStillMs: number;
  readonly #kernels: Kernels;
  readonly #bands: Bands;
  readonly #bornMs: Int32Array;
  readonly #before: Uint16Array;
  readonly #beforeUntilMs: Int32Array;
  readonly #candidate: Uint16Array;
  readonly #candidateSinceMs: Int32Array;
  readonly #candidateLastMs: Int32Array;
  readonly #scratch: Uint16Array;
  readonly #rowLearntMs: Float64Array;
  #nextRow = 0;
  /** Seen time, which knows no clock jumps. */
  #nowMs = 0;
  #restartedMs = 0;
  #gapMs = candidateGapMs;
  /** In whole numbers. */
  #limits: Limits;

  /** `mask` is written by `compare`; its masked cells are never looked at. It and all pictures are arrays of the kernels. */
  constructor(
    kernels: Kernels,
    columns: number,
    rows: number,
    mask: Uint8Array,
    thresholds: Thresholds,
    keepStillSeconds: number,
  ) {
    const cells = columns * rows;
    this.#columns = columns;
    this.#rows = rows;
    this.#mask = mask;
    this.#thresholds = thresholds;
    this.#keepStillMs = keepStillSeconds * 1000;
    this.#limits = limitsOf(thresholds, 0);
    this.#kernels = kernels;
    this.mean = kernels.words(cells);
    this.differing = kernels.words(cells);
    this.#bands = {
      mean: this.mean,
      spread: kernels.words(cells),
      low: kernels.bytes(cells),
      high: kernels.bytes(cells).fill(255),
    };
    this.#bornMs = new Int32Array(cells);
    this.#before = kernels.words(cells);
    this.#beforeUntilMs = new Int32Array(cells).fill(-1);
    this.#candidate = kernels.words(cells);
    this.#candidateSinceMs = new Int32Array(cells);
    this.#candidateLastMs = new Int32Array(cells).fill(-rememberMs);
    this.#scratch = new Uint16Array(cells);
    this.#rowLearntMs = new Float64Array(rows);
  }

  /** Milliseconds of video since the background was taken afresh. */
  get ageMs(): number {
    return this.#nowMs - this.#restartedMs;
  }

  /**
   * Takes the picture as the background, for the first time or after a whole change. How much each cell will vary is not known
   * yet: more where there are edges, since no camera stands quite still.
   */
  restart(luma: Uint8Array): void {
    const columns = this.#columns;
    const { mean, spread } = this.#bands;
    for (let i = 0; i < luma.length; i++) {
      const here = luma[i]!;
      mean[i] = here * fine;
      const edge = Math.abs((luma[i + 1] ?? here) - here) + Math.abs((luma[i + columns] ?? here) - here);
      spread[i] = Math.min(maxSpread, (1 + edge * assumedShake) * fine);
    }
    this.#restartedMs = this.#nowMs;
    this.#rowLearntMs.fill(this.#nowMs);
    this.#bornMs.fill(this.#nowMs);
    this.#beforeUntilMs.fill(-1);
    this.#candidateLastMs.fill(this.#nowMs - rememberMs);
    this.#clearMask();
    this.#kernels.band(this.#bands, this.#limits);
  }

  /** Other light: all memories become so many times brighter. */
  scale(gain: number): void {
    for (const memory of [this.mean, this.#before, this.#candidate]) this.#kernels.scale(memory, gain);
    this.#kernels.band(this.#bands, this.#limits);
  }

  /** The camera has moved: all memories move along, `x` and `y` cells (less than one) to the right and down. */
  move(x: number, y: number): void {
    for (const memory of [this.mean, this.#before, this.#candidate]) {
      moveCells(memory, this.#scratch, x, y, this.#columns);
    }
    this.#kernels.band(this.#bands, this.#limits);
  }

  /**
   * Compares a picture with the background: sets `mask` (background, moving, still) and `differing`. `noise`: mean deviation
   * of the camera now, luma levels.
   */
  compare(luma: Uint8Array, elapsedMs: number, noise: number, isUnsteady: boolean): void {
    this.#nowMs += elapsedMs;
    if (this.#nowMs > rebaseAtMs) this.#rebase();
    this.#gapMs = Math.max(candidateGapMs, elapsedMs * 2.5);
    this.#limits = limitsOf(this.#thresholds, noise);
    this.#clearMask();
    const mask = this.#mask;
    const { differing } = this;
    const outside = this.#kernels.listOutside(luma, this.#bands, differing);
    let count = 0;
    for (let k = 0; k < outside; k++) {
      const i = differing[k]!;
      if (mask[i] === cell.masked) continue;
      const state = this.#stateOf(i, luma[i]! * fine, isUnsteady);
      mask[i] = state;
      if (state !== cell.background) differing[count++] = i;
    }
    this.count = count;
  }

  /** Takes in a picture that was compared. `isUnsteady` follows it faster. */
  learn(luma: Uint8Array, elapsedMs: number, isUnsteady: boolean): void {
    const isFresh = this.ageMs < freshMs;
    const round = isFresh ? 1 : Math.min(1, elapsedMs / (isUnsteady ? unsteadyRoundMs : roundMs));
    for (let left = Math.ceil(this.#rows * round); left > 0; left--) {
      this.#learnRow(luma, this.#nextRow, isUnsteady);
      this.#nextRow = (this.#nextRow + 1) % this.#rows;
    }
  }

  /** For how long a cell that differs has shown what it shows, milliseconds. */
  seenMs(i: number): number {
    return this.#candidateLastMs[i] === this.#nowMs ? this.#nowMs - this.#candidateSinceMs[i]! : 0;
  }

  /** What a cell shows is the background from now on. */
  accept(i: number, luma: number): void {
    this.#swap(i, luma * fine, this.#nowMs);
  }

  #learnRow(luma: Uint8Array, row: number, isUnsteady: boolean): void {
    const elapsedMs = this.#nowMs - this.#rowLearntMs[row]!;
    this.#rowLearntMs[row] = this.#nowMs;
    // Until the background is as old as the time constant, all pictures count about the same.
    const rates = {
      mean: rateOf(elapsedMs, Math.min(isUnsteady ? unsteadyAdaptMs : adaptMs, this.ageMs)),
      spread: rateOf(elapsedMs, Math.min(spreadMs, this.ageMs)),
      mostSpread: maxSpread,
    };
    const end = (row + 1) * this.#columns;
    this.#kernels.learn(luma, this.#mask, this.#bands, end - this.#columns, end, rates, this.#limits);
  }

  /** Differences up to this are background; in the units of `mean`. */
  #limit(i: number): number {
    const { spreads, least } = this.#limits;
    return Math.max((this.#bands.spread[i]! * spreads) | 0, least);
  }

  #band(i: number): void {
    const { mean, low, high } = this.#bands;
    const limit = this.#limit(i);
    low[i] = Math.max((mean[i]! - limit + 255) >> 8, 0);
    high[i] = Math.min((mean[i]! + limit) >> 8, 255);
  }

  /** Times are kept in 32 bits, and cameras run for years. */
  #rebase(): void {
    const byMs = this.#nowMs - rebaseToMs;
    for (const times of [
      this.#bornMs,
      this.#beforeUntilMs,
      this.#candidateSinceMs,
      this.#candidateLastMs,
      this.#rowLearntMs,
    ]) {
      for (let i = 0; i < times.length; i++) times[i] = Math.max(times[i]! - byMs, -rememberMs);
    }
    this.#nowMs -= byMs;
    this.#restartedMs -= byMs;
  }

  #clearMask(): void {
    for (let k = 0; k < this.count; k++) this.#mask[this.differing[k]!] = cell.background;
    this.count = 0;
  }

  /** What the cell shows when it is outside of its band: moving or still, or background after all. */
  #stateOf(i: number, value: number, isUnsteady: boolean): number {
    const limit = this.#limit(i);
    if (near(this.mean[i]!, value, limit)) return cell.background;
    if (isUnsteady && this.#isNearby(i, value, limit)) return cell.background;
    const now = this.#nowMs;
    if (this.#beforeUntilMs[i]! >= now && near(this.#before[i]!, value, limit)) {
      this.#swap(i, this.#before[i]!, now);
      return cell.background;
    }
    const isSame = near(this.#candidate[i]!, value, limit) && now - this.#candidateLastMs[i]! <= this.#gapMs;
    if (!isSame) {
      this.#candidate[i] = value;
      this.#candidateSinceMs[i] = now;
    }
    this.#candidateLastMs[i] = now;
    const seenMs = now - this.#candidateSinceMs[i]!;
    if (seenMs >= youngMinMs && seenMs >= this.#patienceMs(i)) {
      this.#swap(i, this.#candidate[i]!, now - seenMs);
      return cell.background;
    }
    return seenMs >= stillMs ? cell.still : cell.moving;
  }

  /** Whether the background shows this between a cell and its neighbours: an edge that has moved by less than a cell. */
  #isNearby(i: number, value: number, limit: number): boolean {
    const { mean } = this;
    const columns = this.#columns;
    let least = mean[i]!;
    let most = least;
    for (let row = i - columns; row <= i + columns; row += columns) {
      for (let at = row - 1; at <= row + 1; at++) {
        if (at < 0 || at >= mean.length) continue;
        const here = mean[at]!;
        if (here < least) least = here;
        else if (here > most) most = here;
      }
    }
    return value >= least - limit && value <= most + limit;
  }

  #patienceMs(i: number): number {
    const ageMs = this.#candidateSinceMs[i]! - this.#bornMs[i]!;
    return Math.min(this.#keepStillMs, ageMs * youngFactor);
  }

  #swap(i: number, value: number, bornMs: number): void {
    const now = this.#nowMs;
    this.#before[i] = this.mean[i]!;
    // Something that was there for moments only is nothing to come back to.
    this.#beforeUntilMs[i] = now - this.#bornMs[i]! >= worthMs ? now + rememberMs : -1;
    this.mean[i] = value;
    this.#bornMs[i] = bornMs;
    // The candidate has had its turn.
    this.#candidateLastMs[i] = now - rememberMs;
    this.#band(i);
  }
}

function limitsOf({ floor, spreads }: Thresholds, noise: number): Limits {
  return { spreads, least: Math.floor(Math.max(floor, noise * spreads) * fine) };
}

function near(a: number, b: number, limit: number): boolean {
  const distance = a - b;
  return distance <= limit && -distance <= limit;
}

/** Share of the way to the newest value, in 1/4096. */
function rateOf(elapsedMs: number, timeConstantMs: number): number {
  return timeConstantMs > 0 ? Math.round(4096 * (1 - Math.exp(-elapsedMs / timeConstantMs))) : 0;
}
