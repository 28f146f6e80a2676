/** Rows of streams, volumes and segments in the index, and the questions asked about them. */
import { type ChainHead, genesis } from './chain.ts';
import type { FragmentPosition } from './fragment-table.ts';
import { packFragments, unpackFragments } from './fragment-table.ts';
import type { IndexDatabase } from './index-database.ts';

export interface StreamRow {
  readonly id: number;
  readonly camera_id: string;
  readonly name: string;
  readonly known_since_ms: number;
  readonly recording: number;
  readonly position: number;
  readonly chain: Uint8Array;
}

export interface SegmentRow {
  readonly id: number;
  readonly stream_id: number;
  readonly volume_id: number;
  readonly state: 'open' | 'closed' | 'garbage';
  readonly start_ms: number;
  readonly end_ms: number;
  readonly bytes: number;
  readonly init_bytes: number;
  readonly first_position: number;
  readonly last_position: number;
  readonly chain_before: Uint8Array;
  readonly chain_after: Uint8Array;
}

/** What is known of a segment at its end, or after its file was walked. */
export interface SegmentEnd {
  readonly endMs: number;
  readonly bytes: number;
  readonly initBytes: number;
  readonly head: ChainHead;
  readonly fragments: readonly FragmentPosition[];
}

interface Total {
  readonly streamId: number;
  readonly volumeId: number;
  readonly bytes: number;
}

const columns =
  'id, stream_id, volume_id, state, start_ms, end_ms, bytes, init_bytes, first_position, last_position, chain_before, chain_after';

export class SegmentStore {
  readonly #index: IndexDatabase;
  #cachedTotals: Map<string, Total> | null = null;
  #cachedNames: ReadonlyMap<number, string> | null = null;

  constructor(index: IndexDatabase) {
    this.#index = index;
  }

  /** The row id of a volume; made when it is new. */
  volumeId(name: string, uuid: string): number {
    const row = this.#index.get<{ id: number }>('SELECT id FROM volume WHERE name = ?', name);
    if (row !== undefined) return row.id;
    this.#cachedNames = null;
    return this.#index.insert('volume', { name, uuid });
  }

  volumeUuid(name: string): string | null {
    return this.#index.get<{ uuid: string }>('SELECT uuid FROM volume WHERE name = ?', name)?.uuid ?? null;
  }

  findStream(cameraId: string, name: string): StreamRow | null {
    return (
      this.#index.get<StreamRow>('SELECT * FROM stream WHERE camera_id = ? AND name = ?', cameraId, name) ??
      null
    );
  }

  stream(cameraId: string, name: string, nowMs: number): StreamRow {
    const known = this.findStream(cameraId, name);
    if (known !== null) return known;
    const { position, chain } = genesis(cameraId, name);
    const row = { camera_id: cameraId, name, known_since_ms: nowMs, recording: 0, position, chain };
    const id = this.#index.insert('stream', row);
    // A crash within the next second must not forget that this stream was meant to be recorded.
    this.#index.flush();
    return { ...row, id };
  }

  streams(cameraId?: string): StreamRow[] {
    if (cameraId === undefined) return this.#index.all<StreamRow>('SELECT * FROM stream ORDER BY id');
    return this.#index.all<StreamRow>('SELECT * FROM stream WHERE camera_id = ? ORDER BY id', cameraId);
  }

  /** The stream is safe on the disk up to here. Two files may report out of order: the head only goes forward. */
  setHead(streamId: number, { position, chain }: ChainHead): void {
    const sql = 'UPDATE stream SET position = ?1, chain = ?2 WHERE id = ?3 AND position < ?1';
    this.#index.run(sql, position, chain, streamId);
  }

  isTaken(streamId: number, startMs: number): boolean {
    const found = this.#index.get(
      'SELECT 1 FROM segment WHERE stream_id = ? AND start_ms = ?',
      streamId,
      startMs,
    );
    return found !== undefined;
  }

  open(streamId: number, volumeId: number, startMs: number, head: ChainHead): number {
    return this.#index.insert('segment', {
      stream_id: streamId,
      volume_id: volumeId,
      state: 'open',
      start_ms: startMs,
      end_ms: startMs,
      bytes: 0,
      init_bytes: 0,
      first_position: head.position + 1,
      last_position: head.position,
      chain_before: head.chain,
      chain_after: head.chain,
      fragments: new Uint8Array(0),
    });
  }

  close(id: number, end: SegmentEnd): void {
    const row = this.#index.get<SegmentRow>(
      `SELECT ${columns} FROM segment WHERE id = ? AND state = 'open'`,
      id,
    );
    if (row === undefined) return;
    // Counted before the row changes, so that it is not counted twice.
    this.#totals();
    this.#index.run(
      `UPDATE segment SET state = 'closed', end_ms = ?, bytes = ?, init_bytes = ?, last_position = ?, chain_after = ?, fragments = ?
       WHERE id = ?`,
      end.endMs,
      end.bytes,
      end.initBytes,
      end.head.position,
      end.head.chain,
      packFragments(end.fragments),
      id,
    );
    this.#count(row.stream_id, row.volume_id, end.bytes);
  }

  /** Is the row there? A transaction that could not be committed takes its rows with it. */
  has(id: number): boolean {
    return this.#index.get('SELECT 1 FROM segment WHERE id = ?', id) !== undefined;
  }

  markGarbage(row: SegmentRow): void {
    if (row.state === 'closed') this.#count(row.stream_id, row.volume_id, -row.bytes);
    this.#index.run(`UPDATE segment SET state = 'garbage' WHERE id = ?`, row.id);
  }

  remove(id: number): void {
    this.#index.run('DELETE FROM segment WHERE id = ?', id);
  }

  /** Rows not closed: left open by a crash, or on their way out. */
  unfinished(): SegmentRow[] {
    return this.#index.all<SegmentRow>(`SELECT ${columns} FROM segment WHERE state != 'closed' ORDER BY id`);
  }

  /** Segments that overlap `[fromMs, toMs)`, by start. Garbage is not among them. */
  inRange(streamId: number, fromMs: number, toMs: number, limit = -1): SegmentRow[] {
    // The inner query keeps the search short in a long archive: no segment reaches over a whole later one and ten minutes more.
    return this.#index.all<SegmentRow>(
      `SELECT ${columns} FROM segment
       WHERE stream_id = ?1 AND start_ms < ?3 AND end_ms > ?2 AND state != 'garbage' AND start_ms >=
         coalesce((SELECT max(start_ms) FROM segment WHERE stream_id = ?1 AND start_ms <= ?2 - 600000), 0)
       ORDER BY start_ms LIMIT ?4`,
      streamId,
      fromMs,
      toMs,
      limit,
    );
  }

  /** Starts and ends only of what `inRange` finds closed: a week in a few milliseconds. */
  times(streamId: number, fromMs: number, toMs: number): { startMs: number; endMs: number }[] {
    return this.#index.all(
      `SELECT start_ms AS startMs, end_ms AS endMs FROM segment INDEXED BY segment_times
       WHERE stream_id = ?1 AND start_ms < ?3 AND end_ms > ?2 AND state = 'closed' AND start_ms >=
         coalesce((SELECT max(start_ms) FROM segment WHERE stream_id = ?1 AND start_ms <= ?2 - 600000), 0)
       ORDER BY start_ms`,
      streamId,
      fromMs,
      toMs,
    );
  }

  find(streamId: number, startMs: number): SegmentRow | null {
    const sql = `SELECT ${columns} FROM segment WHERE stream_id = ? AND start_ms = ? AND state != 'garbage'`;
    return this.#index.get<SegmentRow>(sql, streamId, startMs) ?? null;
  }

  fragments(id: number): FragmentPosition[] {
    const row = this.#index.get<{ fragments: Uint8Array }>('SELECT fragments FROM segment WHERE id = ?', id);
    return row === undefined ? [] : unpackFragments(row.fragments);
  }

  /** The latest end among the newest closed segments. */
  lastEnd(streamId: number): number | null {
    const sql = `SELECT max(end_ms) AS end_ms FROM
      (SELECT end_ms FROM segment WHERE stream_id = ? AND state = 'closed' ORDER BY start_ms DESC LIMIT 20)`;
    return this.#index.get<{ end_ms: number | null }>(sql, streamId)?.end_ms ?? null;
  }

  /** First start and last end of what is stored of a stream. */
  extent(streamId: number): { oldestMs: number | null; newestMs: number | null } {
    const edge = (column: string, order: string) =>
      this.#index.get<{ at: number }>(
        `SELECT ${column} AS at FROM segment WHERE stream_id = ? AND state != 'garbage' ORDER BY start_ms ${order} LIMIT 1`,
        streamId,
      )?.at ?? null;
    return { oldestMs: edge('start_ms', 'ASC'), newestMs: edge('end_ms', 'DESC') };
  }

  /** Bytes of closed segments, counted once and kept up to date. */
  bytesOf(select: { streamId?: number; volumeId?: number }): number {
    let sum = 0;
    for (const { streamId, volumeId, bytes } of this.#totals().values()) {
      if (select.streamId !== undefined && select.streamId !== streamId) continue;
      if (select.volumeId !== undefined && select.volumeId !== volumeId) continue;
      sum += bytes;
    }
    return sum;
  }

  #totals(): Map<string, Total> {
    if (this.#cachedTotals !== null) return this.#cachedTotals;
    const rows = this.#index.all<Total>(
      `SELECT stream_id AS streamId, volume_id AS volumeId, sum(bytes) AS bytes FROM segment
       WHERE state = 'closed' GROUP BY stream_id, volume_id`,
    );
    this.#cachedTotals = new Map(rows.map((row) => [`${row.streamId}/${row.volumeId}`, { ...row }]));
    return this.#cachedTotals;
  }

  #count(streamId: number, volumeId: number, bytes: number): void {
    const totals = this.#totals();
    const key = `${streamId}/${volumeId}`;
    totals.set(key, { streamId, volumeId, bytes: (totals.get(key)?.bytes ?? 0) + bytes });
  }

  volumeNames(): ReadonlyMap<number, string> {
    if (this.#cachedNames === null) {
      const rows = this.#index.all<{ id: number; name: string }>('SELECT id, name FROM volume');
      this.#cachedNames = new Map(rows.map(({ id, name }) => [id, name]));
    }
    return this.#cachedNames;
  }
}
