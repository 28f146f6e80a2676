/** Events for tests, with everything that a test does not care about filled in. */
import type { OutboxEntry } from '#cluster/protocol.ts';
import type { AnyEventFacts, EventDetails, EventReport, EventType } from '#domain/event.ts';
import { makeEventId } from '#stores/event-keys.ts';

export const sampleDetails: EventDetails = {
  motion_detection: { area: 0.1, zoneBox: [0, 0, 0.5, 0.5] },
  line_crossing: {
    line: [
      [0.1, 0.2],
      [0.3, 0.4],
    ],
    direction: 'a_to_b',
  },
  zone: { dwellMs: 1_000, loitering: false },
  counting: { in: 1, out: 0 },
  queue: { count: 5, max: 3 },
  scene: { change: 'lighting' },
  tamper: { cause: 'covered' },
  sound: { peakDb: -3, rmsDb: -12, thresholdDb: -20 },
  plate_recognition: { plate: 'AB 123 CD' },
  face_recognition: {},
  object: { change: 'seen' },
  camera_connection: { change: 'lost' },
  camera_input: { input: '1', active: true },
  user_alarm: { text: 'help', userId: 1 },
  system: { subject: 'disk', text: 'is full' },
};

export interface ReportOrder<Type extends EventType = EventType> {
  readonly type?: Type;
  readonly cameraId: string | null;
  readonly beginMs: number;
  readonly details?: EventDetails[Type];
  readonly facts?: Partial<AnyEventFacts>;
  readonly report?: Partial<EventReport>;
}

export function report<Type extends EventType = 'motion_detection'>(order: ReportOrder<Type>): EventReport {
  const type = order.type ?? 'motion_detection';
  return {
    id: makeEventId(order.beginMs),
    revision: 1,
    cameraId: order.cameraId,
    action: 'finished',
    beginMs: order.beginMs,
    endMs: order.beginMs + 1_000,
    snapshot: false,
    crop: false,
    ...order.report,
    facts: {
      type,
      name: null,
      objectId: null,
      objectClass: 'unknown',
      box: null,
      details: order.details ?? sampleDetails[type],
      ...order.facts,
    } as AnyEventFacts,
  };
}

export function entries(reports: readonly EventReport[], firstNumber = 1): OutboxEntry[] {
  return reports.map((event, index) => ({ number: firstNumber + index, event }));
}
