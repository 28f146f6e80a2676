/** Where in a camera's picture things were, over any hours. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { type HeatMapRow, hourMs, listHeatMaps } from '#stores/event-counts.ts';
import type { Db } from '#stores/schema.ts';
import type { CameraService } from '../cameras/camera-service.ts';

export interface HeatMap {
  /** Both 0 when there is none of the period. */
  readonly columns: number;
  readonly rows: number;
  /** Row by row. */
  readonly counts: readonly number[];
}

export interface HeatMapPeriod {
  readonly fromMs: number;
  /** Not included; the hour that it lies in is counted whole. */
  readonly toMs: number;
}

const longestMs = 366 * 24 * hourMs;

export async function heatMapOf(
  db: Db,
  cameras: Pick<CameraService, 'getFor'>,
  by: Principal,
  cameraId: string,
  { fromMs, toMs }: HeatMapPeriod,
): Promise<HeatMap> {
  const camera = await cameras.getFor(by, cameraId, 'archive', 'event_read');
  if (toMs <= fromMs) throw new VidetteError('conflict', 'the period ends before it begins');
  if (toMs - fromMs > longestMs) throw new VidetteError('conflict', 'the period is longer than a year');
  const maps = await listHeatMaps(
    db,
    camera.number,
    Math.floor(fromMs / hourMs),
    Math.ceil(toMs / hourMs) - 1,
  );
  return sumOf(maps);
}

/** On the grid of the newest; cells of other grids count where their middle lies. */
export function sumOf(maps: readonly HeatMapRow[]): HeatMap {
  const newest = maps.at(-1);
  if (newest === undefined) return { columns: 0, rows: 0, counts: [] };
  const { columns, rows } = newest;
  const counts = new Array<number>(columns * rows).fill(0);
  for (const map of maps) {
    for (const [index, count] of map.counts.entries()) {
      const x = ((index % map.columns) + 0.5) / map.columns;
      const y = (Math.floor(index / map.columns) + 0.5) / map.rows;
      counts[Math.floor(y * rows) * columns + Math.floor(x * columns)]! += count;
    }
  }
  return { columns, rows, counts };
}
