/**
 * The event log's one writer. Reports of streamservers and of the server itself are stored in transactions together with what is
 * counted of them, so that nothing is counted twice. After each commit those who
 * follow the log are woken; they read on from the last change that they know.
 */
import type { HeatMapReport, OutboxEntry } from '#cluster/protocol.ts';
import { type EventReport, eventActions, eventTypes } from '#domain/event.ts';
import { addToCounts, addToHeatMap, hourMs, listCounters, storeCounters } from '#stores/event-counts.ts';
import { dayOf, isEventId } from '#stores/event-keys.ts';
import { listChangedEvents } from '#stores/event-lists.ts';
import {
  type EventMatch,
  insertEventMatches,
  rememberFaces,
  rememberPlates,
} from '#stores/event-recognition.ts';
import { makeEventDays } from '#stores/event-retention.ts';
import { classOf, type EventSeries, type EventSeriesKey } from '#stores/event-series.ts';
import {
  lastEventChange,
  lockEventSequence,
  moveOutboxPosition,
  outboxPosition,
  type Revision,
  storeRevisions,
} from '#stores/event-writes.ts';
import { type EventRow, eventTypeCodes, type StoredEvent, toStoredEvent } from '#stores/events.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { CountedDays } from './counted-days.ts';
import { countCrossings } from './counters.ts';
import { type FoundCameras, KnownCameras } from './known-cameras.ts';
import { matchKindOf } from './match-kinds.ts';
import { RecentEvents } from './recent-events.ts';
import { SeriesRegistry } from './series-registry.ts';

export interface EventLogOptions {
  readonly db: Db;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** Entries per transaction: as many as an outbox sends at a time, so that a backlog is stored with few syncs. */
const entriesAtATime = 1_000;
/** Longer names and object ids are cut; settings allow less. */
const longestText = 255;

interface Batch {
  readonly reports: readonly EventReport[];
  readonly heatMaps: readonly HeatMapReport[];
}

/** Told after each commit with the number of the last change. */
export type ChangeListener = (change: number) => void;

export class EventLog {
  readonly #options: EventLogOptions;
  readonly #db: Db;
  readonly #listeners = new Set<ChangeListener>();
  readonly #madeDays = new Set<number>();
  readonly #cameras: KnownCameras;
  readonly #recent = new RecentEvents();
  readonly series: SeriesRegistry;
  readonly countedDays = new CountedDays();
  #change = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(options: EventLogOptions) {
    this.#options = options;
    this.#db = options.db;
    this.#cameras = new KnownCameras(options.db);
    this.series = new SeriesRegistry(options.db);
  }

  async start(): Promise<void> {
    await this.series.load();
    this.#change = await lastEventChange(this.#db);
  }

  /** After any camera was added, changed or deleted. */
  camerasChanged(): void {
    this.#cameras.forget();
  }

  /** After a day's partition was dropped. */
  daysChanged(): void {
    this.#madeDays.clear();
  }

  /** The number of the last change that is stored. */
  get change(): number {
    return this.#change;
  }

  /** Gives the way to leave. The listener must not throw. */
  subscribe(listener: ChangeListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** What was stored after a change, in the order of changes: each event once, as it is now. */
  async since(change: number, limit: number): Promise<StoredEvent[]> {
    const recent = this.#recent.since(change, limit);
    return recent ?? this.toEvents(await listChangedEvents(this.#db, change, limit));
  }

  toEvents(rows: readonly EventRow[]): StoredEvent[] {
    return rows.flatMap((row) => {
      const series = this.series.get(row.series);
      return series === undefined ? [] : toStoredEvent(row, series);
    });
  }

  /**
   * Entries of an outbox, their numbers growing. All up to `upTo` is committed when this resolves; what was stored before is passed
   * over. What can never be stored (no UUIDv7, a camera that is not known) is told and passed over, too: it would come back for ever.
   */
  async store(outbox: string, entries: readonly OutboxEntry[]): Promise<{ upTo: number }> {
    return await this.#inTurn(async () => {
      let upTo = await outboxPosition(this.#db, outbox);
      const fresh = entries.filter(({ number }) => number > upTo);
      for (let at = 0; at < fresh.length; at += entriesAtATime) {
        const chunk = fresh.slice(at, at + entriesAtATime);
        const last = chunk.at(-1)!.number;
        const reports = chunk.flatMap((entry) => ('event' in entry ? toClean(entry.event) : []));
        const heatMaps = chunk.flatMap((entry) => ('heatMap' in entry ? entry.heatMap : []));
        await this.#write({ reports, heatMaps }, 0, (trx) => moveOutboxPosition(trx, outbox, last));
        upTo = last;
      }
      return { upTo };
    });
  }

  /** An event of the server itself. Without a camera it belongs to an organisation, or (null) to the installation. */
  async record(
    report: EventReport,
    organizationId: number | null,
    more?: (trx: Trx) => Promise<void>,
  ): Promise<void> {
    await this.#inTurn(() =>
      this.#write({ reports: [toClean(report)], heatMaps: [] }, organizationId ?? 0, more),
    );
  }

  /** Hits of an event on watchlists; those that are known already are passed over. */
  async storeMatches(event: StoredEvent, matches: readonly EventMatch[]): Promise<void> {
    await this.#inTurn(async () => {
      const { id, beginMs, cameraId } = event.report;
      const cameras = await this.#cameras.find(cameraId === null ? [] : [cameraId]);
      const organizationId = cameras.get(cameraId ?? '')?.organizationId ?? null;
      await this.#db.transaction().execute(async (trx) => {
        const fresh = await insertEventMatches(trx, { id, series: event.series.id }, matches);
        const camera = event.series.camera;
        await addToCounts(
          trx,
          fresh.map(({ priority }) => ({
            camera,
            organizationId,
            atMs: beginMs,
            kind: matchKindOf(priority),
          })),
        );
      });
      this.countedDays.counted([dayOf(id)]);
    });
  }

  /** Counters of a camera begin anew now; `line` null: all of them. */
  async resetCounters(camera: number, line: string | null, atMs: number, more: (trx: Trx) => Promise<void>) {
    await this.#inTurn(async () => {
      await this.#db.transaction().execute(async (trx) => {
        const lines = await listCounters(trx, [camera]);
        const reset = lines.filter((counter) => line === null || counter.line === line);
        await storeCounters(
          trx,
          reset.map((counter) => ({ ...counter, in: 0, out: 0, sinceMs: atMs })),
        );
        await more(trx);
      });
    });
  }

  async #write(
    { reports, heatMaps }: Batch,
    organizationId: number,
    more?: (trx: Trx) => Promise<void>,
  ): Promise<void> {
    const cameras = await this.#cameras.find(
      [...reports, ...heatMaps].flatMap(({ cameraId }) => cameraId ?? []),
    );
    const keyed = reports.flatMap((report) => {
      const key = this.#keyOf(report, cameras, organizationId);
      return key === null ? [] : { report, key };
    });
    await this.#makeDays(keyed.map(({ report }) => report.id));
    const made = new Map<string, EventSeries>();
    try {
      const { stored, rows, fresh } = await this.#db.transaction().execute(async (trx) => {
        const last = await lockEventSequence(trx);
        const revisions: Revision[] = [];
        for (const { report, key } of keyed)
          revisions.push({ report, series: await this.series.need(trx, key, made) });
        const result = await storeRevisions(trx, last, revisions);
        await addToCounts(
          trx,
          result.fresh.map(({ report, series }) => ({
            camera: series.camera,
            organizationId: cameras.get(report.cameraId ?? '')?.organizationId ?? null,
            atMs: report.beginMs,
            kind: eventTypeCodes[series.type],
          })),
        );
        await countCrossings(trx, result.fresh, (id) => cameras.get(id)?.counting ?? null);
        await rememberPlates(trx, result.stored);
        await rememberFaces(trx, result.stored);
        for (const map of heatMaps) await this.#addHeatMap(trx, map, cameras);
        await more?.(trx);
        return result;
      });
      this.series.add([...made.values()]);
      this.countedDays.counted(new Set(fresh.map(({ report }) => dayOf(report.id))));
      const last = stored.at(-1);
      this.#recent.add(rows.map((row, index) => ({ row, series: stored[index]!.series })));
      if (last !== undefined) this.#tell(last.change);
    } catch (error) {
      // Another server may have made a series or a partition meanwhile: the next try finds it.
      this.#madeDays.clear();
      await this.series.load();
      throw error;
    }
  }

  #keyOf(report: EventReport, cameras: FoundCameras, organizationId: number): EventSeriesKey | null {
    const { id, cameraId, facts } = report;
    if (!isEventId(id) || !eventTypes.includes(facts.type) || !eventActions.includes(report.action)) {
      this.#options.log('an event that cannot be stored was passed over', { id, type: facts.type });
      return null;
    }
    const camera = cameraId === null ? 0 : this.#numberOf(cameraId, cameras);
    if (camera === undefined) {
      this.#options.log('an event of a camera that is not known was passed over', { id, cameraId });
      return null;
    }
    return {
      camera,
      cameraUuid: cameraId,
      organizationId: camera === 0 ? organizationId : 0,
      type: facts.type,
      objectClass: classOf(facts.objectClass),
      name: facts.name,
    };
  }

  /** What comes of a camera after it was deleted is its own, too. */
  #numberOf(cameraId: string, cameras: FoundCameras): number | undefined {
    return cameras.get(cameraId)?.number ?? this.series.numberOfCamera(cameraId);
  }

  async #addHeatMap(trx: Trx, map: HeatMapReport, cameras: FoundCameras): Promise<void> {
    const { cameraId, hourMs: beginMs, columns, rows, counts } = map;
    const camera = this.#numberOf(cameraId, cameras);
    if (camera === undefined || counts.length !== columns * rows || counts.length > mostCells) {
      this.#options.log('a heat map that cannot be stored was passed over', { cameraId, columns, rows });
      return;
    }
    const hour = Math.floor(beginMs / hourMs);
    await addToHeatMap(trx, { camera, hour, columns, rows, counts: Uint32Array.from(counts) });
  }

  async #makeDays(ids: readonly string[]): Promise<void> {
    const days = new Set(ids.map(dayOf)).difference(this.#madeDays);
    await makeEventDays(this.#db, days);
    for (const day of days) this.#madeDays.add(day);
  }

  #tell(change: number): void {
    this.#change = change;
    for (const listener of this.#listeners) listener(change);
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#writing.then(work, work);
    this.#writing = turn.catch(() => {});
    return await turn;
  }
}

const mostCells = 65_536;

/** Text that every engine takes. */
function toClean(report: EventReport): EventReport {
  const { facts } = report;
  const name = facts.name === null ? null : clean(facts.name);
  const objectId = facts.objectId === null ? null : clean(facts.objectId);
  if (name === facts.name && objectId === facts.objectId) return report;
  return { ...report, facts: { ...facts, name: name === '' ? null : name, objectId } };
}

function clean(text: string): string {
  return text.replaceAll('\0', '').toWellFormed().slice(0, longestText);
}
