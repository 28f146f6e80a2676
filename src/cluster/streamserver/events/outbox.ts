/**
 * Reports that the server has not stored yet, in order. They are read in batches and deleted when the server says so. The size is
 * bounded: beyond it the oldest updates go, then the oldest of all, counted and told.
 */
import type { EventReport } from '#domain/event.ts';
import type { HeatMapReport, OutboxEntry } from '../../protocol.ts';
import type { EventDatabase } from './event-database.ts';

export interface OutboxOptions {
  /** Of the reports, as characters of JSON. */
  readonly maxBytes: number;
  readonly log: (message: string, details: object) => void;
}

interface Row {
  readonly number: number;
  readonly kind: string;
  readonly body: string;
}

interface Size {
  readonly waiting: number;
  readonly bytes: number;
}

/** Deleted at a time when there is too much. */
const dropAtOnce = 200;

export class Outbox {
  readonly #database: EventDatabase;
  readonly #options: OutboxOptions;
  #size: Size;
  #sentUpTo: number;
  #dropped = 0;

  constructor(database: EventDatabase, options: OutboxOptions) {
    this.#database = database;
    this.#options = options;
    this.#size = database.get<Size>(
      'SELECT count(*) AS waiting, coalesce(sum(length(body)), 0) AS bytes FROM entry',
    ) ?? { waiting: 0, bytes: 0 };
    // Nobody knows what was sent before this start.
    this.#sentUpTo = database.get<{ last: number }>('SELECT max(number) AS last FROM entry')?.last ?? 0;
  }

  get uuid(): string {
    return this.#database.uuid;
  }

  /** What waits, and how many entries were dropped since the start. */
  get counters(): Size & { readonly dropped: number } {
    return { ...this.#size, dropped: this.#dropped };
  }

  /** Runs `work`, all or nothing; `append` and `withdraw` belong inside. Throws what SQLite says when the disk does not take it. */
  transaction<Result>(work: () => Result): Result {
    const before = this.#size;
    try {
      return this.#database.transaction(() => {
        const result = work();
        this.#keepBound();
        return result;
      });
    } catch (error) {
      this.#size = before;
      throw error;
    }
  }

  /** Gives the number of the entry. */
  append(entry: EventReport | HeatMapReport): number {
    const kind = 'action' in entry ? entry.action : 'heat_map';
    const body = JSON.stringify(entry);
    const { id } = this.#database.run('INSERT INTO entry (kind, body) VALUES (?, ?)', kind, body);
    this.#size = { waiting: this.#size.waiting + 1, bytes: this.#size.bytes + body.length };
    return id;
  }

  /** Takes back an update that a later report makes needless, unless it was sent already. */
  withdraw(number: number): void {
    if (number > this.#sentUpTo) this.#delete('number = ?', number);
  }

  /** The first entries that wait. From now on they count as sent. */
  next(maxEntries: number, maxBytes: number): OutboxEntry[] {
    const rows = this.#database.all<Row>(
      'SELECT number, kind, body FROM entry ORDER BY number LIMIT ?',
      maxEntries,
    );
    let bytes = 0;
    const fitting = rows.filter(({ body }, index) => {
      bytes += body.length;
      return index === 0 || bytes <= maxBytes;
    });
    this.#sentUpTo = Math.max(this.#sentUpTo, fitting.at(-1)?.number ?? 0);
    return fitting.map(({ number, kind, body }) =>
      kind === 'heat_map'
        ? { number, heatMap: JSON.parse(body) as HeatMapReport }
        : { number, event: JSON.parse(body) as EventReport },
    );
  }

  /** The server has stored all up to this number. */
  acknowledge(upTo: number): void {
    this.#delete('number <= ?', upTo);
    if (this.#size.waiting === 0) this.#database.shrink();
  }

  #keepBound(): void {
    const { maxBytes, log } = this.#options;
    if (this.#size.bytes <= maxBytes) return;
    const before = this.#size.waiting;
    const oldest = (where: string) =>
      `number IN (SELECT number FROM entry ${where} ORDER BY number LIMIT ${dropAtOnce})`;
    while (this.#size.bytes > maxBytes && this.#size.waiting > 0) {
      if (this.#delete(oldest("WHERE kind = 'updated'")) === 0) this.#delete(oldest(''));
    }
    const dropped = before - this.#size.waiting;
    this.#dropped += dropped;
    log('reports of events were dropped: more wait for the server than may', { dropped, ...this.#size });
  }

  #delete(condition: string, ...values: number[]): number {
    const sql = `DELETE FROM entry WHERE ${condition} RETURNING length(body) AS bytes`;
    const gone = this.#database.all<{ bytes: number }>(sql, ...values);
    this.#size = {
      waiting: this.#size.waiting - gone.length,
      bytes: this.#size.bytes - gone.reduce((sum, { bytes }) => sum + bytes, 0),
    };
    return gone.length;
  }
}
