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
import { eventTypeCodes } from '#stores/events.ts';
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
  #selections = new WeakMap<ReadonlySet<number>, Map<string, SeriesSelection>>();
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
      this.#selections = new WeakMap();
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

  /** Those that fit. Worked out once for each set of cameras, until there are more series. */
  select(filter: SeriesFilter): SeriesSelection {
    const { cameras, organizationId, types, names, objectClasses } = filter;
    const ofCameras = cameras ?? allCameras;
    const known = this.#selections.get(ofCameras) ?? new Map<string, SeriesSelection>();
    this.#selections.set(ofCameras, known);
    const key = JSON.stringify([String(organizationId), types, names, objectClasses]);
    const selection = known.get(key) ?? this.#work(filter);
    known.delete(key);
    known.set(key, selection);
    if (known.size > mostSelections) known.delete(known.keys().next().value!);
    return selection;
  }

  #work(filter: SeriesFilter): SeriesSelection {
    const list = this.#list(filter);
    const mask = new Uint8Array(this.#lastId + 1);
    for (const id of list) mask[id] = 1;
    const typeOf = (id: number) => eventTypeCodes[this.#byId.get(id)!.type];
    return {
      count: list.length,
      mask,
      list: (type) => [...numbersIn(mask)].filter((id) => type === undefined || typeOf(id) === type),
    };
  }

  #list(filter: SeriesFilter): number[] {
    const found: number[] = [];
    const take = (list: readonly EventSeries[] = []) => {
      for (const series of list) if (fits(filter, series)) found.push(series.id);
    };
    const { cameras, organizationId } = filter;
    if (cameras === null) for (const [camera, list] of this.#byCamera) take(camera === 0 ? [] : list);
    else for (const camera of cameras) take(this.#byCamera.get(camera));
    if (organizationId !== undefined) take(this.#byCamera.get(0)?.filter((series) => isSeen(filter, series)));
    return found;
  }
}

/** Stands for all cameras, which are in no set. */
const allCameras: ReadonlySet<number> = new Set();
/** Of one set of cameras. */
const mostSelections = 8;

function* numbersIn(mask: Uint8Array): Generator<number> {
  for (let id = mask.indexOf(1); id >= 0; id = mask.indexOf(1, id + 1)) yield id;
}

/** Of what no camera saw. */
function isSeen({ organizationId }: SeriesFilter, series: EventSeries): boolean {
  return organizationId === null || series.organizationId === organizationId;
}

function fits({ types, names, objectClasses }: SeriesFilter, series: EventSeries): boolean {
  return (
    (types === undefined || types.includes(series.type)) &&
    (names === undefined || (series.name !== null && names.includes(series.name))) &&
    (objectClasses === undefined || objectClasses.includes(series.objectClass))
  );
}
