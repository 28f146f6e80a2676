/** Takes segments out of the archive, in an order that a crash may interrupt anywhere: garbage row, signed record, file, row. */
import { rm, rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '#domain/clock.ts';
import {
  type Deletion,
  type DeletionStore,
  mergeDeletions,
  signDeletion,
  writeDeletions,
} from './deletions.ts';
import { errorCodeOf, type FileCalls } from './files.ts';
import type { IndexDatabase } from './index-database.ts';
import { checkName, segmentPath, streamFolder } from './paths.ts';
import type { SegmentRow, SegmentStore, StreamRow } from './segments.ts';
import type { Signer } from './signer.ts';
import type { Volumes } from './volumes.ts';

export interface RemoverParts {
  readonly index: IndexDatabase;
  readonly segments: SegmentStore;
  readonly deletions: DeletionStore;
  readonly volumes: Volumes;
  readonly files: FileCalls;
  readonly signer: Signer;
  readonly clock: Clock;
}

export interface Removed {
  readonly segments: number;
  readonly bytes: number;
}

export class Remover {
  readonly #parts: RemoverParts;

  constructor(parts: RemoverParts) {
    this.#parts = parts;
  }

  /** Removes closed segments, of any streams. Those on volumes that are away go when the archive is opened with them. */
  async remove(rows: readonly SegmentRow[], reason: string): Promise<Removed> {
    for (const row of rows) this.#parts.segments.markGarbage(row);
    this.#parts.index.flush();
    const streams = new Map(this.#parts.segments.streams().map((stream) => [stream.id, stream]));
    const byStream = Map.groupBy(rows, ({ stream_id }) => stream_id);
    let count = 0;
    let bytes = 0;
    for (const [streamId, ofStream] of byStream) {
      const stream = streams.get(streamId);
      if (stream === undefined) continue;
      const recorded = await this.#recordIfRoom(stream, ofStream, reason);
      const gone: SegmentRow[] = [];
      for (const row of ofStream) if (await this.#unlink(stream, row)) gone.push(row);
      if (!recorded && gone.length > 0) await this.#record(stream, ofStream, reason);
      for (const row of gone) {
        this.#parts.segments.remove(row.id);
        bytes += row.bytes;
      }
      count += gone.length;
    }
    return { segments: count, bytes };
  }

  /** Removes all of a camera: files, rows, gaps and chains. What cannot be deleted now keeps its rows as garbage. */
  async forget(cameraId: string): Promise<void> {
    const { index, segments, volumes } = this.#parts;
    for (const stream of segments.streams(cameraId)) {
      const rows = segments.inRange(stream.id, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
      const removed = await this.remove(rows, 'camera removed');
      if (removed.segments < rows.length) continue;
      for (const table of ['gap', 'deletion'])
        index.run(`DELETE FROM ${table} WHERE stream_id = ?`, stream.id);
      index.run('DELETE FROM stream WHERE id = ?', stream.id);
    }
    if (segments.streams(cameraId).length > 0) return;
    index.run('DELETE FROM protection WHERE camera_id = ?', cameraId);
    index.flush();
    for (const volume of volumes.all.filter(({ usable }) => usable)) {
      await rm(join(volume.path, checkName(cameraId)), { recursive: true, force: true });
    }
  }

  /** False when the disk is too full even for the record; the garbage rows keep what it needs until there is room. */
  async #recordIfRoom(stream: StreamRow, rows: readonly SegmentRow[], reason: string): Promise<boolean> {
    try {
      await this.#record(stream, rows, reason);
      return true;
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOSPC' && errorCodeOf(error) !== 'EDQUOT') throw error;
      return false;
    }
  }

  async #record(stream: StreamRow, rows: readonly SegmentRow[], reason: string): Promise<void> {
    const { deletions, signer, clock, volumes } = this.#parts;
    const atMs = Math.round(clock.utcMs());
    const known = deletions.of(stream.id);
    const covered = (row: SegmentRow) =>
      known.some((old) => old.fromPosition <= row.first_position && row.last_position <= old.toPosition);
    const added = rows.filter((row) => !covered(row)).map((row) => deletionOf(stream, row, reason, atMs));
    if (added.length === 0) return;
    const signed = mergeDeletions([...known, ...added]).map((deletion) => signDeletion(deletion, signer));
    const folders = new Set(
      rows
        .flatMap((row) => volumes.byId(row.volume_id) ?? [])
        .filter(({ state }) => state === 'ok' || state === 'full'),
    );
    for (const volume of folders) {
      await writeDeletions(streamFolder(volume.path, stream.camera_id, stream.name), signed);
    }
    deletions.replace(stream.id, signed);
    this.#parts.index.flush();
  }

  async #unlink(stream: StreamRow, row: SegmentRow): Promise<boolean> {
    const { volumes, files } = this.#parts;
    const volume = volumes.byId(row.volume_id);
    if (volume === null || volume.state === 'missing') return false;
    const path = segmentPath(volume.path, stream.camera_id, stream.name, row.start_ms);
    try {
      await files.unlink(path);
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') {
        volume.fail(error);
        return false;
      }
    }
    await removeEmpty(dirname(path));
    return true;
  }
}

function deletionOf(stream: StreamRow, row: SegmentRow, reason: string, atMs: number): Deletion {
  return {
    cameraId: stream.camera_id,
    stream: stream.name,
    fromPosition: row.first_position,
    toPosition: row.last_position,
    chainBefore: Buffer.from(row.chain_before).toString('hex'),
    chainAfter: Buffer.from(row.chain_after).toString('hex'),
    startMs: row.start_ms,
    endMs: row.end_ms,
    segments: 1,
    bytes: row.bytes,
    reason,
    atMs,
  };
}

/** The folders of hour and day, when nothing is left in them. */
async function removeEmpty(hour: string): Promise<void> {
  for (const folder of [hour, dirname(hour)]) {
    try {
      await rmdir(folder);
    } catch (error) {
      if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(errorCodeOf(error))) return;
      throw error;
    }
  }
}
