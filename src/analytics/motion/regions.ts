/** From the cells that differ to the things that are told: cleaned, connected, and without light and restless places. */
import type { Background } from './background.ts';
import { blobOf } from './blob.ts';
import { CellSet, type Component } from './cell-set.ts';
import type { CellGrid } from './grid.ts';
import { type Blob, cell } from './motion-picture.ts';
import { Restless } from './restless.ts';
import { lightShare, SurfaceJudge, surface } from './surface.ts';

const maxBlobs = 100;
/** Light that stays so long is the background. */
const settleLightMs = 3_000;
/** Still, with an outline that is only in the background: what was here has gone. */
const ghostPresence = -0.3;
const ghostMoving = 0.1;
const ghostMs = 4_000;

export class Regions {
  /** Per cell the index of its blob plus one. */
  readonly labels: Uint8Array;
  readonly #grid: CellGrid;
  readonly #background: Background;
  readonly #mask: Uint8Array;
  readonly #minCells: number;
  readonly #healsGhosts: boolean;
  readonly #solid: CellSet;
  readonly #surface: SurfaceJudge;
  readonly #restless: Restless;

  /** `healsGhosts`: nobody waits for things to be taken away. */
  constructor(
    grid: CellGrid,
    background: Background,
    mask: Uint8Array,
    minObjectArea: number,
    healsGhosts: boolean,
  ) {
    this.#healsGhosts = healsGhosts;
    const { columns, rows } = grid;
    this.#grid = grid;
    this.#background = background;
    this.#mask = mask;
    this.#minCells = Math.max(3, minObjectArea * columns * rows);
    this.labels = new Uint8Array(columns * rows);
    this.#solid = new CellSet(columns, rows);
    this.#surface = new SurfaceJudge(columns, rows);
    this.#restless = new Restless(columns, rows);
  }

  /** After `Background.compare`. What is only light becomes `shadow` in the mask. */
  find(noise: number, elapsedMs: number): Blob[] {
    const solid = this.#solid;
    const { differing, count } = this.#background;
    this.clear();
    solid.addAll(differing, count);
    solid.clean();
    let components = solid.regions(this.#minCells, maxBlobs);
    if (components.length > 0 && this.#dropLight(components, noise)) {
      solid.clean();
      components = solid.regions(this.#minCells, maxBlobs);
    }
    return this.#tell(components, elapsedMs);
  }

  /** Nothing is told. */
  clear(): void {
    this.labels.fill(0);
  }

  /** Whole regions that show no thing, and the lit or shaded parts of others. False if there was none. */
  #dropLight(components: readonly Component[], noise: number): boolean {
    const { labels } = this;
    const solid = this.#solid;
    const { luma } = this.#grid;
    let dropped = false;
    components.forEach((component, i) => {
      const cells = solid.order.subarray(component.start, component.end);
      for (let k = 0; k < cells.length; k++) labels[cells[k]!] = i + 1;
      this.#surface.judge(cells, labels, luma, this.#background.mean, noise);
      const isLit = this.#isLit(cells);
      this.#surface.forget(cells);
      for (let k = 0; k < cells.length; k++) labels[cells[k]!] = 0;
      if (this.#sweep(cells, isLit)) dropped = true;
    });
    return dropped;
  }

  /** Whether a region is light on the whole. */
  #isLit(cells: Uint16Array): boolean {
    const surface = this.#surface;
    let other = 0;
    let texture = 0;
    for (let k = 0; k < cells.length; k++) {
      other += surface.otherAt(cells[k]!);
      texture += surface.textureAt(cells[k]!);
    }
    return texture > 0 && other < texture * lightShare;
  }

  /**
   * What is not light goes back into the set: in a region that is lit only what is clearly a thing, in others all but light.
   * Uses `cells` up.
   */
  #sweep(cells: Uint16Array, isLit: boolean): boolean {
    const solid = this.#solid;
    const background = this.#background;
    const mask = this.#mask;
    const { kinds } = this.#surface;
    let dropped = 0;
    let lasting = 0;
    for (let k = 0; k < cells.length; k++) {
      const i = cells[k]!;
      const kind = kinds[i]!;
      if (isLit ? kind === surface.thing : kind !== surface.light) {
        solid.add(i);
        continue;
      }
      cells[dropped++] = i;
      mask[i] = cell.shadow;
      if (background.seenMs(i) >= settleLightMs) lasting++;
    }
    // All at once: borders between old and new light would look like a texture of their own.
    if (isLit && lasting * 2 > dropped) this.#settle(cells.subarray(0, dropped));
    return dropped > 0;
  }

  #settle(cells: Uint16Array): void {
    for (const i of cells) this.#background.accept(i, this.#grid.luma[i]!);
  }

  #tell(components: readonly Component[], elapsedMs: number): Blob[] {
    const { order } = this.#solid;
    const { labels } = this;
    const followups = this.#restless.update(components, elapsedMs);
    const told = components.flatMap((component, i) => {
      const followup = followups[i]!;
      return followup.isRestless ? [] : [{ component, followup }];
    });
    told.forEach(({ component: { start, end } }, i) => {
      for (let k = start; k < end; k++) labels[order[k]!] = i + 1;
    });
    return told.map(({ component, followup }) => {
      const { mean } = this.#background;
      const blob = blobOf(component, followup, order, this.#grid, labels, this.#mask, mean);
      if (this.#healsGhosts && isGhost(blob)) this.#heal(order.subarray(component.start, component.end));
      return blob;
    });
  }

  /** What is left where something has gone is the background, and need not wait to be believed. */
  #heal(cells: Uint16Array): void {
    let lasting = 0;
    for (const i of cells) if (this.#background.seenMs(i) >= ghostMs) lasting++;
    if (lasting * 2 > cells.length) this.#settle(cells);
  }
}

function isGhost({ presence, moving }: Blob): boolean {
  return presence < ghostPresence && moving < ghostMoving;
}
