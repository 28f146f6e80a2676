/** The answer to GetSystemDateAndTime (ONVIF Core 8.3.7). */
import { find, numberAt, type XmlElement } from './xml/element.ts';

/** UTC milliseconds; null when the camera tells no time that makes sense. Local time counts where there is no other. */
export function parseCameraTime(answer: XmlElement): number | null {
  const told = find(answer, 'SystemDateAndTime');
  return read(find(told, 'UTCDateTime')) ?? read(find(told, 'LocalDateTime'));
}

function read(from: XmlElement | undefined): number | null {
  const date = (name: string) => numberAt(from, 'Date', name);
  const time = (name: string) => numberAt(from, 'Time', name);
  const parts = [date('Year'), date('Month'), date('Day'), time('Hour'), time('Minute'), time('Second')];
  if (!parts.every((part) => part !== undefined && Number.isInteger(part))) return null;
  const [year, month, day, hour, minute, second] = parts as number[];
  // 60 is a leap second.
  const isSane =
    year! >= 1970 &&
    year! <= 9999 &&
    month! >= 1 &&
    month! <= 12 &&
    day! >= 1 &&
    day! <= 31 &&
    hour! >= 0 &&
    hour! <= 24 &&
    minute! >= 0 &&
    minute! <= 59 &&
    second! >= 0 &&
    second! <= 60;
  return isSane ? Date.UTC(year!, month! - 1, day!, hour!, minute!, second!) : null;
}
