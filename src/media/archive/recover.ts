/**
 * At the start: finishes what a crash interrupted. Files are cut after their last whole unit, rows closed, files that the index does
 * not know taken in, deletions finished, and a gap opened for the time in which nothing ran (docs/design/archive.md).
 */
import { open, stat, unlink } from 'node:fs/promises';
import type { Clock } from '#domain/clock.ts';
import { currentBootId, readLastLife, writeLife } from './alive.ts';
import type { ChainHead } from './chain.ts';
import { type DeletionStore, readDeletions } from './deletions.ts';
import { errorCodeOf } from './files.ts';
import type { GapLedger } from './gaps.ts';
import type { IndexDatabase } from './index-database.ts';
import { segmentPath } from './paths.ts';
import type { Remover } from './remover.ts';
import { scanFile } from './scan-file.ts';
import type { SegmentRow, SegmentStore } from './segments.ts';
import type { Volumes } from './volumes.ts';
import { type FoundFile, findFiles, findStreams } from './walk.ts';
import type { ArchiveLog } from './writer-parts.ts';

export interface RecoveryParts {
  readonly index: IndexDatabase;
  readonly segments: SegmentStore;
  readonly gaps: GapLedger;
  readonly deletions: DeletionStore;
  readonly volumes: Volumes;
  readonly remover: Remover;
  readonly clock: Clock;
  readonly log: ArchiveLog;
}

export interface RecoveryReport {
  /** Rows that a crash left open, now closed from their files. */
  closed: number;
  /** Files that the index did not know. */
  adopted: number;
  /** Files without a whole fragment. */
  removed: number;
  /** Rows whose file is gone. */
  missing: number;
  cutBytes: number;
  /** Files that are not segments of ours, or are damaged at their beginning; left as they are. */
  unreadable: string[];
}

const hourMs = 3_600_000;
/** More than any first unit: init segment, origin with a hundred gaps, link. */
const maxLeftoverBytes = 64 * 1024;

export class Recovery {
  readonly #parts: RecoveryParts;
  readonly #report: RecoveryReport = {
    closed: 0,
    adopted: 0,
    removed: 0,
    missing: 0,
    cutBytes: 0,
    unreadable: [],
  };
  /** Streams whose history came from files, because the index did not know them. */
  readonly #newStreams = new Set<number>();

  constructor(parts: RecoveryParts) {
    this.#parts = parts;
  }

  /** `everything` walks all files of all volumes instead of the last hours, and drops rows whose file is gone. */
  async run(everything: boolean): Promise<RecoveryReport> {
    const { index, segments, remover, clock } = this.#parts;
    const life = readLastLife(index);
    const unfinished = segments.unfinished();
    for (const row of unfinished.filter(({ state }) => state === 'open')) await this.#finish(row);
    await remover.remove(
      unfinished.filter(({ state }) => state === 'garbage'),
      'retention',
    );
    if (everything) await this.#dropMissing();
    await this.#adoptUnknown(everything ? 0 : (life?.atMs ?? 0) - hourMs);
    const bootId = currentBootId();
    this.#markGaps(life, bootId);
    writeLife(index, { atMs: clock.utcMs(), bootId });
    index.flush();
    return this.#report;
  }

  async #finish(row: SegmentRow): Promise<void> {
    const { segments, volumes } = this.#parts;
    const stream = segments.streams().find(({ id }) => id === row.stream_id);
    const volume = volumes.byId(row.volume_id);
    // A volume that is away keeps its open rows until it is there at a start.
    if (stream === undefined || volume === null || !volume.usable) return;
    const path = segmentPath(volume.path, stream.camera_id, stream.name, row.start_ms);
    try {
      if (await this.#closeFromFile(row, path, stream.position)) this.#report.closed += 1;
    } catch (error) {
      if (errorCodeOf(error) !== 'ENOENT') throw error;
      segments.remove(row.id);
      this.#report.missing += 1;
    }
  }

  /** Cuts the file after its last whole unit and closes the row. False when no fragment is in it; the file is removed then. */
  async #closeFromFile(row: SegmentRow, path: string, syncedPosition: number): Promise<boolean> {
    const { segments, log } = this.#parts;
    const scan = await scanFile(path, (position) => position > syncedPosition);
    const broken = scan.units.findIndex(({ digestFits }) => digestFits === false);
    const units = broken < 0 ? scan.units : scan.units.slice(0, broken);
    const fragments = units.flatMap(({ fragment }) => fragment ?? []);
    const last = units.at(-1);
    if (last === undefined || fragments.length === 0) {
      await unlink(path);
      segments.remove(row.id);
      this.#report.removed += 1;
      return false;
    }
    if (last.end < scan.size) {
      await truncate(path, last.end);
      this.#report.cutBytes += scan.size - last.end;
      log.info('recording cut after its last whole fragment', { path, cutBytes: scan.size - last.end });
    }
    const head: ChainHead = last.link;
    const endMs = Math.max(...fragments.map((fragment) => fragment.endMs));
    segments.close(row.id, { endMs, bytes: last.end, initBytes: scan.initBytes, head, fragments });
    const stream = segments.streams().find(({ id }) => id === row.stream_id);
    if (stream !== undefined && head.position > stream.position) segments.setHead(stream.id, head);
    return true;
  }

  async #dropMissing(): Promise<void> {
    const { segments, volumes } = this.#parts;
    for (const stream of segments.streams()) {
      for (const row of segments.inRange(stream.id, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)) {
        const volume = volumes.byId(row.volume_id);
        if (volume === null || !volume.usable) continue;
        const path = segmentPath(volume.path, stream.camera_id, stream.name, row.start_ms);
        try {
          await stat(path);
        } catch (error) {
          if (errorCodeOf(error) !== 'ENOENT') throw error;
          segments.markGarbage(row);
          segments.remove(row.id);
          this.#report.missing += 1;
        }
      }
    }
  }

  async #adoptUnknown(fromMs: number): Promise<void> {
    const { volumes, segments, deletions } = this.#parts;
    for (const volume of volumes.all.filter(({ usable }) => usable)) {
      for (const found of await findStreams(volume.path)) {
        const known = segments.findStream(found.cameraId, found.stream);
        const isNew = known === null || this.#newStreams.has(known.id);
        const files = await findFiles(found, isNew ? 0 : fromMs);
        if (isNew && files.length > 0) {
          const { id } = segments.stream(found.cameraId, found.stream, files[0]?.startMs ?? 0);
          this.#newStreams.add(id);
          const records = [...deletions.of(id), ...(await readDeletions(found.folder))];
          const unique = new Map(records.map((record) => [record.fromPosition, record]));
          deletions.replace(id, [...unique.values()]);
        }
        for (const file of files) await this.#adopt(file, volumes.idOf(volume));
      }
    }
  }

  async #adopt(file: FoundFile, volumeId: number): Promise<void> {
    const { segments, gaps, log } = this.#parts;
    const stream = segments.findStream(file.cameraId, file.stream);
    if (stream === null || segments.find(stream.id, file.startMs) !== null) return;
    const { origin, units, size } = await scanFile(file.path, () => false);
    if (units.length === 0 && size <= maxLeftoverBytes && (await beginsLikeOurs(file.path))) {
      // Created right before a crash: not even the init segment is whole, and no picture was in it.
      await unlink(file.path);
      this.#report.removed += 1;
      return;
    }
    const honest =
      origin?.cameraId === file.cameraId && origin.stream === file.stream && origin.startMs === file.startMs;
    if (origin === null || !honest) {
      this.#report.unreadable.push(file.path);
      log.warn('not a recording of this archive', { path: file.path });
      return;
    }
    const id = segments.open(stream.id, volumeId, file.startMs, origin.previous);
    const row = segments.unfinished().find((candidate) => candidate.id === id);
    if (row === undefined || !(await this.#closeFromFile(row, file.path, stream.position))) return;
    this.#report.adopted += 1;
    for (const gap of origin.gaps) {
      const known = gaps.inRange(stream.id, gap.startMs, gap.endMs ?? gap.startMs);
      if (known.length === 0 && gap.endMs !== null) gaps.add(stream.id, { ...gap, endMs: gap.endMs });
    }
  }

  /** Nothing was recorded since the end of each stream's last fragment. */
  #markGaps(life: { atMs: number; bootId: string } | null, bootId: string): void {
    const { segments, gaps } = this.#parts;
    for (const stream of segments.streams()) {
      const lastEnd = segments.lastEnd(stream.id);
      if (this.#newStreams.has(stream.id)) {
        if (lastEnd !== null) gaps.open(stream.id, lastEnd, 'unknown', 'the index was lost');
        continue;
      }
      if (life === null) continue;
      const cause = life.bootId === bootId ? 'restart' : 'host_down';
      const openGap = gaps.openGap(stream.id);
      if (openGap === null) gaps.open(stream.id, lastEnd ?? life.atMs, cause);
      else if (openGap.cause === 'restart' && cause === 'host_down')
        gaps.relabel(stream.id, cause, 'the machine was off');
      else if (openGap.cause !== 'restart' && openGap.cause !== 'host_down')
        gaps.open(stream.id, life.atMs, cause);
    }
  }
}

async function truncate(path: string, bytes: number): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.truncate(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Empty, zeros (as a power cut leaves them), or the `ftyp` box of our files. */
async function beginsLikeOurs(path: string): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(12), 0, 12, 0);
    const read = buffer.subarray(0, bytesRead);
    return read.every((byte) => byte === 0) || 'ftypiso6'.startsWith(read.toString('latin1', 4));
  } finally {
    await file.close();
  }
}
