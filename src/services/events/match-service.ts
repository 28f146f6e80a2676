/** Events with their hits on watchlists, and looking for plates and faces among events. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { EventCameraFilter } from '#stores/event-cameras.ts';
import { firstEventIdAt, latestEventMs } from '#stores/event-keys.ts';
import { readEvents, type SeriesSelection } from '#stores/event-lists.ts';
import {
  type EventMatch,
  listEventMatches,
  listFaces,
  listMatchedEventIds,
  listPlateEventIds,
  listPlatesLike,
} from '#stores/event-recognition.ts';
import type { Db } from '#stores/schema.ts';
import { plateKey } from '#stores/watchlists.ts';
import { requirePermission } from '../access/rights.ts';
import { type Cursors, defaultPageSize, type Page, type PageRequest } from '../paging/cursors.ts';
import type { EventLog } from './event-log.ts';
import type { EventService } from './event-service.ts';
import { type EventView, toEventViews } from './event-view.ts';
import { cosine, toVector } from './faces.ts';
import { plateSimilarity } from './plates.ts';
import { visibleEvents } from './visibility.ts';

export interface MatchServiceOptions {
  readonly db: Db;
  readonly log: EventLog;
  readonly events: Pick<EventService, 'get'>;
  readonly cursors: Cursors;
}

export interface MatchedEvent extends EventView {
  readonly matches: readonly EventMatch[];
}

export interface FoundEvent extends MatchedEvent {
  /** -1..1 */
  readonly similarity: number;
}

export type MatchedType = 'plate_recognition' | 'face_recognition';

export interface MatchFilter extends EventCameraFilter {
  readonly type: MatchedType;
  /** Both included. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface FaceSearch {
  /** Little-endian float32. */
  readonly descriptor: Uint8Array;
  readonly version: number;
  /** 0..1: the least similarity. */
  readonly threshold: number;
}

/** Events in the answer of a search. */
const mostFound = 100;
/** Plates that are compared, and how alike they have to be. */
const mostPlates = 2_000;
const leastPlateSimilarity = 0.6;
/** The newest faces are compared, in steps between which others get their turn. */
const mostFaces = 20_000;
const facesAtATime = 500;

export class MatchService {
  readonly #options: MatchServiceOptions;

  constructor(options: MatchServiceOptions) {
    this.#options = options;
  }

  /** Events with at least one hit, newest first. */
  async list(by: Principal, filter: MatchFilter, page: PageRequest): Promise<Page<MatchedEvent>> {
    requirePermission(by, 'event_read');
    const { cursors } = this.#options;
    const key = ['eventmatches', by.userId, filter] as const;
    const limit = page.limit ?? defaultPageSize;
    const ids = await listMatchedEventIds(this.#options.db, await this.#series(by, filter.type, filter), {
      fromId: firstEventIdAt(filter.fromMs),
      belowId: page.cursor === undefined ? firstEventIdAt(filter.toMs + 1) : cursors.openAt(key, page.cursor),
      limit: limit + 1,
    });
    const items = await this.#withMatches(ids.slice(0, limit));
    const last = ids[limit - 1];
    const more = ids.length > limit && last !== undefined;
    return { items, cursor: more ? cursors.makeAt(key, last) : undefined };
  }

  /** `not_found` also for an event without hits. */
  async get(by: Principal, id: string): Promise<MatchedEvent> {
    const event = await this.#options.events.get(by, id);
    const matches = await this.matchesOf([event.report.id]);
    if (matches.size === 0) throw new VidetteError('not_found', 'this event has no matches');
    return { ...event, matches: matches.get(event.report.id) ?? [] };
  }

  async matchesOf(ids: readonly string[]): Promise<ReadonlyMap<string, readonly EventMatch[]>> {
    const rows = await listEventMatches(this.#options.db, ids);
    const byEvent = Map.groupBy(rows, ({ eventId }) => eventId);
    return new Map([...byEvent].map(([id, found]) => [id, found.map(({ match }) => match)]));
  }

  /** The most alike first, then the newest. Reads plates that begin or end like the one that is looked for. */
  async findPlates(by: Principal, number: string, filter: EventCameraFilter): Promise<FoundEvent[]> {
    requirePermission(by, 'search_plate');
    const plate = plateKey(number);
    if (plate === '') throw new VidetteError('conflict', 'the number has neither letters nor digits');
    const { db } = this.#options;
    const series = await this.#series(by, 'plate_recognition', filter);
    const alike = (await listPlatesLike(db, plate, mostPlates))
      .map((other) => ({ plate: other, similarity: plateSimilarity(plate, other) }))
      .filter(({ similarity }) => similarity >= leastPlateSimilarity)
      .sort((a, b) => b.similarity - a.similarity);
    const found = new Map<string, number>();
    for (const one of alike) {
      if (found.size >= mostFound) break;
      const ids = await listPlateEventIds(db, one.plate, series, mostFound - found.size);
      for (const id of ids) found.set(id, one.similarity);
    }
    return await this.#found(found);
  }

  /** Among the newest faces of the same model. The most alike first, then the newest. */
  async findFaces(by: Principal, search: FaceSearch, filter: EventCameraFilter): Promise<FoundEvent[]> {
    requirePermission(by, 'search_face');
    const wanted = toVector(search.descriptor);
    if (wanted === null) throw new VidetteError('conflict', 'the descriptor is no list of 32-bit floats');
    const { db } = this.#options;
    const series = await this.#series(by, 'face_recognition', filter);
    const found = new Map<string, number>();
    let belowId = firstEventIdAt(latestEventMs);
    for (let read = 0; read < mostFaces; read += facesAtATime) {
      const faces = await listFaces(db, search.version, series, belowId, facesAtATime);
      for (const { eventId, descriptor } of faces) {
        const vector = toVector(descriptor);
        const similarity = vector === null ? null : cosine(wanted, vector);
        if (similarity !== null && similarity >= search.threshold) found.set(eventId, similarity);
      }
      if (faces.length < facesAtATime) break;
      belowId = faces.at(-1)!.eventId;
    }
    return await this.#found(found);
  }

  async #found(similarities: ReadonlyMap<string, number>): Promise<FoundEvent[]> {
    const best = [...similarities]
      .sort(([a, one], [b, other]) => other - one || (a < b ? 1 : -1))
      .slice(0, mostFound);
    const events = await this.#withMatches(best.map(([id]) => id));
    return events.map((event) => ({ ...event, similarity: similarities.get(event.report.id) ?? 0 }));
  }

  async #withMatches(ids: readonly string[]): Promise<MatchedEvent[]> {
    const { db, log } = this.#options;
    const events = await toEventViews(db, log.toEvents(await readEvents(db, ids)));
    const matches = await this.matchesOf(ids);
    return events.map((event) => ({ ...event, matches: matches.get(event.report.id) ?? [] }));
  }

  async #series(by: Principal, type: MatchedType, filter: EventCameraFilter): Promise<SeriesSelection> {
    const { db, log } = this.#options;
    const visible = await visibleEvents(db, by, {
      cameraIds: filter.cameraIds,
      siteId: filter.siteId,
      groupId: filter.groupId,
      organizationId: filter.organizationId,
    });
    // Without organisation: no recogniser sees anything without a camera.
    return log.series.select({ cameras: visible.cameras, types: [type] });
  }
}
