/**
 * What happened at a camera, in the words that analytics, store, scenarios and APIs share. docs/design/events.md has the whole path.
 * Times are UTC milliseconds, boxes and points fractions 0..1 of the picture (x right, y down).
 */

export const eventTypes = [
  'motion_detection',
  'line_crossing',
  'zone',
  'counting',
  'queue',
  'scene',
  'tamper',
  'sound',
  'plate_recognition',
  'face_recognition',
  'object',
  'camera_connection',
  'camera_input',
  'user_alarm',
  'system',
] as const;
export type EventType = (typeof eventTypes)[number];

/** `[x_min, y_min, x_max, y_max]` */
export type Box = readonly [number, number, number, number];
export type Point = readonly [number, number];

export const objectClasses = ['unknown', 'person', 'vehicle'] as const;
export type ObjectClass = (typeof objectClasses)[number];

/** Over a line from a to b, seen along it from a: `a_to_b` goes from its left to its right. */
export type CrossingDirection = 'unknown' | 'a_to_b' | 'b_to_a';

/** What is particular to a type. Plain JSON. */
export interface EventDetails {
  /** `area`: share 0..1 of the zone (of the whole picture without zones) that moves, the largest so far. `zoneBox`: around the zone. */
  motion_detection: { readonly area: number; readonly zoneBox: Box };
  line_crossing: { readonly line: readonly [Point, Point]; readonly direction: CrossingDirection };
  /** Somebody is in a zone, from entering to leaving. `loitering` since the zone's time limit has passed. */
  zone: { readonly dwellMs: number; readonly loitering: boolean };
  /** One object over a counting line. */
  counting: { readonly in: 0 | 1; readonly out: 0 | 1 };
  /** A queue longer than its maximum; `count` is the largest so far. */
  queue: { readonly count: number; readonly max: number };
  /** The whole picture changed, but neither by motion nor by tampering: light, day to night, another preset. */
  scene: { readonly change: 'lighting' | 'view' };
  tamper: { readonly cause: 'covered' | 'defocused' | 'moved' | 'frozen' };
  /** dBFS, 0 the loudest possible. */
  sound: { readonly peakDb: number; readonly rmsDb: number; readonly thresholdDb: number };
  plate_recognition: { readonly plate: string; readonly confidence?: number; readonly speedKmh?: number };
  /** `descriptor`: base64 of little-endian float32. */
  face_recognition: { readonly descriptor?: string; readonly norm?: number; readonly version?: number };
  object: { readonly change: 'seen' | 'abandoned' | 'removed' };
  /** `absent`: lost for longer than the installation's limit. */
  camera_connection: { readonly change: 'lost' | 'restored' | 'absent'; readonly failure?: string };
  camera_input: { readonly input: string; readonly active: boolean };
  user_alarm: { readonly text: string; readonly userId: number | null };
  system: { readonly subject: string; readonly text: string };
}

/** What is said of an event, whoever saw it. */
export interface EventFacts<Type extends EventType = EventType> {
  readonly type: Type;
  /** The zone, line or input; null where there is none. */
  readonly name: string | null;
  /** The tracked object, an opaque text that is unique to the camera; null where there is none. */
  readonly objectId: string | null;
  readonly objectClass: ObjectClass;
  /** Around what was seen at the moment of the picture; null where there is nothing to see. */
  readonly box: Box | null;
  /** 0..1, of a recogniser. */
  readonly confidence?: number;
  readonly details: EventDetails[Type];
}

export type AnyEventFacts = { [Type in EventType]: EventFacts<Type> }[EventType];

/** `once` begins and ends in one. */
export type EventPhase = 'begin' | 'update' | 'end' | 'once';

/** What an observer (the analytics, a connection) says of an event before it has an id. */
export interface Sighting {
  /** Ties the phases of one event together; it may be used again after `end`. */
  readonly key: string;
  readonly phase: EventPhase;
  readonly utcMs: number;
  readonly facts: AnyEventFacts;
  /** This moment shows it best so far: its picture replaces the one before. */
  readonly picture: boolean;
}

export const eventActions = ['appeared', 'updated', 'finished'] as const;
export type EventAction = (typeof eventActions)[number];

/** One state of one event, as it travels and is stored. A later revision replaces an earlier one. */
export interface EventReport {
  /** UUIDv7 (RFC 9562); its time is `beginMs`. */
  readonly id: string;
  /** From 1. */
  readonly revision: number;
  /** Null for what no camera saw. */
  readonly cameraId: string | null;
  readonly action: EventAction;
  readonly beginMs: number;
  /** Null while it lasts. */
  readonly endMs: number | null;
  readonly facts: AnyEventFacts;
  /** A picture of the whole is kept, and one of the box alone. */
  readonly snapshot: boolean;
  readonly crop: boolean;
}
