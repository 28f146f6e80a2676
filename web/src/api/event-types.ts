/** The types of events, in the order in which people look for them. */
import type { EventType } from '#domain/event.ts';

/** The compiler finds the one that is missing. */
const order: Readonly<Record<EventType, true>> = {
  motion_detection: true,
  line_crossing: true,
  zone: true,
  counting: true,
  queue: true,
  object: true,
  plate_recognition: true,
  face_recognition: true,
  sound: true,
  tamper: true,
  scene: true,
  camera_connection: true,
  camera_input: true,
  user_alarm: true,
  system: true,
};

export const eventTypes = Object.keys(order) as EventType[];
