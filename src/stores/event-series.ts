/**
 * A series is all events of one camera, type, object class and zone or line. An event names its series by a small number, so that
 * rows are short and each filter of a list is a set of series, each of which is a list of its own in an index.
 */
import type { Generated } from 'kysely';
import { type EventType, type ObjectClass, objectClasses } from '#domain/event.ts';
import { classCodes, eventTypeCodes, eventTypeOf } from './events.ts';
import type { Db, Trx } from './schema.ts';

export interface EventSeriesTables {
  event_series: {
    id: Generated<number>;
    /** The camera's number; 0 for what no camera saw. It outlives the camera. */
    camera: number;
    camera_uuid: string | null;
    /** Whose event it is when no camera saw it; 0: of the installation. Also 0 with a camera, which has its own. */
    organization_id: number;
    type: number;
    /** As in `objectClasses`. */
    class: number;
    /** Zone, line or input; empty for none. */
    name: string;
  };
}

export interface EventSeriesKey {
  readonly camera: number;
  readonly cameraUuid: string | null;
  readonly organizationId: number;
  readonly type: EventType;
  readonly objectClass: number;
  readonly name: string | null;
}

export interface EventSeries extends EventSeriesKey {
  readonly id: number;
}

export function classOf(objectClass: ObjectClass): number {
  return classCodes[objectClass];
}

export function textOfSeries(key: EventSeriesKey): string {
  const { camera, organizationId, type, objectClass, name } = key;
  return `${camera} ${organizationId} ${eventTypeCodes[type]} ${objectClass} ${name ?? ''}`;
}

export async function listEventSeries(db: Db, afterId = 0): Promise<EventSeries[]> {
  const rows = await db
    .selectFrom('event_series')
    .selectAll()
    .where('id', '>', afterId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    camera: row.camera,
    cameraUuid: row.camera_uuid,
    organizationId: row.organization_id,
    type: eventTypeOf(row.type),
    objectClass: Math.min(row.class, objectClasses.length - 1),
    name: row.name === '' ? null : row.name,
  }));
}

export async function insertEventSeries(trx: Trx, key: EventSeriesKey): Promise<EventSeries> {
  const { id } = await trx
    .insertInto('event_series')
    .values({
      camera: key.camera,
      camera_uuid: key.cameraUuid,
      organization_id: key.organizationId,
      type: eventTypeCodes[key.type],
      class: key.objectClass,
      name: key.name ?? '',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { ...key, id };
}
