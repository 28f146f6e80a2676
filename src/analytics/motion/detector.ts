/** Finds what moves against a learnt background. One per stream; pure but for what it has learnt. */
import type { DetectionSettings } from '#domain/analytics.ts';
import type { LumaPicture } from '../picture.ts';
import { Background, type Thresholds } from './background.ts';
import { CellGrid } from './grid.ts';
import { Kernels } from './kernels/kernels.ts';
import { Lighting } from './lighting.ts';
import { type Blob, cell, type MotionPicture, type WholeChange } from './motion-picture.ts';
import { Noise } from './noise.ts';
import { fillPolygon } from './region.ts';
import { Regions } from './regions.ts';
import { Shake } from './shake.ts';
import { WholePicture } from './whole-picture.ts';

export interface DetectorSettings extends DetectionSettings {
  /**
   * How long what stands still stays different from the background, seconds; default 60. Whoever looks for left and removed
   * objects says so with this: only then places that something has left stay different for as long.
   */
  readonly keepStillSeconds?: number;
}

const defaultKeepStillSeconds = 60;
/** The background is not trusted yet. */
const learningMs = 2_000;
/** A longer pause is an interruption, or the clock has jumped: it counts as this. */
const longestPauseMs = 10_000;

export class MotionDetector {
  readonly #settings: DetectorSettings;
  #view: View | null = null;
  #lastUtcMs = 0;

  constructor(settings: DetectorSettings) {
    this.#settings = settings;
  }

  /** What it returns is valid until the next picture. Another size of picture starts anew. */
  detect(picture: LumaPicture): MotionPicture {
    if (this.#view?.grid.fits(picture) !== true) {
      this.#view = new View(picture, this.#settings);
      this.#lastUtcMs = picture.utcMs;
    }
    // A clock that was set back makes the pause unknown; no time passes for this picture.
    const pauseMs = Math.max(0, Math.min(picture.utcMs - this.#lastUtcMs, longestPauseMs));
    this.#lastUtcMs = picture.utcMs;
    return this.#view.detect(picture, pauseMs);
  }
}

/** All that is learnt of pictures of one size. */
class View {
  readonly grid: CellGrid;
  readonly #background: Background;
  readonly #noise = new Noise();
  readonly #lighting = new Lighting();
  readonly #shake: Shake;
  readonly #whole: WholePicture;
  readonly #regions: Regions;
  readonly #mask: Uint8Array;
  #isFirst = true;

  constructor(picture: LumaPicture, settings: DetectorSettings) {
    const kernels = new Kernels();
    const grid = new CellGrid(picture.width, picture.height, kernels);
    const { columns, rows } = grid;
    this.grid = grid;
    this.#mask = kernels.bytes(columns * rows);
    for (const polygon of settings.masks) fillPolygon(this.#mask, grid, polygon, cell.masked);
    const keepStillSeconds = settings.keepStillSeconds ?? defaultKeepStillSeconds;
    const thresholds = thresholdsOf(settings.sensitivity);
    this.#background = new Background(kernels, columns, rows, this.#mask, thresholds, keepStillSeconds);
    this.#shake = new Shake(columns, rows);
    this.#regions = new Regions(
      grid,
      this.#background,
      this.#mask,
      settings.minObjectArea,
      settings.keepStillSeconds === undefined,
    );
    this.#whole = new WholePicture(this.#mask);
  }

  detect(picture: LumaPicture, elapsedMs: number): MotionPicture {
    const { grid } = this;
    const background = this.#background;
    grid.reduce(picture);
    if (this.#isFirst) {
      this.#isFirst = false;
      background.restart(grid.luma);
      return this.#result(picture.utcMs, [], null);
    }
    const gain = this.#lighting.gain(grid.luma, background.mean);
    if (gain !== 1) background.scale(gain);
    this.#shake.follow(grid.luma, background, elapsedMs);
    this.#noise.learn(grid.luma, background.mean, elapsedMs);
    const noise = this.#noise.level;
    const { isUnsteady } = this.#shake;
    background.compare(grid.luma, elapsedMs, noise, isUnsteady);
    const change = this.#whole.judge(grid, background, this.#mask, gain, noise, elapsedMs);
    if (change !== null) {
      background.restart(grid.luma);
      this.#regions.clear();
      return this.#result(picture.utcMs, [], change);
    }
    background.learn(grid.luma, elapsedMs, isUnsteady);
    return this.#result(picture.utcMs, this.#regions.find(noise, elapsedMs), null);
  }

  #result(utcMs: number, blobs: readonly Blob[], wholeChange: WholeChange | null): MotionPicture {
    const { columns, rows, cellWidth, cellHeight, luma } = this.grid;
    return {
      utcMs,
      columns,
      rows,
      cellWidth,
      cellHeight,
      luma,
      background: this.#background.mean,
      mask: this.#mask,
      labels: this.#regions.labels,
      blobs,
      noise: this.#noise.level,
      changedShare: this.#whole.share,
      learning: this.#background.ageMs < learningMs,
      wholeChange,
    };
  }
}

/** Three steps of sensitivity halve the contrast that is seen. */
export function thresholdsOf(sensitivity: number): Thresholds {
  const step = Math.min(10, Math.max(1, sensitivity)) - 1;
  return { floor: 24 * 2 ** (-step / 3), spreads: 7 - 0.35 * step };
}
