/** Texts of mails and MQTT messages: `{camera}` and other fields are replaced by what happened. */
import type { AnyEventFacts } from '#domain/event.ts';
import type { Occasion } from './occasion.ts';

/** Name to value. */
const fields: Readonly<Record<string, (occasion: Occasion) => string>> = {
  scenario: ({ scenario }) => scenario.name,
  event: ({ event }) => titleOf(event.facts),
  type: ({ event }) => event.facts.type,
  event_id: ({ event }) => event.id,
  phase: ({ moment }) => moment,
  camera: ({ camera }) => camera?.name ?? '',
  camera_id: ({ event }) => event.cameraId ?? '',
  place: ({ place }) => place?.name ?? '',
  name: ({ event }) => event.facts.name ?? '',
  class: ({ event }) => event.facts.objectClass,
  plate: ({ event }) => (event.facts.type === 'plate_recognition' ? event.facts.details.plate : ''),
  text: ({ event: { facts } }) =>
    facts.type === 'user_alarm' || facts.type === 'system' ? facts.details.text : '',
  time: ({ atMs, timeZone }) => localTime(atMs, timeZone),
};

export const fieldNames = Object.keys(fields);

const pattern = /\{([a-z_]+)\}/g;

/** Fields that there are not. */
export function unknownFields(template: string): string[] {
  return [...template.matchAll(pattern)]
    .map(([, name]) => name!)
    .filter((name) => !Object.hasOwn(fields, name));
}

/** What a field holds is never looked at for fields. */
export function fillIn(template: string, occasion: Occasion): string {
  return template.replaceAll(pattern, (whole, name: string) =>
    Object.hasOwn(fields, name) ? fields[name]!(occasion) : whole,
  );
}

const titles: { readonly [Type in AnyEventFacts['type']]: string } = {
  motion_detection: 'Motion',
  line_crossing: 'Line crossed',
  zone: 'Somebody in a zone',
  counting: 'Counted',
  queue: 'Long queue',
  scene: 'The scene changed',
  tamper: 'Camera tampered with',
  sound: 'Loud sound',
  plate_recognition: 'Number plate',
  face_recognition: 'Face',
  object: 'Object',
  camera_connection: 'Connection to a camera',
  camera_input: 'Input of a camera',
  user_alarm: 'Alarm by hand',
  system: 'System',
};

function titleOf(facts: AnyEventFacts): string {
  const title = titles[facts.type];
  if (facts.type === 'camera_connection' || facts.type === 'object')
    return `${title} ${facts.details.change}`;
  if (facts.type === 'tamper') return `${title}: ${facts.details.cause}`;
  return title;
}

/** `2026-06-05 14:00:00 Europe/Berlin` */
function localTime(utcMs: number, timeZone: string): string {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return `${format.format(utcMs)} ${timeZone}`;
}
