/**
 * How things usually move at each place of this camera's picture: a coarse grid of running means of the velocities of tracks. On
 * a road, where a car is further than its own length at the next picture, it tells which of the cars it is: a new car is looked
 * for where the cars before it went. Where directions mix (a square with people) the spread is wide and it says nothing.
 */
import type { Point } from '#domain/event.ts';
import type { Flow, TrackedObject } from './tracked-object.ts';

const columns = 16;
const rows = 12;
/** Observations until a cell is believed; and after how many the old ones fade. */
const minWeight = 6;
const maxWeight = 60;

export class FlowField {
  readonly #weight = new Float64Array(columns * rows);
  readonly #sums = [0, 1, 2, 3].map(() => new Float64Array(columns * rows)); // vx, vy, vx², vy²

  learn({ centre, velocity: [vx, vy] }: TrackedObject, aspect: number): void {
    const cell = cellOf(centre);
    if (cell === -1) return;
    const weight = Math.min(this.#weight[cell]! + 1, maxWeight);
    this.#weight[cell] = weight;
    [vx * aspect, vy, (vx * aspect) ** 2, vy ** 2].forEach((value, index) => {
      const sums = this.#sums[index]!;
      sums[cell]! += (value - sums[cell]!) / weight;
    });
  }

  /** Null where too little is known. */
  at(place: Point, aspect: number): Flow | null {
    const cell = cellOf(place);
    if (cell === -1 || this.#weight[cell]! < minWeight) return null;
    const [vx, vy, vx2, vy2] = this.#sums.map((sums) => sums[cell]!) as [number, number, number, number];
    const variance = Math.max(0, vx2 - vx * vx) + Math.max(0, vy2 - vy * vy);
    const speed = Math.hypot(vx, vy);
    // Half of the speed is common: a stream of things, not a crowd.
    if (variance > (speed / 2) ** 2) return null;
    return { velocity: [vx / aspect, vy], std: Math.sqrt(variance) + 0.25 * speed };
  }
}

function cellOf([x, y]: Point): number {
  if (!(x >= 0 && x < 1 && y >= 0 && y < 1)) return -1;
  return Math.floor(y * rows) * columns + Math.floor(x * columns);
}
