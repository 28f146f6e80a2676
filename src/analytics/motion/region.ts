/** Polygons of the settings as cells of the grid, filled once. */
import type { Polygon } from '#domain/analytics.ts';
import type { Box } from '#domain/event.ts';

/** The grid as far as polygons are concerned: cells, and how much of the picture one is wide and high. */
export interface Cells {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
}

/**
 * Marks (with `value`) the cells whose centre lies in the polygon, by the even-odd rule. A polygon may reach outside of the picture,
 * cross itself or have no area; one that is thinner than a cell still gets the cells it passes through at its corners.
 */
export function fillPolygon(target: Uint8Array, cells: Cells, polygon: Polygon, value = 1): void {
  const crossings: number[] = [];
  for (let row = 0; row < cells.rows; row++) {
    const y = (row + 0.5) * cells.cellHeight;
    crossings.length = 0;
    polygon.forEach(([ax, ay], i) => {
      const [bx, by] = polygon[(i + 1) % polygon.length]!;
      if (ay > y !== by > y) crossings.push(ax + ((y - ay) / (by - ay)) * (bx - ax));
    });
    crossings.sort((a, b) => a - b);
    for (let i = 0; i + 1 < crossings.length; i += 2) {
      const first = Math.max(0, Math.ceil(crossings[i]! / cells.cellWidth - 0.5));
      const end = Math.min(cells.columns, Math.ceil(crossings[i + 1]! / cells.cellWidth - 0.5));
      if (end > first) target.fill(value, row * cells.columns + first, row * cells.columns + end);
    }
  }
  for (const [x, y] of polygon) {
    const column = Math.floor(x / cells.cellWidth);
    const row = Math.floor(y / cells.cellHeight);
    if (column >= 0 && column < cells.columns && row >= 0 && row < cells.rows) {
      target[row * cells.columns + column] = value;
    }
  }
}

/** Around the polygon, cut to the picture. */
export function boxAround(polygon: Polygon): Box {
  const inPicture = (value: number) => Math.min(1, Math.max(0, value));
  const xs = polygon.map(([x]) => inPicture(x));
  const ys = polygon.map(([, y]) => inPicture(y));
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
