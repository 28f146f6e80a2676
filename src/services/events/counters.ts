/** Counters of lines: in and out since they last began anew, by hand or by the schedule of the camera's counting settings. */
import type { CountingSettings } from '#domain/analytics.ts';
import { type CounterRow, listCounters, storeCounters } from '#stores/event-counts.ts';
import type { StoredEvent } from '#stores/events.ts';
import type { Trx } from '#stores/schema.ts';

const hourMs = 3_600_000;

/** The begin of the counting period that a time lies in; null when counters are never begun anew. */
export function periodBegin(counting: CountingSettings | null, atMs: number): number | null {
  if (counting === null || counting.resetHours === 0 || atMs < counting.resetFromMs) return null;
  const lengthMs = counting.resetHours * hourMs;
  return counting.resetFromMs + Math.floor((atMs - counting.resetFromMs) / lengthMs) * lengthMs;
}

/** As it is at a time: begun anew when its period is over. */
export function counterAt(counter: CounterRow, counting: CountingSettings | null, atMs: number): CounterRow {
  const sinceMs = periodBegin(counting, atMs);
  return sinceMs === null || sinceMs <= counter.sinceMs ? counter : { ...counter, in: 0, out: 0, sinceMs };
}

/** Adds new counting events. What happened before a counter began anew belongs to the period that is over. */
export async function countCrossings(
  trx: Trx,
  fresh: readonly StoredEvent[],
  countingOf: (cameraId: string) => CountingSettings | null,
): Promise<void> {
  const crossings = fresh.filter(({ report }) => report.facts.type === 'counting');
  if (crossings.length === 0) return;
  const known = await listCounters(trx, [...new Set(crossings.map(({ series }) => series.camera))]);
  const counters = new Map(known.map((row) => [`${row.camera} ${row.line}`, row]));
  const changed = new Set<string>();
  for (const { report, series } of crossings) {
    if (report.facts.type !== 'counting' || report.cameraId === null) continue;
    const line = series.name ?? '';
    const key = `${series.camera} ${line}`;
    const atMs = report.beginMs;
    const counting = countingOf(report.cameraId);
    const begun = {
      camera: series.camera,
      line,
      in: 0,
      out: 0,
      sinceMs: periodBegin(counting, atMs) ?? atMs,
    };
    const counter = counterAt(counters.get(key) ?? begun, counting, atMs);
    if (counters.has(key) && atMs < counter.sinceMs) continue;
    const { details } = report.facts;
    counters.set(key, { ...counter, in: counter.in + details.in, out: counter.out + details.out });
    changed.add(key);
  }
  await storeCounters(
    trx,
    [...changed].sort().map((key) => counters.get(key)!),
  );
}
