/** From the cells that differ to the things that are told: cleaned, connected, and without light and restless places. */
import { type Background, fine } from './background.ts';
import { blobOf } from './blob.ts';
import { Cleaner } from './cleaning.ts';
import { type Component, Components } from './components.ts';
import type { CellGrid } from './grid.ts';
import { type Blob, cell } from './motion-picture.ts';
import { Restless } from './restless.ts';
import { sameness } from './sameness.ts';

const maxBlobs = 100;
/** Objects come out below 0.5, light and shadow above 0.8 on the clips that were looked at. */
const sameSurface = 0.65;

export class Regions {
  /** Per cell the index of its blob plus one. */
  readonly labels: Uint8Array;
  readonly #grid: CellGrid;
  readonly #background: Background;
  readonly #minCells: number;
  readonly #solid: Uint8Array;
  readonly #cleaner: Cleaner;
  readonly #components: Components;
  readonly #restless: Restless;
  readonly #newLabels = new Uint8Array(maxBlobs + 1);

  constructor(grid: CellGrid, background: Background, minObjectArea: number) {
    const { columns, rows } = grid;
    this.#grid = grid;
    this.#background = background;
    this.#minCells = Math.max(3, minObjectArea * columns * rows);
    this.labels = new Uint8Array(columns * rows);
    this.#solid = new Uint8Array(columns * rows);
    this.#cleaner = new Cleaner(columns, rows);
    this.#components = new Components(columns, rows);
    this.#restless = new Restless(columns, rows);
  }

  /** `mask` and `difference` as `Background.update` writes them. Light is taken into the background. */
  find(mask: Uint8Array, difference: Uint8Array, noise: number, elapsedMs: number): Blob[] {
    const solid = this.#solid;
    const { columns, luma } = this.#grid;
    const { mean } = this.#background;
    for (let i = 0; i < solid.length; i++) {
      solid[i] = mask[i] === cell.moving || mask[i] === cell.still ? 1 : 0;
    }
    this.#cleaner.clean(solid);
    const components = this.#components.find(solid, this.labels, this.#minCells, maxBlobs);
    const isRestless = this.#restless.update(components, elapsedMs);
    const blobs: Blob[] = [];
    components.forEach((component, i) => {
      const label = i + 1;
      const same = sameness(component, label, columns, this.labels, luma, mean, noise);
      const isLight = same !== null && same > sameSurface;
      if (isLight) this.#acceptLight(component, label, mask);
      const isTold = !isLight && isRestless[i] === false;
      if (isTold) blobs.push(blobOf(component, label, this.#grid, this.labels, mask, difference, mean));
      this.#newLabels[label] = isTold ? blobs.length : 0;
    });
    if (blobs.length < components.length) this.#relabel();
    return blobs;
  }

  /** Nothing is told: the whole picture changes. */
  clear(): void {
    this.labels.fill(0);
  }

  #acceptLight(component: Component, label: number, mask: Uint8Array): void {
    const { columns, luma } = this.#grid;
    for (let row = component.top; row <= component.bottom; row++) {
      for (let i = row * columns + component.left; i <= row * columns + component.right; i++) {
        if (this.labels[i] !== label) continue;
        this.#background.mean[i] = luma[i]! * fine;
        mask[i] = cell.shadow;
      }
    }
  }

  #relabel(): void {
    const { labels } = this;
    const newLabels = this.#newLabels;
    newLabels[0] = 0;
    for (let i = 0; i < labels.length; i++) labels[i] = newLabels[labels[i]!]!;
  }
}
