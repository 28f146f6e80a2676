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
  const cameras = setOf(await listCameraNumbers(db, siteScope(by), known, 'archive'));
  return isFiltered ? { cameras } : { cameras, organizationId: by.organizationId };
}

/** Of many cameras, by their numbers; the last is the one that was asked for last. */
const sets = new Map<string, ReadonlySet<number>>();
const mostSets = 50;
const leastDigits = 100;

/** For the same numbers the same set as before, so that what was worked out of it is found again (series-registry.ts, day-counts.ts). */
function setOf(numbers: string): ReadonlySet<number> {
  const set = sets.get(numbers) ?? new Set(numbers === '' ? [] : numbers.split(',').map(Number));
  if (numbers.length < leastDigits) return set;
  sets.delete(numbers);
  sets.set(numbers, set);
  if (sets.size > mostSets) sets.delete(sets.keys().next().value!);
  return set;
}

export function isVisible({ cameras, organizationId }: VisibleEvents, series: EventSeries): boolean {
  if (series.camera !== 0) return cameras === null || cameras.has(series.camera);
  return organizationId === null || series.organizationId === organizationId;
}
