/** An event as it may be shown: what was stored, and where its camera hangs now. */
import type { EventReport } from '#domain/event.ts';
import { type EventCameraRow, findEventCameras } from '#stores/event-cameras.ts';
import type { StoredEvent } from '#stores/events.ts';
import type { Db } from '#stores/schema.ts';

export interface EventView {
  /** Number of this revision among all changes of the log. */
  readonly change: number;
  readonly report: EventReport;
  /** Null for what no camera saw, and when the camera is gone. */
  readonly camera: EventCameraRow | null;
}

/** In the same order. */
export async function toEventViews(db: Db, events: readonly StoredEvent[]): Promise<EventView[]> {
  const numbers = new Set(events.map(({ series }) => series.camera));
  numbers.delete(0);
  const cameras = await findEventCameras(db, [...numbers]);
  const byNumber = new Map(cameras.map((camera) => [camera.id, camera]));
  return events.map(({ change, report, series }) => ({
    change,
    report,
    camera: byNumber.get(series.camera) ?? null,
  }));
}
