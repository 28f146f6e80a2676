/** Decides what goes: too old, too much, or no room. Oldest first; minimum retention and protected ranges win. */
import type { IndexDatabase } from './index-database.ts';
import type { Removed, Remover } from './remover.ts';
import type { SegmentRow, SegmentStore } from './segments.ts';
import type { Volume } from './volume.ts';
import type { Volumes } from './volumes.ts';

export interface RetentionPolicy {
  readonly cameraId: string;
  readonly minDays?: number;
  readonly maxDays?: number;
  readonly maxBytes?: number;
}

export interface RetentionReport {
  readonly byAge: Removed;
  readonly bySize: Removed;
  readonly bySpace: Removed;
}

interface Candidate extends SegmentRow {
  readonly camera_id: string;
}

const dayMs = 86_400_000;
/** Rows looked at and files removed at a time, so that the process breathes in between. */
const batch = 64;
const columns = `segment.id, stream_id, volume_id, state, start_ms, end_ms, bytes, init_bytes, first_position, last_position,
  chain_before, chain_after, camera_id`;
/** Not inside a protected range. */
const unprotected = `NOT EXISTS (SELECT 1 FROM protection AS p WHERE p.camera_id = stream.camera_id
  AND p.from_ms < segment.end_ms AND p.to_ms > segment.start_ms)`;

/** Older than the minimum retention of its camera, at the time ?2. */
const oldEnough = `NOT EXISTS (SELECT 1 FROM kept WHERE kept.camera_id = stream.camera_id AND end_ms >= ?2 - min_ms)`;

export class Retention {
  readonly #index: IndexDatabase;
  readonly #segments: SegmentStore;
  readonly #remover: Remover;
  readonly #volumes: Volumes;
  /** Null until they were told for the first time: before that nothing is deleted, since a minimum might forbid it. */
  #policies: ReadonlyMap<string, RetentionPolicy> | null = null;

  constructor(index: IndexDatabase, segments: SegmentStore, remover: Remover, volumes: Volumes) {
    this.#index = index;
    this.#segments = segments;
    this.#remover = remover;
    this.#volumes = volumes;
    index.run('CREATE TEMP TABLE IF NOT EXISTS kept (camera_id TEXT PRIMARY KEY, min_ms REAL NOT NULL)');
  }

  /** Protects a range of a camera's recordings for as long as the id is not released. Protecting again replaces the range. */
  protect(id: string, cameraId: string, fromMs: number, toMs: number): void {
    const sql = 'INSERT OR REPLACE INTO protection (id, camera_id, from_ms, to_ms) VALUES (?, ?, ?, ?)';
    this.#index.run(sql, id, cameraId, fromMs, toMs);
  }

  release(id: string): void {
    this.#index.run('DELETE FROM protection WHERE id = ?', id);
  }

  /** Applies these policies now, and uses them from now on when a volume runs full. */
  async apply(policies: readonly RetentionPolicy[], nowMs: number): Promise<RetentionReport> {
    this.#policies = new Map(policies.map((policy) => [policy.cameraId, policy]));
    this.#index.run('DELETE FROM kept');
    for (const { cameraId, minDays = 0 } of policies) {
      if (minDays <= 0) continue;
      this.#index.run(
        'INSERT OR REPLACE INTO kept (camera_id, min_ms) VALUES (?, ?)',
        cameraId,
        minDays * dayMs,
      );
    }
    const byAge = await this.#eachPolicy((policy) => this.#tooOld(policy, nowMs));
    const bySize = await this.#eachPolicy((policy) => this.#tooMuch(policy, nowMs));
    let bySpace = none;
    for (const volume of this.#volumes.all) bySpace = sum(bySpace, await this.#makeRoom(volume, nowMs));
    return { byAge, bySize, bySpace };
  }

  /** Removes the oldest of the volume until its reserve is free. True when there is room then. */
  async makeRoom(volume: Volume, nowMs: number): Promise<boolean> {
    const removed = await this.#makeRoom(volume, nowMs);
    return removed.segments > 0 && volume.freeBytes >= volume.reserveBytes / 2;
  }

  async #eachPolicy(work: (policy: RetentionPolicy) => Promise<Removed>): Promise<Removed> {
    let removed = none;
    for (const policy of this.#policies?.values() ?? []) removed = sum(removed, await work(policy));
    return removed;
  }

  async #tooOld(policy: RetentionPolicy, nowMs: number): Promise<Removed> {
    if (policy.maxDays === undefined) return none;
    const days = Math.max(policy.maxDays, policy.minDays ?? 0);
    return this.#removeWhile('maximum age', () =>
      this.#oldest('camera_id = ?1 AND end_ms < ?2', policy.cameraId, nowMs - days * dayMs),
    );
  }

  async #tooMuch(policy: RetentionPolicy, nowMs: number): Promise<Removed> {
    const { cameraId, maxBytes } = policy;
    if (maxBytes === undefined) return none;
    return this.#removeWhile('maximum size', () => {
      const streams = this.#segments.streams(cameraId);
      let excess =
        streams.reduce((bytes, { id }) => bytes + this.#segments.bytesOf({ streamId: id }), 0) - maxBytes;
      const removable = this.#oldest(
        'camera_id = ?1 AND end_ms < ?2',
        cameraId,
        this.#youngest(cameraId, nowMs),
      );
      return removable.filter(({ bytes }) => {
        if (excess <= 0) return false;
        excess -= bytes;
        return true;
      });
    });
  }

  async #makeRoom(volume: Volume, nowMs: number): Promise<Removed> {
    if (this.#policies === null) return none;
    await volume.check();
    if (!(volume.usable || volume.state === 'full') || volume.uuid === null) return none;
    const volumeId = this.#volumes.idOf(volume);
    const removed = await this.#removeWhile('free space', async () => {
      await volume.check();
      let missing = volume.reserveBytes - volume.freeBytes;
      const removable = this.#oldest(`volume_id = ?1 AND ${oldEnough}`, volumeId, nowMs);
      return removable.filter(({ bytes }) => {
        if (missing <= 0) return false;
        missing -= bytes;
        return true;
      });
    });
    await volume.check();
    return removed;
  }

  /** Recordings that end from here on must stay. */
  #youngest(cameraId: string, nowMs: number): number {
    const { minDays = 0 } = this.#policies?.get(cameraId) ?? {};
    // Without a minimum also what lies in the future may go: a clock was wrong then, or is now.
    return minDays > 0 ? nowMs - minDays * dayMs : Number.MAX_SAFE_INTEGER;
  }

  #oldest(condition: string, ...values: (string | number)[]): Candidate[] {
    return this.#index.all<Candidate>(
      `SELECT ${columns} FROM segment JOIN stream ON stream.id = stream_id
       WHERE state = 'closed' AND ${condition} AND ${unprotected} ORDER BY start_ms LIMIT ${batch}`,
      ...values,
    );
  }

  async #removeWhile(reason: string, next: () => Promise<Candidate[]> | Candidate[]): Promise<Removed> {
    let removed = none;
    for (;;) {
      const rows = await next();
      if (rows.length === 0) return removed;
      const done = await this.#remover.remove(rows, reason);
      removed = sum(removed, done);
      if (done.segments === 0) return removed;
    }
  }
}

const none: Removed = { segments: 0, bytes: 0 };
const sum = (a: Removed, b: Removed): Removed => ({
  segments: a.segments + b.segments,
  bytes: a.bytes + b.bytes,
});
