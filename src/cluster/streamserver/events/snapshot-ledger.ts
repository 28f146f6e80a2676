/** How many bytes of pictures each hour of each camera has, so that the oldest can go without looking through the files. */
import type { EventDatabase } from './event-database.ts';
import type { SnapshotHour } from './snapshot-paths.ts';

export interface SnapshotHourSize extends SnapshotHour {
  readonly bytes: number;
}

interface Row {
  readonly hour_ms: number;
  readonly camera_id: string;
  readonly bytes: number;
}

export class SnapshotLedger {
  readonly #database: EventDatabase;
  #bytes: number;

  constructor(database: EventDatabase) {
    this.#database = database;
    this.#bytes =
      database.get<{ bytes: number }>('SELECT coalesce(sum(bytes), 0) AS bytes FROM snapshot_hour')?.bytes ??
      0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  add({ cameraId, hourMs }: SnapshotHour, bytes: number): void {
    this.#database.run(
      `INSERT INTO snapshot_hour (hour_ms, camera_id, bytes) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET bytes = bytes + excluded.bytes`,
      hourMs,
      cameraId,
      bytes,
    );
    this.#bytes += bytes;
  }

  has({ cameraId, hourMs }: SnapshotHour): boolean {
    const sql = 'SELECT 1 FROM snapshot_hour WHERE hour_ms = ? AND camera_id = ?';
    return this.#database.get(sql, hourMs, cameraId) !== undefined;
  }

  /** Oldest first. */
  oldest(limit: number): SnapshotHourSize[] {
    const sql = 'SELECT * FROM snapshot_hour ORDER BY hour_ms, camera_id LIMIT ?';
    return this.#database
      .all<Row>(sql, limit)
      .map(({ hour_ms, camera_id, bytes }) => ({ cameraId: camera_id, hourMs: hour_ms, bytes }));
  }

  remove({ cameraId, hourMs }: SnapshotHour): void {
    this.#gone('hour_ms = ? AND camera_id = ?', hourMs, cameraId);
  }

  forget(cameraId: string): void {
    this.#gone('camera_id = ?', cameraId);
  }

  #gone(condition: string, ...values: (string | number)[]): void {
    const sql = `DELETE FROM snapshot_hour WHERE ${condition} RETURNING bytes`;
    const rows = this.#database.all<{ bytes: number }>(sql, ...values);
    this.#bytes -= rows.reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
