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
  /** As they came. */
  readonly #inOrder: EventSeries[] = [];
  readonly #selections = new WeakMap<ReadonlySet<number>, Map<string, Selection>>();
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
      this.#inOrder.push(one);
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

  /** Those that fit. Worked out once for each set of cameras; what comes later is added. */
  select(filter: SeriesFilter): SeriesSelection {
    const { cameras, organizationId, types, names, objectClasses } = filter;
    const ofCameras = cameras ?? allCameras;
    const known = this.#selections.get(ofCameras) ?? new Map<string, Selection>();
    this.#selections.set(ofCameras, known);
    const key = JSON.stringify([String(organizationId), types, names, objectClasses]);
    const before = known.get(key) ?? this.#firstOf(filter);
    const selection =
      before.upTo === this.#inOrder.length
        ? before
        : this.#with(before, filter, this.#inOrder.slice(before.upTo));
    known.delete(key);
    known.set(key, selection);
    if (known.size > mostSelections) known.delete(known.keys().next().value!);
    return selection;
  }

  #firstOf(filter: SeriesFilter): Selection {
    const { cameras, organizationId } = filter;
    const lists =
      cameras === null
        ? [...this.#byCamera].flatMap(([camera, list]) => (camera === 0 ? [] : [list]))
        : [...cameras].map((camera) => this.#byCamera.get(camera) ?? []);
    if (organizationId !== undefined) lists.push(this.#byCamera.get(0) ?? []);
    return this.#with(noSeries, filter, lists.flat());
  }

  /** The selection before and those of these that fit. A mask that was handed out stays as it is. */
  #with(before: Selection, filter: SeriesFilter, considered: readonly EventSeries[]): Selection {
    // Shared, so that it goes to a thread of SQLite without being copied.
    const mask = new Uint8Array(new SharedArrayBuffer(this.#lastId + 1));
    mask.set(before.mask);
    const more = considered.filter((series) => isSeen(filter, series) && fits(filter, series));
    for (const { id } of more) mask[id] = 1;
    const typeOf = (id: number) => eventTypeCodes[this.#byId.get(id)!.type];
    const list = (type?: number) =>
      [...numbersIn(mask)].filter((id) => type === undefined || typeOf(id) === type);
    return { count: before.count + more.length, mask, list, upTo: this.#inOrder.length };
  }
}

interface Selection extends SeriesSelection {
  /** How many of all series were considered. */
  readonly upTo: number;
}

const noSeries: Selection = { count: 0, mask: new Uint8Array(), list: () => [], upTo: 0 };

/** Stands for all cameras, which are in no set. */
const allCameras: ReadonlySet<number> = new Set();
/** Of one set of cameras. */
const mostSelections = 8;

function* numbersIn(mask: Uint8Array): Generator<number> {
  for (let id = mask.indexOf(1); id >= 0; id = mask.indexOf(1, id + 1)) yield id;
}

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
