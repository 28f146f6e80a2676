/** Events as a city's cameras see them: much motion at few cameras, fewer crossings, rare plates and alarms. */
import type { AnyEventFacts, EventReport, EventType } from '#domain/event.ts';
import { fromHex } from '#stores/event-keys.ts';
import type { Random } from '../platform/random.ts';

/** Of a thousand. */
const shares: readonly (readonly [EventType, number])[] = [
  ['motion_detection', 780],
  ['line_crossing', 120],
  ['counting', 40],
  ['zone', 30],
  ['plate_recognition', 15],
  ['sound', 8],
  ['camera_connection', 4],
  ['face_recognition', 2],
  ['tamper', 1],
];
const kinds = shares.flatMap(([type, share]) => Array.from({ length: share }, () => type));
const classes = ['unknown', 'person', 'person', 'vehicle'] as const;

export function sampleReport(random: Random, cameras: readonly string[], beginMs: number): EventReport {
  const type = random.pick(kinds);
  // The square of an evenly spread number: a tenth of the cameras sees a third of all.
  const camera = cameras[Math.floor(random.next() ** 2 * cameras.length)]!;
  return {
    id: idAt(random, beginMs),
    revision: 2,
    cameraId: camera,
    action: 'finished',
    beginMs,
    endMs: beginMs + random.below(20_000),
    facts: facts(random, type),
    snapshot: true,
    crop: type !== 'sound',
  };
}

function idAt(random: Random, ms: number): string {
  const hex = random.uuid().replaceAll('-', '');
  return fromHex(`${ms.toString(16).padStart(12, '0')}7${hex.slice(13)}`);
}

function facts(random: Random, type: EventType): AnyEventFacts {
  const common = {
    name: type === 'motion_detection' ? random.pick([null, 'Yard']) : random.pick(['Gate', 'Fence']),
    objectId: `t${random.below(100_000)}`,
    objectClass: random.pick(classes),
    box: [0, 0, 0, 0].map((_, index) => (index < 2 ? 0.1 : 0.5) + random.next() * 0.3) as never,
  };
  const details = {
    motion_detection: { area: random.next(), zoneBox: [0.1, 0.1, 0.9, 0.9] },
    line_crossing: {
      line: [
        [0.1, 0.5],
        [0.9, 0.5],
      ],
      direction: 'a_to_b',
    },
    counting: { in: 1, out: 0 },
    zone: { dwellMs: random.below(60_000), loitering: false },
    plate_recognition: { plate: plate(random), confidence: 0.9 },
    sound: { peakDb: -3, rmsDb: -10, thresholdDb: -20 },
    camera_connection: { change: 'lost' },
    face_recognition: {},
    tamper: { cause: 'covered' },
  }[type as 'motion_detection'];
  return { ...common, type, details } as unknown as AnyEventFacts;
}

function plate(random: Random): string {
  const letter = () => String.fromCharCode(65 + random.below(26));
  return `${letter()}${letter()} ${100 + random.below(900)} ${letter()}${letter()}`;
}
