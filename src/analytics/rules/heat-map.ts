/** Where things were within an hour: once a second, each cell that the box of an object covers counts one. */
import type { Box } from '#domain/event.ts';
import type { TrackedPicture } from './rule.ts';

export interface HeatMap {
  /** Begin of the hour, UTC. */
  readonly hourMs: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row. */
  readonly counts: readonly number[];
}

const columns = 64;
const rows = 36;
const stepMs = 1000;
const hourMs = 3_600_000;
/** Hours that nobody has taken; the oldest is lost first. */
const maxHours = 24;

export class HeatMapCollector {
  readonly #hours = new Map<number, Uint32Array>();
  #countedMs = Number.NEGATIVE_INFINITY;

  add({ utcMs, objects }: TrackedPicture): void {
    const sinceMs = utcMs - this.#countedMs;
    if (sinceMs >= 0 && sinceMs < stepMs) return;
    this.#countedMs = utcMs;
    for (const { box, proven } of objects) if (proven) this.#count(box, utcMs - (utcMs % hourMs));
  }

  /** What came together since the last call. */
  take(): readonly HeatMap[] {
    const maps = [...this.#hours].map(([hour, counts]) => ({
      hourMs: hour,
      columns,
      rows,
      counts: [...counts],
    }));
    this.#hours.clear();
    return maps;
  }

  #count([x0, y0, x1, y1]: Box, hour: number): void {
    const counts = this.#hours.get(hour) ?? new Uint32Array(columns * rows);
    this.#hours.set(hour, counts);
    if (this.#hours.size > maxHours) this.#hours.delete(Math.min(...this.#hours.keys()));
    const lastRow = Math.min(rows, Math.ceil(y1 * rows));
    const lastColumn = Math.min(columns, Math.ceil(x1 * columns));
    for (let row = Math.max(0, Math.floor(y0 * rows)); row < lastRow; row += 1) {
      for (let column = Math.max(0, Math.floor(x0 * columns)); column < lastColumn; column += 1) {
        counts[row * columns + column]! += 1;
      }
    }
  }
}
