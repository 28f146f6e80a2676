/** All series of the event log in memory: a few per camera. What a transaction adds counts when it is committed. */
import type { EventType } from '#domain/event.ts';
import type { SeriesSelection } from '#stores/event-lists.ts';
import {
  type EventSeries,
  type EventSeriesKey,
  insertEventSeries,
  listEventSeries,
  textOfSeries,
} from '#stores/event-series.ts';
import { eventTypeOf } from '#stores/events.ts';
import type { Db, Trx } from '#stores/schema.ts';

export interface SeriesFilter {
  /** Numbers; null: any. */
  readonly cameras: ReadonlySet<number> | null;
  /** Whose events without a camera are meant, too; null: everybody's; undefined: none. */
  readonly organizationId?: number | null;
  readonly types?: readonly EventType[] | undefined;
  readonly names?: readonly string[] | undefined;
  /** As in `objectClasses`. */
  readonly objectClasses?: readonly number[] | undefined;
}

export class SeriesRegistry {
  readonly #db: Db;
  readonly #byId = new Map<number, EventSeries>();
  readonly #byText = new Map<string, EventSeries>();
  readonly #byCamera = new Map<number, EventSeries[]>();
  #lastId = 0;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Reads those that are not known yet. */
  async load(): Promise<void> {
    this.add(await listEventSeries(this.#db, this.#lastId));
  }

  add(series: readonly EventSeries[]): void {
    for (const one of series) {
      if (this.#byId.has(one.id)) continue;
      this.#byId.set(one.id, one);
      this.#byText.set(textOfSeries(one), one);
      const ofCamera = this.#byCamera.get(one.camera);
      if (ofCamera === undefined) this.#byCamera.set(one.camera, [one]);
      else ofCamera.push(one);
      this.#lastId = Math.max(this.#lastId, one.id);
    }
  }

  get(id: number): EventSeries | undefined {
    return this.#byId.get(id);
  }

  /** Of a camera that may be gone meanwhile. */
  numberOfCamera(uuid: string): number | undefined {
    for (const [camera, [first]] of this.#byCamera) if (first?.cameraUuid === uuid) return camera;
    return undefined;
  }

  /** The series of this key, made in the transaction if need be; `made` has those that are not committed yet. */
  async need(trx: Trx, key: EventSeriesKey, made: Map<string, EventSeries>): Promise<EventSeries> {
    const text = textOfSeries(key);
    const known = this.#byText.get(text) ?? made.get(text);
    if (known !== undefined) return known;
    const series = await insertEventSeries(trx, key);
    made.set(text, series);
    return series;
  }

  /** Those that fit; null when nothing is filtered by more than types. */
  select(filter: SeriesFilter): SeriesSelection | null {
    const { cameras, organizationId, types, names, objectClasses } = filter;
    const isFiltered = cameras !== null || names !== undefined || objectClasses !== undefined;
    if (!isFiltered && organizationId === null) return null;
    const has = (id: number): boolean => {
      const series = this.#byId.get(id);
      return series !== undefined && isSeen(filter, series) && fits(filter, series);
    };
    const list = (type?: number): number[] =>
      this.#list(filter, type === undefined ? types : [eventTypeOf(type)]);
    // Listing the series of many cameras takes as long as a page.
    const areFew = (cameras !== null && cameras.size <= fewCameras) || names !== undefined;
    return { known: areFew ? list() : null, has, list };
  }

  #list(filter: SeriesFilter, types: readonly EventType[] | undefined): number[] {
    const found: number[] = [];
    const wanted = { ...filter, types };
    const take = (list: readonly EventSeries[] = []) => {
      for (const series of list) if (fits(wanted, series)) found.push(series.id);
    };
    const { cameras, organizationId } = filter;
    if (cameras === null) for (const [camera, list] of this.#byCamera) take(camera === 0 ? [] : list);
    else for (const camera of cameras) take(this.#byCamera.get(camera));
    if (organizationId !== undefined) take(this.#byCamera.get(0)?.filter((series) => isSeen(filter, series)));
    return found;
  }
}

const fewCameras = 64;

function isSeen({ cameras, organizationId }: SeriesFilter, series: EventSeries): boolean {
  if (series.camera !== 0) return cameras === null || cameras.has(series.camera);
  return organizationId === null || series.organizationId === organizationId;
}

function fits({ types, names, objectClasses }: SeriesFilter, series: EventSeries): boolean {
  return (
    (types === undefined || types.includes(series.type)) &&
    (names === undefined || (series.name !== null && names.includes(series.name))) &&
    (objectClasses === undefined || objectClasses.includes(series.objectClass))
  );
}
