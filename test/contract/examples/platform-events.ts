/** Events of one camera, with hits, for the operations that read events. */
import { randomUUID } from 'node:crypto';
import type { EventReport } from '#domain/event.ts';
import { report } from '../../../src/services/events/reports.fixture.ts';
import type { TestApp } from '../../harness/app.ts';
import type { Example } from '../subject.ts';

const vector = Buffer.from(new Float32Array([0.5, -0.5, 0.25]).buffer).toString('base64');

export interface ExampleEvents {
  readonly cameraId: string;
  readonly beginMs: number;
  readonly motion: EventReport;
  readonly plate: EventReport;
  readonly face: EventReport;
}

export async function storeExampleEvents({
  eventLog,
  events,
  cameras,
  admin,
  clock,
}: TestApp): Promise<ExampleEvents> {
  const [camera] = await cameras.all(admin);
  const cameraId = camera!.id;
  const beginMs = Math.trunc(clock.utcMs()) - 60_000;
  const motion = report({ cameraId, beginMs, report: { snapshot: true, crop: true } });
  const plate = report({ type: 'plate_recognition', cameraId, beginMs });
  const details = { descriptor: vector, norm: 0.75, version: 1 };
  const face = report({ type: 'face_recognition', cameraId, beginMs, details });
  const counting = report({ type: 'counting', cameraId, beginMs, facts: { name: 'Door' } });
  const crossing = report({ type: 'line_crossing', cameraId, beginMs, facts: { name: 'Fence' } });
  const heatMap = { cameraId, hourMs: beginMs, columns: 2, rows: 2, counts: [1, 2, 3, 4] };
  const reports = [motion, plate, face, counting, crossing];
  await eventLog.store(randomUUID(), [
    ...reports.map((event, index) => ({ number: index + 1, event })),
    { number: reports.length + 1, heatMap },
  ]);
  for (const { id } of [plate, face])
    await eventLog.storeMatches(await events.find(admin, id), [
      { listId: 1, entryId: 1, similarity: 0.9, priority: 'high', listName: 'Wanted', entryName: 'AB123CD' },
    ]);
  return { cameraId, beginMs, motion, plate, face };
}

export async function eventExamples(core: TestApp): Promise<Record<string, Example>> {
  const { beginMs, motion, plate, face } = await storeExampleEvents(core);
  const time = (ms: number) => new Date(ms).toISOString();
  const period = { ts_from: time(beginMs - 1_000), ts_to: time(beginMs + 1_000) };
  const of = ({ id, facts }: EventReport) => ({
    params: { event_id: id },
    query: { event_type: facts.type, with_origin: true },
  });
  const page = { ...period, with_origin: true, limit: 10 };
  return {
    getEvent: of(face),
    listEvents: { query: { ...page, event_type: 'line_crossing', place_id: core.siteId } },
    getEventMatch: of(plate),
    listEventMatches: { query: { ...page, event_type: 'face_recognition' } },
    searchFaceEvents: { body: { descriptor: { data: vector, norm: 0.75, version: 1 }, threshold: 0.5 } },
    searchPlateEvents: { body: { plate: { number: 'AB 123 CE' } } },
    getEventSnapshot: { ...of(motion), query: { event_type: 'motion_detection' } },
    getCameraStats: {},
    getEventStatsByType: { query: period },
    getEventMatchStatsByPriority: { query: period },
    getEventIntensity: { query: { ...period, stream_id: motion.cameraId! } },
  };
}
