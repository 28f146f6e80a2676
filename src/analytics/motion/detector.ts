/** Finds what moves against a learnt background. One per stream; pure but for what it has learnt. */
import type { DetectionSettings } from '#domain/analytics.ts';
import type { LumaPicture } from '../picture.ts';
import { Background, type Thresholds } from './background.ts';
import { blobOf } from './blob.ts';
import { Cleaner } from './cleaning.ts';
import { Components } from './components.ts';
import { CellGrid } from './grid.ts';
import { Lighting } from './lighting.ts';
import { type Blob, cell, type MotionPicture, type WholeChange } from './motion-picture.ts';
import { Noise } from './noise.ts';
import { type Cells, fillPolygon } from './region.ts';
import { Shake } from './shake.ts';

export interface DetectorSettings extends DetectionSettings {
  /** How long something that stands still stays different from the background, seconds; default 60. Left objects need longer. */
  readonly keepStillSeconds?: number;
}

const defaultKeepStillSeconds = 60;
const maxBlobs = 100;
/** The background is not trusted yet. */
const learningMs = 2_000;
/** A longer pause, or a step back, is a jump of the clock or an interruption: it counts as this. */
const longestPauseMs = 10_000;

export class MotionDetector {
  readonly #settings: DetectorSettings;
  readonly #thresholds: Thresholds;
  #view: View | null = null;
  #lastUtcMs = 0;

  constructor(settings: DetectorSettings) {
    this.#settings = settings;
    this.#thresholds = thresholdsOf(settings.sensitivity);
  }

  detect(picture: LumaPicture): MotionPicture {
    if (this.#view === null || !this.#view.grid.fits(picture)) {
      this.#view = new View(picture, this.#settings, this.#thresholds);
      this.#lastUtcMs = picture.utcMs;
    }
    const pauseMs = picture.utcMs - this.#lastUtcMs;
    this.#lastUtcMs = picture.utcMs;
    return this.#view.detect(picture, pauseMs < 0 ? 0 : Math.min(pauseMs, longestPauseMs));
  }
}

/** All that is learnt of pictures of one size. */
class View {
  readonly grid: CellGrid;
  readonly #cells: Cells;
  readonly #thresholds: Thresholds;
  readonly #minCells: number;
  readonly #background: Background;
  readonly #noise = new Noise();
  readonly #lighting = new Lighting();
  readonly #shake: Shake;
  #unsteadyMs = 0;
  readonly #cleaner: Cleaner;
  readonly #components: Components;
  readonly #mask: Uint8Array;
  readonly #solid: Uint8Array;
  readonly #difference: Uint8Array;
  readonly #labels: Uint8Array;
  readonly #watchedCells: number;
  #isFirst = true;

  constructor(picture: LumaPicture, settings: DetectorSettings, thresholds: Thresholds) {
    const grid = new CellGrid(picture.width, picture.height);
    const count = grid.columns * grid.rows;
    this.grid = grid;
    this.#cells = grid;
    this.#thresholds = thresholds;
    this.#minCells = Math.max(3, settings.minObjectArea * count);
    this.#background = new Background(
      grid.columns,
      grid.rows,
      settings.keepStillSeconds ?? defaultKeepStillSeconds,
    );
    this.#shake = new Shake(grid.columns, grid.rows);
    this.#cleaner = new Cleaner(grid.columns, grid.rows);
    this.#components = new Components(grid.columns, grid.rows);
    this.#mask = new Uint8Array(count);
    this.#solid = new Uint8Array(count);
    this.#difference = new Uint8Array(count);
    this.#labels = new Uint8Array(count);
    for (const mask of settings.masks) fillPolygon(this.#mask, grid, mask);
    for (let i = 0; i < count; i++) if (this.#mask[i] === 1) this.#mask[i] = cell.masked;
    this.#watchedCells = Math.max(1, this.#mask.filter((state) => state !== cell.masked).length);
  }

  detect(picture: LumaPicture, elapsedMs: number): MotionPicture {
    const { grid } = this;
    const background = this.#background;
    grid.reduce(picture);
    if (this.#isFirst) {
      this.#isFirst = false;
      background.restart(grid.luma, 1);
      return this.#result(picture.utcMs, 0, [], null);
    }
    const gain = this.#lighting.gain(grid.luma, background.mean);
    if (Math.abs(gain - 1) > 0.004) background.scale(gain);
    const shift = this.#shake.estimate(grid.luma, background.mean);
    const shiftCells = Math.hypot(shift.x, shift.y);
    this.#unsteadyMs = shiftCells > 0.1 ? 10_000 : Math.max(0, this.#unsteadyMs - elapsedMs);
    if (shiftCells > 0.25) background.move(shift.x, shift.y);
    this.#noise.learn(grid.luma, background.mean, elapsedMs);
    const differing = background.update(
      grid.luma,
      elapsedMs,
      this.#thresholds,
      this.#noise.level,
      this.#unsteadyMs > 0,
      this.#mask,
      this.#difference,
    );
    return this.#result(picture.utcMs, differing / this.#watchedCells, this.#blobs(), null);
  }

  #blobs(): Blob[] {
    const solid = this.#solid;
    const mask = this.#mask;
    for (let i = 0; i < solid.length; i++)
      solid[i] = mask[i] === cell.moving || mask[i] === cell.still ? 1 : 0;
    this.#cleaner.clean(solid);
    const components = this.#components.find(solid, this.#labels, this.#minCells, maxBlobs);
    return components.map((component, i) =>
      blobOf(component, i + 1, this.grid, this.#labels, mask, this.#difference, this.#background.mean),
    );
  }

  #result(
    utcMs: number,
    changedShare: number,
    blobs: readonly Blob[],
    wholeChange: WholeChange | null,
  ): MotionPicture {
    const { columns, rows, luma } = this.grid;
    return {
      utcMs,
      columns,
      rows,
      luma,
      background: this.#background.mean,
      mask: this.#mask,
      labels: this.#labels,
      blobs,
      changedShare,
      learning: this.#background.ageMs < learningMs,
      wholeChange,
    };
  }
}

/** Each step of sensitivity sees things of 20 % less contrast. */
export function thresholdsOf(sensitivity: number): Thresholds {
  const step = Math.min(10, Math.max(1, sensitivity)) - 1;
  return { floor: 24 * 2 ** (-step / 3), spreads: 7 - 0.35 * step };
}
