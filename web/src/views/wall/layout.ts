/** How many tiles fit and how large they are. Pure. */

export const grids = ['auto', '1', '4', '9', '16'] as const;
export type Grid = (typeof grids)[number];

export interface WallLayout {
  readonly columns: number;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly perPage: number;
}

const gapPx = 6;
const aspect = 16 / 9;
const maxAutomatic = 16;

/** Upright screens scroll: their tiles take the width. Wide ones show a page of tiles without scrolling. */
export function layoutWall(grid: Grid, cameras: number, widthPx: number, heightPx: number): WallLayout {
  const perPage = grid === 'auto' ? maxAutomatic : Number(grid);
  const shown = Math.max(1, grid === 'auto' ? Math.min(cameras, maxAutomatic) : perPage);
  if (heightPx > widthPx) return { ...sized(uprightColumns(grid, shown), widthPx), perPage };
  let best: WallLayout = { columns: 1, tileWidth: 0, tileHeight: 0, perPage };
  for (let columns = 1; columns <= shown; columns += 1) {
    const rows = Math.ceil(shown / columns);
    const byHeight = ((heightPx - (rows - 1) * gapPx) / rows) * aspect;
    const byWidth = (widthPx - (columns - 1) * gapPx) / columns;
    const tileWidth = Math.floor(Math.min(byHeight, byWidth));
    if (tileWidth > best.tileWidth) {
      best = { columns, tileWidth, tileHeight: Math.floor(tileWidth / aspect), perPage };
    }
  }
  return best;
}

function uprightColumns(grid: Grid, shown: number): number {
  if (shown === 1 || (grid === 'auto' && shown <= 4)) return 1;
  return shown <= 9 ? 2 : 3;
}

function sized(columns: number, widthPx: number) {
  const tileWidth = Math.floor((widthPx - (columns - 1) * gapPx) / columns);
  return { columns, tileWidth, tileHeight: Math.floor(tileWidth / aspect) };
}

/** Where an arrow leads from a tile; stays when there is none in that direction. */
export function neighbour(index: number, key: string, columns: number, count: number): number {
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
  };
  const target = index + (steps[key] ?? 0);
  return target < 0 || target >= count ? index : target;
}
