/** Numbers and times as people read them, in the browser's language and time zone. */

const bitUnits = ['b/s', 'kb/s', 'Mb/s', 'Gb/s'] as const;
const byteUnits = ['B', 'KB', 'MB', 'GB', 'TB', 'PB'] as const;

export function formatBitrate(bitsPerSecond: number): string {
  return scaled(bitsPerSecond, bitUnits);
}

export function formatBytes(bytes: number): string {
  return scaled(bytes, byteUnits);
}

/** Decimal units (1 KB is 1000 B), as disks are sold and networks are measured. */
function scaled(value: number, units: readonly string[]): string {
  let index = 0;
  let scaledValue = value;
  while (scaledValue >= 1000 && index < units.length - 1) {
    scaledValue /= 1000;
    index += 1;
  }
  const digits = index === 0 || scaledValue >= 100 ? 0 : 1;
  return `${scaledValue.toFixed(digits)} ${units[index]}`;
}

/** `1:02:03`, `2:03`, `0:03`. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  if (hours === 0) return `${minutes}:${seconds}`;
  return `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}

/** The two largest units: `3 d 4 h`, `4 h 10 min`, `12 min`, `8 s`. */
export function formatAge(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

const time = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});
const shortTime = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const date = new Intl.DateTimeFormat(undefined, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const shortDate = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });

export const formatTime = (ms: number) => time.format(ms);
export const formatShortTime = (ms: number) => shortTime.format(ms);
export const formatDate = (ms: number) => date.format(ms);
export const formatShortDate = (ms: number) => shortDate.format(ms);

/** With milliseconds, for single pictures. */
export function formatExactTime(ms: number): string {
  return `${time.format(ms)}.${String(Math.floor(ms) % 1000).padStart(3, '0')}`;
}

/** Only the time when it is today, else with the date. */
export function formatMoment(ms: number, nowMs: number): string {
  const sameDay = new Date(ms).toDateString() === new Date(nowMs).toDateString();
  return sameDay ? time.format(ms) : `${shortDate.format(ms)}, ${time.format(ms)}`;
}

/** For example `Europe/Berlin, UTC+2`. */
export function timeZoneLabel(ms: number): string {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const offset = -new Date(ms).getTimezoneOffset();
  const sign = offset < 0 ? '−' : '+';
  const hours = Math.floor(Math.abs(offset) / 60);
  const minutes = Math.abs(offset) % 60;
  const utc =
    offset === 0 ? 'UTC' : `UTC${sign}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
  return timeZone === 'UTC' ? 'UTC' : `${timeZone}, ${utc}`;
}

const codecNames: Record<string, string> = {
  h264: 'H.264',
  h265: 'H.265',
  mjpeg: 'MJPEG',
  aac: 'AAC',
  opus: 'Opus',
  pcma: 'G.711 A-law',
  pcmu: 'G.711 µ-law',
};

export function formatCodec(codec: string): string {
  return codecNames[codec] ?? codec;
}
