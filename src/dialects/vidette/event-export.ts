/**
 * Events as a file: CSV (RFC 4180) or one JSON text per line. Lines are made while they are read, so an export of any length needs
 * the memory of one portion.
 */
import type { EventView } from '#services/events/event-view.ts';
import { toEvent } from './event-map.ts';
import type { Wire } from './wire.ts';

export const exportFormats = {
  csv: { type: 'text/csv; charset=utf-8; header=present', lines: csvLines },
  jsonl: { type: 'application/jsonl', lines: jsonLines },
} as const;
export type ExportFormat = keyof typeof exportFormats;

type Portions = AsyncIterable<readonly EventView[]>;

async function* jsonLines(portions: Portions): AsyncGenerator<string> {
  for await (const events of portions)
    yield events.map((event) => `${JSON.stringify(toEvent(event))}\n`).join('');
}

/** Columns, in this order. Times are ISO 8601, boxes four numbers. */
const columns: Readonly<Record<string, (event: Wire['Event']) => string | number | boolean | null>> = {
  event_id: (event) => event.event_id,
  event_type: (event) => event.event_type,
  event_action: (event) => event.event_action,
  begin: (event) => new Date(event.begin).toISOString(),
  end: (event) => (event.end === null ? null : new Date(event.end).toISOString()),
  camera_id: (event) => event.camera_id,
  camera_name: (event) => event.camera_name,
  place_id: (event) => event.place_id,
  place_name: (event) => event.place_name,
  name: (event) => event.name,
  object_id: (event) => event.object_id,
  obj_class: (event) => event.obj_class,
  bbox: (event) => event.bbox?.join(' ') ?? null,
  confidence: (event) => event.confidence ?? null,
  snapshot: (event) => event.snapshot,
  details: (event) => JSON.stringify(event.details),
};

async function* csvLines(portions: Portions): AsyncGenerator<string> {
  yield `${Object.keys(columns).join(',')}\r\n`;
  for await (const events of portions) yield events.map(csvLine).join('');
}

function csvLine(view: EventView): string {
  const event = toEvent(view);
  return `${Object.values(columns)
    .map((column) => csvField(column(event)))
    .join(',')}\r\n`;
}

/** Spreadsheets take a text that begins so for a formula (OWASP, CSV injection): an apostrophe before it makes it a text. */
const formula = /^[=+\-@\t\r]/;

export function csvField(value: string | number | boolean | null): string {
  if (value === null) return '';
  if (typeof value !== 'string') return String(value);
  const text = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
