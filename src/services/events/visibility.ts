/**
 * Whose events somebody sees: those of the cameras whose archive they may see, and what no camera saw in their organisation.
 * Superusers see all, also of cameras that are gone.
 */
import type { Principal } from '#domain/principal.ts';
import { type EventCameraFilter, listCameraNumbers } from '#stores/event-cameras.ts';
import type { EventSeries } from '#stores/event-series.ts';
import type { Db } from '#stores/schema.ts';
import { siteScope } from '../access/rights.ts';
import { isNumber } from '../sites/checks.ts';

export interface VisibleEvents {
  /** Numbers; null: all cameras, those that are gone included. */
  readonly cameras: ReadonlySet<number> | null;
  /** Whose events without a camera are seen; null: everybody's; undefined: none. */
  readonly organizationId?: number | null;
}

const nothing: VisibleEvents = { cameras: new Set() };

/** With a filter that names cameras, places, groups or an organisation only events of cameras are meant. */
export async function visibleEvents(
  db: Db,
  by: Principal,
  filter: EventCameraFilter = {},
): Promise<VisibleEvents> {
  const { cameraIds, siteId, groupId, organizationId } = filter;
  for (const id of [siteId, groupId, organizationId]) if (id !== undefined && !isNumber(id)) return nothing;
  const isFiltered = [cameraIds, siteId, groupId, organizationId].some((one) => one !== undefined);
  if (by.superuser && !isFiltered) return { cameras: null, organizationId: null };
  const known =
    cameraIds === undefined ? filter : { ...filter, cameraIds: cameraIds.map((id) => id.toLowerCase()) };
  const cameras = new Set(await listCameraNumbers(db, siteScope(by), known, 'archive'));
  return isFiltered ? { cameras } : { cameras, organizationId: by.organizationId };
}

export function isVisible({ cameras, organizationId }: VisibleEvents, series: EventSeries): boolean {
  if (series.camera !== 0) return cameras === null || cameras.has(series.camera);
  return organizationId === null || series.organizationId === organizationId;
}
