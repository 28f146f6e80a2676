/** What was stored last, so that those who follow the log need not read it back. */
import type { EventSeries } from '#stores/event-series.ts';
import { type EventRow, type StoredEvent, toStoredEvent } from '#stores/events.ts';

export interface StoredRow {
  readonly row: EventRow;
  readonly series: EventSeries;
}

interface Recent extends StoredRow {
  /** As it would be read; null until somebody asks. */
  event: StoredEvent | null;
}

const mostKept = 5_000;

export class RecentEvents {
  /** Their changes grow one by one. */
  #recent: Recent[] = [];
  /** The last change of each, by the key in hexadecimal digits. */
  #last = new Map<string, number>();

  /** In the order of their changes. */
  add(rows: readonly StoredRow[]): void {
    const [first] = rows;
    if (first === undefined) return;
    // Another server has written in between.
    if (first.row.change !== (this.#recent.at(-1)?.row.change ?? 0) + 1) this.#forget(this.#recent.length);
    for (const { row, series } of rows) {
      this.#recent.push({ row, series, event: null });
      this.#last.set(keyOf(row), row.change);
    }
    if (this.#recent.length > 2 * mostKept) this.#forget(this.#recent.length - mostKept);
  }

  /** What came after a change, each event once, as it is now; null when not all of it is known. */
  since(change: number, limit: number): StoredEvent[] | null {
    const first = this.#recent[0]?.row.change;
    if (first === undefined || change + 1 < first) return null;
    const found: StoredEvent[] = [];
    for (let at = change + 1 - first; at < this.#recent.length && found.length < limit; at++) {
      const one = this.#recent[at]!;
      if (this.#last.get(keyOf(one.row)) !== one.row.change) continue;
      one.event ??= toStoredEvent(one.row, one.series);
      found.push(one.event);
    }
    return found;
  }

  #forget(count: number): void {
    for (const { row } of this.#recent.splice(0, count))
      if (this.#last.get(keyOf(row)) === row.change) this.#last.delete(keyOf(row));
  }
}

function keyOf({ id }: EventRow): string {
  return typeof id === 'string' ? id : id.toHex();
}
