/** How many events there were, by hour or day. Read from what is counted while events are stored. Hours and days are those of UTC. */
import { VidetteError } from '#domain/errors.ts';
import type { EventType } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import { countCameras, type EventCameraFilter } from '#stores/event-cameras.ts';
import { type CountRow, hourMs, type Interval, listCounts, wholeOrganization } from '#stores/event-counts.ts';
import { eventTypeCodes, eventTypeOf } from '#stores/events.ts';
import { groupIsThere } from '#stores/groups.ts';
import { findOrganizationName } from '#stores/organizations.ts';
import type { Db } from '#stores/schema.ts';
import { type WatchlistPriority, watchlistPriorities } from '#stores/watchlists.ts';
import type { Permission } from '../access/permissions.ts';
import { organizationScope, requirePermission, siteScope } from '../access/rights.ts';
import { isNumber } from '../sites/checks.ts';
import { DayCounts, type DayCountsOptions } from './day-counts.ts';
import { matchKindOf } from './match-kinds.ts';
import { visibleEvents } from './visibility.ts';

export interface CountFilter extends EventCameraFilter {
  readonly fromMs: number;
  /** Not included; the hour or day that it lies in is counted whole. */
  readonly toMs: number;
  readonly interval: Interval;
}

export interface TypeCount {
  readonly beginMs: number;
  readonly type: EventType;
  readonly count: number;
}

export interface PriorityCount {
  readonly beginMs: number;
  /** Null: lists without one. */
  readonly priority: WatchlistPriority | null;
  readonly count: number;
}

/** Spans in one answer. */
const mostSpans: Readonly<Record<Interval, number>> = { hour: 31 * 24, day: 5 * 366 };
const spanMs: Readonly<Record<Interval, number>> = { hour: hourMs, day: 24 * hourMs };

export class EventStatistics {
  readonly #db: Db;
  readonly #days: DayCounts;

  constructor(options: DayCountsOptions) {
    this.#db = options.db;
    this.#days = new DayCounts(options);
  }

  /** By time, then type; without those that did not happen. */
  async byType(
    by: Principal,
    filter: CountFilter & { readonly types?: readonly EventType[] | undefined },
    permission: Permission,
  ): Promise<TypeCount[]> {
    const types = filter.types ?? (Object.keys(eventTypeCodes) as EventType[]);
    const rows = await this.#count(
      by,
      filter,
      types.map((type) => eventTypeCodes[type]),
      permission,
    );
    return rows.map(({ span, kind, count }) => ({
      beginMs: span * spanMs[filter.interval],
      type: eventTypeOf(kind),
      count,
    }));
  }

  /** Hits on watchlists, by time, then priority. */
  async byPriority(by: Principal, filter: CountFilter, permission: Permission): Promise<PriorityCount[]> {
    const priorities = [null, ...watchlistPriorities];
    const kinds = new Map(priorities.map((priority) => [matchKindOf(priority), priority]));
    const rows = await this.#count(by, filter, [...kinds.keys()], permission);
    return rows.map(({ span, kind, count }) => ({
      beginMs: span * spanMs[filter.interval],
      priority: kinds.get(kind) ?? null,
      count,
    }));
  }

  async #count(
    by: Principal,
    filter: CountFilter,
    kinds: readonly number[],
    permission: Permission,
  ): Promise<CountRow[]> {
    requirePermission(by, permission);
    await this.#requireKnown(by, filter);
    const { interval, fromMs, toMs } = filter;
    if (toMs <= fromMs) throw new VidetteError('conflict', 'the period ends before it begins');
    const from = Math.floor(fromMs / spanMs[interval]);
    const to = Math.ceil(toMs / spanMs[interval]) - 1;
    if (to - from >= mostSpans[interval])
      throw new VidetteError('conflict', `the period is longer than ${mostSpans[interval]} ${interval}s`);
    const query = { interval, from, to, kinds };
    const cameras = await this.#counted(by, filter);
    return cameras === null || typeof cameras === 'number'
      ? await listCounts(this.#db, { ...query, cameras: cameras === null ? null : [cameras] })
      : await this.#days.list(cameras, query);
  }

  /** Whoever sees a whole organisation is answered from what is counted of it as a whole, under a number of its own. */
  async #counted(by: Principal, filter: EventCameraFilter): Promise<ReadonlySet<number> | number | null> {
    const { cameraIds, siteId, groupId, organizationId } = filter;
    const isWhole = [cameraIds, siteId, groupId].every((one) => one === undefined);
    if (isWhole && by.superuser)
      return organizationId === undefined ? null : wholeOrganization(organizationId);
    const { cameras } = await visibleEvents(this.#db, by, filter);
    if (
      isWhole &&
      cameras !== null &&
      cameras.size > 0 &&
      cameras.size === (await countCameras(this.#db, by.organizationId))
    )
      return wholeOrganization(by.organizationId);
    return cameras;
  }

  /** An organisation or group that the caller does not know is `not_found`. */
  async #requireKnown(by: Principal, { organizationId, groupId }: EventCameraFilter): Promise<void> {
    if (organizationId !== undefined) {
      const known = organizationScope(by, organizationId);
      if (known === null || (await findOrganizationName(this.#db, known)) === undefined)
        throw new VidetteError('not_found', 'no such organization', { field: ['organization_id'] });
    }
    if (
      groupId !== undefined &&
      !(isNumber(groupId) && (await groupIsThere(this.#db, siteScope(by), groupId)))
    )
      throw new VidetteError('not_found', 'no such group', { field: ['group_id'] });
  }
}
