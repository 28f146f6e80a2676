/** The gap ledger: why a stream was not recorded, written down when it happened. One gap per stream is open at most. */
import type { GapCause } from '#domain/recording.ts';
import type { IndexDatabase } from './index-database.ts';
import type { Cause } from './spans.ts';

interface GapRow {
  readonly id: number;
  readonly stream_id: number;
  readonly start_ms: number;
  readonly end_ms: number | null;
  readonly cause: GapCause;
  readonly detail: string | null;
}

export interface ClosedGap {
  readonly startMs: number;
  readonly endMs: number;
  readonly cause: GapCause;
  readonly detail?: string;
}

/** Gaps handed to the next file of a stream so that they survive the loss of the index. */
const maxCarried = 100;

export class GapLedger {
  readonly #index: IndexDatabase;

  constructor(index: IndexDatabase) {
    this.#index = index;
  }

  openGap(streamId: number): ClosedGap | null {
    const row = this.#open(streamId);
    return row === undefined ? null : fromRow(row);
  }

  /** Nothing is recorded from `startMs` on. An open gap of another cause ends there; one of the same cause goes on. */
  open(streamId: number, startMs: number, cause: GapCause, detail?: string): void {
    const present = this.#open(streamId);
    if (present?.cause === cause) return;
    if (present !== undefined) this.#end(present, startMs);
    this.#index.run('UPDATE stream SET recording = 0 WHERE id = ?', streamId);
    const from = present === undefined ? startMs : Math.max(startMs, present.start_ms);
    this.#insert(streamId, from, null, cause, detail);
  }

  /** Recording goes on from `endMs`. */
  close(streamId: number, endMs: number): void {
    const present = this.#open(streamId);
    if (present !== undefined) this.#end(present, endMs);
    this.#index.run('UPDATE stream SET recording = 1 WHERE id = ?', streamId);
  }

  /** A gap that is over already. */
  add(streamId: number, gap: ClosedGap): void {
    if (gap.endMs > gap.startMs) this.#insert(streamId, gap.startMs, gap.endMs, gap.cause, gap.detail);
  }

  /** The cause of an open gap turned out to be another. */
  relabel(streamId: number, cause: GapCause, detail: string): void {
    this.#index.run(
      'UPDATE gap SET cause = ?, detail = ? WHERE stream_id = ? AND end_ms IS NULL',
      cause,
      detail,
      streamId,
    );
  }

  /** Entries that overlap the range, newest first: where two overlap, what was written last knows better. */
  inRange(streamId: number, fromMs: number, toMs: number): Cause[] {
    const rows = this.#index.all<GapRow>(
      `SELECT * FROM gap WHERE stream_id = ? AND start_ms < ? AND (end_ms IS NULL OR end_ms > ?) ORDER BY id DESC`,
      streamId,
      toMs,
      fromMs,
    );
    return rows.map(fromRow);
  }

  /** Closed gaps that ended after `sinceMs`, oldest first, for the origin of the next file. */
  since(streamId: number, sinceMs: number): ClosedGap[] {
    const rows = this.#index.all<GapRow>(
      'SELECT * FROM gap WHERE stream_id = ? AND end_ms > ? ORDER BY id DESC LIMIT ?',
      streamId,
      sinceMs,
      maxCarried,
    );
    return rows.map(fromRow).reverse();
  }

  forget(streamId: number): void {
    this.#index.run('DELETE FROM gap WHERE stream_id = ?', streamId);
  }

  #open(streamId: number): GapRow | undefined {
    return this.#index.get<GapRow>('SELECT * FROM gap WHERE stream_id = ? AND end_ms IS NULL', streamId);
  }

  #end(row: GapRow, endMs: number): void {
    if (endMs > row.start_ms) this.#index.run('UPDATE gap SET end_ms = ? WHERE id = ?', endMs, row.id);
    else this.#index.run('DELETE FROM gap WHERE id = ?', row.id);
  }

  #insert(streamId: number, startMs: number, endMs: number | null, cause: GapCause, detail?: string): void {
    const row = { stream_id: streamId, start_ms: startMs, end_ms: endMs, cause, detail: detail ?? null };
    this.#index.insert('gap', row);
  }
}

function fromRow(row: GapRow): ClosedGap {
  const gap = { startMs: row.start_ms, endMs: row.end_ms ?? Number.POSITIVE_INFINITY, cause: row.cause };
  return row.detail === null ? gap : { ...gap, detail: row.detail };
}
