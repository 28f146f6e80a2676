/**
 * What each cell looks like when nothing is there. Three memories per cell: the background (mean and spread); the background
 * before it, which is recognised when it comes back (a parked car leaves); and a candidate, which becomes the background when
 * it has been seen for long enough. All times are seconds of seen video, not pictures.
 * After Stauffer and Grimson (1999), with time in place of weights; see docs/design/motion.md.
 */
import { cell } from './motion-picture.ts';

/** Luma is kept in 1/256 levels. */
export const fine = 256;

const adaptSeconds = 8;
/** While the camera shakes, the background follows what it shows on average. */
const unsteadyAdaptSeconds = 1;
const spreadSeconds = 10;
/** A candidate that was seen last longer ago than this is news again. */
const candidateGapMs = 1_200;
/** Something that has not changed for this long stands still. */
const stillMs = 2_000;
/** A background younger than this gives way to what is seen for three times as long. */
const youngFactor = 3;
const youngMinMs = 800;
/** How long a background of the past is recognised. */
const rememberMs = 300_000;
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
  readonly spread: Uint16Array;
  readonly #keepStillMs: number;
  readonly #columns: number;
  readonly #scratch: Uint16Array;
  readonly #bornMs: Int32Array;
  readonly #before: Uint16Array;
  readonly #beforeUntilMs: Int32Array;
  readonly #candidate: Uint16Array;
  readonly #candidateSinceMs: Int32Array;
  readonly #candidateLastMs: Int32Array;
  /** Seen time, which knows no clock jumps. */
  #nowMs = 0;
  #restartedMs = 0;
  #gapMs = candidateGapMs;

  constructor(columns: number, rows: number, keepStillSeconds: number) {
    const cells = columns * rows;
    this.#columns = columns;
    this.#scratch = new Uint16Array(cells);
    this.#keepStillMs = keepStillSeconds * 1000;
    this.mean = new Uint16Array(cells);
    this.spread = new Uint16Array(cells);
    this.#bornMs = new Int32Array(cells);
    this.#before = new Uint16Array(cells);
    this.#beforeUntilMs = new Int32Array(cells).fill(-1);
    this.#candidate = new Uint16Array(cells);
    this.#candidateSinceMs = new Int32Array(cells);
    this.#candidateLastMs = new Int32Array(cells).fill(-rememberMs);
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
    for (let i = 0; i < luma.length; i++) {
      const here = luma[i]!;
      this.mean[i] = here * fine;
      const edge = Math.abs((luma[i + 1] ?? here) - here) + Math.abs((luma[i + columns] ?? here) - here);
      this.spread[i] = Math.min(maxSpread, (1 + edge * assumedShake) * fine);
    }
    this.#restartedMs = this.#nowMs;
    this.#bornMs.fill(this.#nowMs);
    this.#beforeUntilMs.fill(-1);
    this.#candidateLastMs.fill(this.#nowMs - rememberMs);
  }

  /** Other light: all memories become so many times brighter. */
  scale(gain: number): void {
    for (const memory of [this.mean, this.#before, this.#candidate]) {
      for (let i = 0; i < memory.length; i++) {
        const value = memory[i]! * gain;
        memory[i] = value > 65_535 ? 65_535 : value;
      }
    }
  }

  /** The camera has moved: all memories move along, `x` and `y` cells (less than one) to the right and down. */
  move(x: number, y: number): void {
    for (const memory of [this.mean, this.#before, this.#candidate])
      moveCells(memory, this.#scratch, x, y, this.#columns);
  }

  /**
   * Compares a picture with the background and learns from it. Writes `mask` (background, moving, still; masked cells stay as
   * they are) and `difference` (absolute, luma levels; 0 in the background). Returns the number of cells that differ.
   */
  update(
    luma: Uint8Array,
    elapsedMs: number,
    thresholds: Thresholds,
    noise: number,
    isUnsteady: boolean,
    mask: Uint8Array,
    difference: Uint8Array,
  ): number {
    this.#nowMs += elapsedMs;
    const { mean, spread } = this;
    this.#gapMs = Math.max(candidateGapMs, elapsedMs * 2.5);
    // Until the background is as old as the time constant, all pictures count about the same.
    const rate = rateOf(
      elapsedMs,
      Math.min(isUnsteady ? unsteadyAdaptSeconds : adaptSeconds, this.ageMs / 1000),
    );
    const spreadRate = rateOf(elapsedMs, Math.min(spreadSeconds, this.ageMs / 1000));
    const floor = thresholds.floor * fine;
    const leastSpread = noise * fine;
    let differing = 0;
    for (let i = 0; i < mean.length; i++) {
      if (mask[i] === cell.masked) continue;
      const value = luma[i]! * fine;
      const signed = value - mean[i]!;
      const distance = signed < 0 ? -signed : signed;
      const noisy = (spread[i]! > leastSpread ? spread[i]! : leastSpread) * thresholds.spreads;
      const limit = noisy > floor ? noisy : floor;
      if (distance <= limit) {
        mean[i]! += (signed * rate) >> 12;
        const bounded = distance > maxSpread ? maxSpread : distance;
        spread[i]! += ((bounded - spread[i]!) * spreadRate) >> 12;
        mask[i] = cell.background;
        difference[i] = 0;
      } else if (isUnsteady && this.#isNearby(i, value, limit)) {
        mean[i]! += (signed * rate) >> 12;
        mask[i] = cell.background;
        difference[i] = 0;
      } else {
        mask[i] = this.#unlikeBackground(i, value, limit);
        if (mask[i] === cell.background) difference[i] = 0;
        else {
          difference[i] = distance / fine;
          differing++;
        }
      }
    }
    return differing;
  }

  /** What a cell shows is known to be no thing: it becomes the background once it has been seen for so long. */
  settle(i: number, patienceMs: number): void {
    const seenMs = this.#nowMs - this.#candidateSinceMs[i]!;
    if (seenMs >= patienceMs) this.#swap(i, this.#candidate[i]!, this.#nowMs - seenMs);
  }

  /** What the cell shows when it is not the background: moving or still, or background after all. */
  #unlikeBackground(i: number, value: number, limit: number): number {
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
        const here = mean[at];
        if (here === undefined) continue;
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
    this.#beforeUntilMs[i] = now - this.#bornMs[i]! >= this.#keepStillMs ? now + rememberMs : -1;
    this.mean[i] = value;
    this.#bornMs[i] = bornMs;
  }
}

function near(a: number, b: number, limit: number): boolean {
  const distance = a - b;
  return distance <= limit && -distance <= limit;
}

/** Bilinear; what comes in from outside of the picture repeats its edge. */
function moveCells(memory: Uint16Array, scratch: Uint16Array, x: number, y: number, columns: number): void {
  const fromX = x > 0 ? -1 : 1;
  const fromY = y > 0 ? -columns : columns;
  const partX = Math.abs(x);
  const partY = Math.abs(y);
  scratch.set(memory);
  for (let i = 0, column = 0; i < memory.length; i++) {
    const besides = column + fromX >= 0 && column + fromX < columns ? fromX : 0;
    const above = i + fromY >= 0 && i + fromY < memory.length ? fromY : 0;
    const here = scratch[i]! * (1 - partX) + scratch[i + besides]! * partX;
    const there = scratch[i + above]! * (1 - partX) + scratch[i + above + besides]! * partX;
    memory[i] = here * (1 - partY) + there * partY;
    column = column + 1 === columns ? 0 : column + 1;
  }
}

/** Share of the way to the newest value, in 1/4096. */
function rateOf(elapsedMs: number, seconds: number): number {
  return seconds > 0 ? Math.round(4096 * (1 - Math.exp(-elapsedMs / 1000 / seconds))) : 0;
}
