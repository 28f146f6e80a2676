/** Reads what a streamserver reports of events. Its version may be another one, so entries are looked at one by one. */
import { VidetteError } from '#domain/errors.ts';
import { type EventReport, eventActions, eventTypes, objectClasses } from '#domain/event.ts';
import type { HeatMapReport, OutboxEntry } from './protocol.ts';

export interface OutboxBatch {
  readonly outbox: string;
  readonly entries: readonly OutboxEntry[];
  /** Numbers of entries that make no sense. */
  readonly wrong: readonly number[];
  /** The last number of all. */
  readonly upTo: number;
}

type Json = Readonly<Record<string, unknown>>;

const maxEntries = 1000;
const maxCells = 65_536;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Throws `invalid` when it is no batch at all. */
export function readOutboxEntries(payload: unknown): OutboxBatch {
  const { outbox, entries } = isObject(payload) ? payload : {};
  if (!isUuid(outbox) || !Array.isArray(entries) || entries.length === 0 || entries.length > maxEntries)
    throw new VidetteError('invalid', 'this is no batch of events');
  const good: OutboxEntry[] = [];
  const wrong: number[] = [];
  let upTo = 0;
  for (const entry of entries as readonly unknown[]) {
    const number = isObject(entry) ? entry.number : null;
    if (!isObject(entry) || !isWhole(number) || number <= upTo)
      throw new VidetteError('invalid', 'the entries of a batch have growing numbers');
    upTo = number;
    if (isReport(entry.event)) good.push({ number, event: entry.event });
    else if (isHeatMap(entry.heatMap)) good.push({ number, heatMap: entry.heatMap });
    else wrong.push(number);
  }
  return { outbox, entries: good, wrong, upTo };
}

function isReport(value: unknown): value is EventReport {
  if (!isObject(value)) return false;
  const { id, revision, cameraId, action, beginMs, endMs, snapshot, crop, facts } = value;
  return (
    isUuid(id) &&
    isWhole(revision) &&
    revision >= 1 &&
    (cameraId === null || isUuid(cameraId)) &&
    isOneOf(eventActions, action) &&
    isWhole(beginMs) &&
    (endMs === null ? action !== 'finished' : isWhole(endMs) && endMs >= beginMs) &&
    typeof snapshot === 'boolean' &&
    typeof crop === 'boolean' &&
    isObject(facts) &&
    areFacts(facts)
  );
}

function areFacts({ type, name, objectId, objectClass, box, confidence, details }: Json): boolean {
  return (
    isOneOf(eventTypes, type) &&
    isNameOrNull(name) &&
    isNameOrNull(objectId) &&
    isOneOf(objectClasses, objectClass) &&
    (box === null || (Array.isArray(box) && box.length === 4 && box.every(Number.isFinite))) &&
    (confidence === undefined || Number.isFinite(confidence)) &&
    isObject(details)
  );
}

function isHeatMap(value: unknown): value is HeatMapReport {
  if (!isObject(value)) return false;
  const { cameraId, hourMs, columns, rows, counts } = value;
  if (!isUuid(cameraId) || !isWhole(hourMs) || !isWhole(columns) || !isWhole(rows)) return false;
  const cells = columns * rows;
  return (
    cells >= 1 &&
    cells <= maxCells &&
    Array.isArray(counts) &&
    counts.length === cells &&
    counts.every(isWhole)
  );
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isUuid = (value: unknown): value is string => typeof value === 'string' && uuid.test(value);
const isWhole = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isNameOrNull = (value: unknown): boolean =>
  value === null || (typeof value === 'string' && value.length <= 1000);
const isOneOf = (values: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && values.includes(value);
