/** Events whose end the server cannot know yet, as they stand in the file: what is needed to finish them after a crash. */
import type { AnyEventFacts, EventReport } from '#domain/event.ts';
import type { EventDatabase } from './event-database.ts';

export interface OpenEvent {
  readonly id: string;
  /** Null for what no camera saw. */
  readonly cameraId: string | null;
  /** The observer's key, unique to the camera. */
  readonly key: string;
  readonly beginMs: number;
  /** The last sighting, UTC; not before the begin. */
  seenMs: number;
  endMs: number | null;
  facts: AnyEventFacts;
  snapshot: boolean;
  crop: boolean;
  /** The last revision among the entries; 0 before the first. */
  revision: number;
}

export class OpenEvents {
  readonly #database: EventDatabase;

  constructor(database: EventDatabase) {
    this.#database = database;
  }

  all(): OpenEvent[] {
    // An id begins with the time of the begin.
    const rows = this.#database.all<{ body: string }>('SELECT body FROM open_event ORDER BY id');
    return rows.map(({ body }) => JSON.parse(body) as OpenEvent);
  }

  save(event: OpenEvent): void {
    this.#database.run(
      'INSERT OR REPLACE INTO open_event (id, body) VALUES (?, ?)',
      event.id,
      JSON.stringify(event),
    );
  }

  delete(id: string): void {
    this.#database.run('DELETE FROM open_event WHERE id = ?', id);
  }

  /** Notes that the observers are at work. */
  alive(utcMs: number): void {
    this.#database.run('UPDATE outbox SET alive_ms = ?', utcMs);
  }
}

/** What is told of an event now, as its next revision. */
export function reportOf(event: OpenEvent): EventReport {
  const { id, cameraId, beginMs, endMs, facts, snapshot, crop, revision } = event;
  const action = endMs !== null ? 'finished' : revision === 0 ? 'appeared' : 'updated';
  return { id, revision: revision + 1, cameraId, action, beginMs, endMs, facts, snapshot, crop };
}
