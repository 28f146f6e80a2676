/** Reading the event log: lists, single events, their pictures. */

import { VidetteError } from '#domain/errors.ts';
import type { EventType } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { EventCameraFilter } from '#stores/event-cameras.ts';
import { firstEventIdAt, isEventId, latestEventMs } from '#stores/event-keys.ts';
import { type EventSelection, findEventRow, listEventRows } from '#stores/event-lists.ts';
import { findFaceDescriptors } from '#stores/event-recognition.ts';
import { eventTypeCodes, type StoredEvent } from '#stores/events.ts';
import type { Db } from '#stores/schema.ts';
import type { Permission } from '../access/permissions.ts';
import { requirePermission } from '../access/rights.ts';
import { type Cursors, defaultPageSize, type Page, type PageRequest } from '../paging/cursors.ts';
import type { EventLog } from './event-log.ts';
import { type EventView, toEventViews } from './event-view.ts';
import { isVisible, visibleEvents } from './visibility.ts';

/** Where pictures of events are: on the streamserver that made them. */
export interface EventPictures {
  /** `not_found` when there is none any more, `unavailable` while the streamserver is away. */
  get(cameraId: string, eventId: string, picture: EventPicture): Promise<Buffer>;
}

export type EventPicture = 'full' | 'crop';

export interface EventServiceOptions {
  readonly db: Db;
  readonly log: EventLog;
  readonly cursors: Cursors;
  readonly pictures: EventPictures;
}

/** All of it has to fit. What names a camera, place or group that the caller does not know finds nothing. */
export interface EventFilter extends EventCameraFilter {
  readonly types?: readonly EventType[] | undefined;
  /** Of zones, lines and inputs. */
  readonly names?: readonly string[] | undefined;
  /** As in `objectClasses`. */
  readonly objectClasses?: readonly number[] | undefined;
  /** Of the begin, both included. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
}

/** Events of one step of an export. */
const exportedAtATime = 500;

export class EventService {
  readonly #options: EventServiceOptions;

  constructor(options: EventServiceOptions) {
    this.#options = options;
  }

  /** Newest first. What comes while somebody pages stands before the first page and shifts nothing. */
  async list(by: Principal, filter: EventFilter, page: PageRequest): Promise<Page<EventView>> {
    requirePermission(by, 'event_read');
    const { db, cursors } = this.#options;
    const key = ['events', by.userId, filter] as const;
    const span = spanOf(filter);
    const belowId = page.cursor === undefined ? span.belowId : cursors.openAt(key, page.cursor);
    const limit = page.limit ?? defaultPageSize;
    const found = await this.#read(by, filter, { ...span, belowId, limit: limit + 1 });
    const items = await toEventViews(db, found.slice(0, limit));
    const last = items.at(-1);
    const more = found.length > limit && last !== undefined;
    return { items, cursor: more ? cursors.makeAt(key, last.report.id) : undefined };
  }

  /** Everything that fits, newest first, in portions; rights are looked up anew for each. */
  async *all(
    by: Principal,
    filter: EventFilter,
    permission: Permission = 'event_read',
  ): AsyncGenerator<readonly EventView[]> {
    requirePermission(by, permission);
    let span = spanOf(filter);
    for (;;) {
      const found = await this.#read(by, filter, { ...span, limit: exportedAtATime });
      if (found.length > 0) yield await toEventViews(this.#options.db, found);
      if (found.length < exportedAtATime) return;
      span = { ...span, belowId: found.at(-1)!.report.id };
    }
  }

  /** A face comes with its descriptor, when one was kept. */
  async get(by: Principal, id: string, permission: Permission = 'event_read'): Promise<EventView> {
    requirePermission(by, permission);
    const { db } = this.#options;
    const event = await this.find(by, id);
    const [view] = await toEventViews(db, [await withDescriptor(db, event)]);
    return view!;
  }

  /** JPEG. */
  async picture(
    by: Principal,
    id: string,
    picture: EventPicture,
    permission: Permission = 'event_read',
  ): Promise<Buffer> {
    requirePermission(by, permission);
    const { report } = await this.find(by, id);
    const isKept = picture === 'full' ? report.snapshot : report.crop;
    if (!isKept || report.cameraId === null)
      throw new VidetteError('not_found', 'this event has no such picture');
    return await this.#options.pictures.get(report.cameraId, report.id, picture);
  }

  /** Throws `not_found` for one that the caller may not see. The permission is checked by who calls this. */
  async find(by: Principal, id: string): Promise<StoredEvent> {
    const { db, log } = this.#options;
    const known = id.toLowerCase();
    const row = isEventId(known) ? await findEventRow(db, known) : undefined;
    const [event] = row === undefined ? [] : log.toEvents([row]);
    if (event === undefined) throw noEvent();
    const { cameraUuid } = event.series;
    // For a superuser also of a camera that is gone.
    const filter = cameraUuid === null || by.superuser ? {} : { cameraIds: [cameraUuid] };
    if (!isVisible(await visibleEvents(db, by, filter), event.series)) throw noEvent();
    return event;
  }

  async #read(by: Principal, filter: EventFilter, span: Span): Promise<StoredEvent[]> {
    const { db, log } = this.#options;
    const selection = await this.#selection(by, filter);
    return log.toEvents(await listEventRows(db, selection, span));
  }

  async #selection(by: Principal, filter: EventFilter): Promise<EventSelection> {
    const { types, names, objectClasses } = filter;
    const visible = await visibleEvents(this.#options.db, by, filter);
    const isEverything =
      visible.cameras === null &&
      visible.organizationId === null &&
      names === undefined &&
      objectClasses === undefined;
    return {
      types: types === undefined ? null : types.map((type) => eventTypeCodes[type]),
      series: isEverything
        ? null
        : this.#options.log.series.select({ ...visible, types, names, objectClasses }),
    };
  }
}

interface Span {
  readonly fromId: string;
  readonly belowId: string;
  readonly limit: number;
}

function spanOf({ fromMs = 0, toMs = latestEventMs }: EventFilter): Omit<Span, 'limit'> {
  if (toMs < fromMs) throw new VidetteError('conflict', 'the period ends before it begins');
  return {
    fromId: firstEventIdAt(fromMs),
    belowId: firstEventIdAt(Math.min(toMs, latestEventMs - 1) + 1),
  };
}

async function withDescriptor(db: Db, event: StoredEvent): Promise<StoredEvent> {
  const { report } = event;
  const { facts } = report;
  if (facts.type !== 'face_recognition' || facts.details.descriptor !== undefined) return event;
  const bytes = (await findFaceDescriptors(db, [report.id])).get(report.id);
  if (bytes === undefined) return event;
  const details = { ...facts.details, descriptor: Buffer.from(bytes).toString('base64') };
  return { ...event, report: { ...report, facts: { ...facts, details } } };
}

function noEvent(): VidetteError {
  return new VidetteError('not_found', 'no such event');
}
