/** An event in words and signs. */
import type { TFunction } from 'i18next';
import type { EventType } from '#domain/event.ts';
import type { LoggedEvent } from '../api/contract.ts';
import { formatDuration } from './format.ts';
import type { IconName } from './icon.tsx';

export const eventIcons: Readonly<Record<EventType, IconName>> = {
  motion_detection: 'motion',
  line_crossing: 'crossing',
  zone: 'zone',
  counting: 'counting',
  queue: 'person',
  scene: 'scene',
  tamper: 'warning',
  sound: 'soundOn',
  plate_recognition: 'plate',
  face_recognition: 'person',
  object: 'box',
  camera_connection: 'offline',
  camera_input: 'input',
  user_alarm: 'bell',
  system: 'system',
};

/** Those that a person usually wants to know of at once. */
export function isGrave({ event_type: type, details }: LoggedEvent): boolean {
  if (type === 'camera_connection') return details.change !== 'restored';
  return type === 'tamper' || type === 'user_alarm';
}

/** For example `Line crossing · Gate`. */
export function titleOf(event: LoggedEvent, t: TFunction): string {
  const type = t(`event.type.${event.event_type}`);
  return event.name === null ? type : `${type} · ${event.name}`;
}

/** What is particular to it, for example `a → b · person · 0:12`. */
export function factsOf(event: LoggedEvent, t: TFunction): string {
  const parts = [particulars(event, t)];
  if (event.obj_class !== 0) parts.push(t(`event.class.${event.obj_class}`));
  if (event.event_type === 'zone') return joined(parts);
  if (event.end === null) parts.push(t('event.lasting'));
  else if (event.end - event.begin >= 1_000) parts.push(formatDuration(event.end - event.begin));
  return joined(parts);
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

function particulars({ event_type: type, details, end }: LoggedEvent, t: TFunction): string {
  const number = (name: string) => Number(details[name] ?? 0);
  const text = (name: string) => String(details[name] ?? '');
  switch (type) {
    case 'motion_detection':
      return t('event.area', { percent: (number('area') * 100).toFixed(number('area') < 0.1 ? 1 : 0) });
    case 'line_crossing':
      return details.direction === 'a_to_b' ? 'a → b' : details.direction === 'b_to_a' ? 'b → a' : '';
    case 'zone': {
      const dwell = t('event.dwell', { duration: formatDuration(number('dwell_ms')) });
      return joined([
        end === null ? t('event.inside') : dwell,
        details.loitering === true ? t('event.loitering') : '',
      ]);
    }
    case 'counting':
      return t(number('in') > 0 ? 'event.in' : 'event.out');
    case 'queue':
      return t('event.queue', { count: number('count'), max: number('max') });
    case 'scene':
      return t(`event.scene.${text('change')}`);
    case 'tamper':
      return t(`event.tamper.${text('cause')}`);
    case 'sound':
      return t('event.sound', { db: Math.round(number('peak_db')) });
    case 'plate_recognition':
      return text('plate');
    case 'face_recognition':
      return '';
    case 'object':
      return t(`event.object.${text('change')}`);
    case 'camera_connection':
      return t(`event.connection.${text('change')}`);
    case 'camera_input':
      return t(details.active === true ? 'event.inputOn' : 'event.inputOff', { input: text('input') });
    case 'user_alarm':
      return text('text');
    case 'system':
      return joined([text('subject'), text('text')]);
  }
}
