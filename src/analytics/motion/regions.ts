/** From the cells that differ to the things that are told: cleaned, connected, and without light and restless places. */
import type { Background } from './background.ts';
import { blobOf } from './blob.ts';
import { Cleaner } from './cleaning.ts';
import { type Component, Components } from './components.ts';
import type { CellGrid } from './grid.ts';
import { type Blob, cell } from './motion-picture.ts';
import { Restless } from './restless.ts';
import { lightShare, SurfaceJudge, surface } from './surface.ts';

const maxBlobs = 100;
/** Light that stays so long is the background. */
const settleLightMs = 3_000;

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
  readonly #surface: SurfaceJudge;
  readonly #kinds: Uint8Array;
  readonly #others = new Float64Array(maxBlobs + 1);
  readonly #textures = new Float64Array(maxBlobs + 1);
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
    this.#surface = new SurfaceJudge(columns, rows);
    this.#kinds = new Uint8Array(columns * rows);
    this.#restless = new Restless(columns, rows);
  }

  /**
   * `mask` and `difference` as `Background.update` writes them. What is only light becomes `shadow` in the mask.
   */
  find(mask: Uint8Array, difference: Uint8Array, noise: number, elapsedMs: number): Blob[] {
    const solid = this.#solid;
    for (let i = 0; i < solid.length; i++) {
      solid[i] = mask[i] === cell.moving || mask[i] === cell.still ? 1 : 0;
    }
    this.#cleaner.clean(solid);
    let components = this.#components.find(solid, this.labels, this.#minCells, maxBlobs);
    if (components.length > 0 && this.#dropLight(components, mask, noise)) {
      this.#cleaner.clean(solid);
      components = this.#components.find(solid, this.labels, this.#minCells, maxBlobs);
    }
    return this.#tell(components, mask, difference, elapsedMs);
  }

  /** Takes light out of `solid`: whole regions that show no thing, and the lit or shaded parts of others. */
  #dropLight(components: readonly Component[], mask: Uint8Array, noise: number): boolean {
    const { columns, luma } = this.#grid;
    const solid = this.#solid;
    const kinds = this.#kinds;
    const top = Math.min(...components.map((component) => component.top));
    const bottom = Math.max(...components.map((component) => component.bottom));
    this.#surface.judge(solid, luma, this.#background.mean, noise, kinds, top, bottom);
    const others = this.#others.fill(0);
    const textures = this.#textures.fill(0);
    const end = (bottom + 1) * columns;
    for (let i = top * columns; i < end; i++) {
      if (solid[i] === 0) continue;
      others[this.labels[i]!]! += this.#surface.other[i]!;
      textures[this.labels[i]!]! += this.#surface.texture[i]!;
    }
    let dropped = false;
    for (let i = top * columns; i < end; i++) {
      const label = this.labels[i]!;
      if (label === 0 || solid[i] === 0) continue;
      // In a region that is light on the whole only what is clearly a thing stays; in others, only light goes.
      const isLit = textures[label]! > 0 && others[label]! < textures[label]! * lightShare;
      if (isLit ? kinds[i] === surface.thing : kinds[i] !== surface.light) continue;
      solid[i] = 0;
      // Cleaning has filled cells that do not differ; they have nothing to settle.
      if (mask[i] !== cell.background) this.#background.settle(i, settleLightMs);
      mask[i] = cell.shadow;
      dropped = true;
    }
    return dropped;
  }

  #tell(
    components: readonly Component[],
    mask: Uint8Array,
    difference: Uint8Array,
    elapsedMs: number,
  ): Blob[] {
    const isRestless = this.#restless.update(components, elapsedMs);
    const blobs: Blob[] = [];
    components.forEach((component, i) => {
      const isTold = isRestless[i] === false;
      if (isTold)
        blobs.push(
          blobOf(component, i + 1, this.#grid, this.labels, mask, difference, this.#background.mean),
        );
      this.#newLabels[i + 1] = isTold ? blobs.length : 0;
    });
    if (blobs.length < components.length) this.#relabel();
    return blobs;
  }

  /** Nothing is told: the whole picture changes. */
  clear(): void {
    this.labels.fill(0);
  }

  #relabel(): void {
    const { labels } = this;
    const newLabels = this.#newLabels;
    newLabels[0] = 0;
    for (let i = 0; i < labels.length; i++) labels[i] = newLabels[labels[i]!]!;
  }
}
