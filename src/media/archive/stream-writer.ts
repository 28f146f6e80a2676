/**
 * Writes one stream into the archive: samples in, files, index rows and gaps out. Nothing here waits in the caller's turn:
 * fragments queue, and the queue has an end.
 */

import { dirname } from 'node:path';
import type { Clock } from '#domain/clock.ts';
import type { GapCause } from '#domain/recording.ts';
import type { Sample, Tracks } from '#media/stream.ts';
import type { ChainHead, Origin } from './chain.ts';
import { errorCodeOf, type FileCalls } from './files.ts';
import type { ClosedGap, GapLedger } from './gaps.ts';
import { segmentPath } from './paths.ts';
import { SegmentFile } from './segment-file.ts';
import { type Piece, Segmenter, type SegmenterOptions } from './segmenter.ts';
import type { SegmentEnd, SegmentStore, StreamRow } from './segments.ts';
import type { Signer } from './signer.ts';
import { jointMs } from './spans.ts';
import type { SyncScheduler } from './sync-scheduler.ts';
import type { Volume } from './volume.ts';
import type { Volumes } from './volumes.ts';

/** Bytes that wait for the disks, over all streams. */
export interface QueueBudget {
  bytes: number;
  readonly maxBytes: number;
  readonly maxBytesPerStream: number;
}

export interface ArchiveLog {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** What all writers of an archive share. */
export interface WriterParts {
  readonly segments: SegmentStore;
  readonly gaps: GapLedger;
  readonly volumes: Volumes;
  readonly scheduler: SyncScheduler;
  readonly files: FileCalls;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: ArchiveLog;
  readonly budget: QueueBudget;
  readonly segmenter: SegmenterOptions;
  /** Deletes what may be deleted on a full volume; true when there is room again. */
  makeRoom(volume: Volume): Promise<boolean>;
  /** A folder was made for this camera. */
  cameraFolder(volume: Volume, cameraId: string): Promise<void>;
}

export interface WriterCounters {
  segments: number;
  fragments: number;
  /** Samples of the leading track. */
  samples: number;
  bytes: number;
  droppedFragments: number;
  droppedSamples: number;
  errors: number;
}

interface OpenSegment {
  readonly file: SegmentFile;
  readonly rowId: number;
  readonly startMs: number;
  readonly before: ChainHead;
  readonly volume: Volume;
}

export interface OpenSegmentInfo extends SegmentEnd {
  readonly path: string;
  readonly startMs: number;
}

type Item = { readonly piece: Piece; readonly epoch: number; readonly newTracks: boolean } | 'end';

export class StreamWriter {
  readonly counters: WriterCounters = {
    segments: 0,
    fragments: 0,
    samples: 0,
    bytes: 0,
    droppedFragments: 0,
    droppedSamples: 0,
    errors: 0,
  };
  readonly #parts: WriterParts;
  readonly #stream: StreamRow;
  readonly #segmenter: Segmenter;
  #head: ChainHead;
  #open: OpenSegment | null = null;
  readonly #retiring = new Set<OpenSegment>();
  #queue: Item[] = [];
  #queuedBytes = 0;
  #busy = false;
  #working: Promise<void> = Promise.resolve();
  /** Grows at every stop: a fragment of an earlier run does not end the gap of a later one. */
  #epoch = 0;
  #newTracks = false;
  #blocked: string | null = null;
  /** Fragments are dropped until the next segment begins. */
  #awaitsSegment = false;
  /** Start of the first fragment that went into the queue since the last stop. */
  #runStartMs: number | null = null;
  /** End of the last fragment that went into the queue. */
  #acceptedEndMs: number | null = null;
  #writtenEndMs: number | null;
  #closed = false;

  constructor(stream: StreamRow, parts: WriterParts) {
    this.#stream = stream;
    this.#parts = parts;
    this.#segmenter = new Segmenter(parts.segmenter);
    this.#head = { position: stream.position, chain: Buffer.from(stream.chain) };
    this.#writtenEndMs = parts.segments.lastEnd(stream.id);
  }

  /** Why nothing is written although samples come, for example `disk full`; null while all is well. */
  get blocked(): string | null {
    return this.#blocked;
  }

  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Segments that the index does not hold yet, oldest first: on their way to the disk, and the one that grows. */
  get openSegments(): OpenSegmentInfo[] {
    const open = [...this.#retiring, ...(this.#open === null ? [] : [this.#open])];
    return open
      .filter(({ file }) => file.fragments.length > 0)
      .map(({ file, startMs }) => ({ path: file.path, startMs, ...file.end }));
  }

  /** New tracks begin a new segment with the next keyframe. */
  tracks(tracks: Pick<Tracks, 'video' | 'audio'>): void {
    this.#accept(this.#segmenter.setTracks(tracks));
    this.#push('end');
    this.#newTracks = true;
  }

  sample(sample: Sample): void {
    this.#accept(this.#segmenter.push(sample));
  }

  /** Nothing more comes for a while, and why: ends the segment and opens a gap at the end of the last sample. */
  stop(cause: GapCause, detail?: string, atMs?: number): void {
    this.#accept(this.#segmenter.finish());
    this.#push('end');
    this.#epoch += 1;
    const runStartMs = this.#runStartMs;
    this.#runStartMs = null;
    this.#note((gaps, id) => {
      if (runStartMs !== null) {
        // What was handed over will be in the files, or `#lost` says why not.
        gaps.close(id, runStartMs);
        gaps.open(id, this.#acceptedEndMs ?? runStartMs, cause, detail);
        return;
      }
      const nowMs = atMs ?? this.#parts.clock.utcMs();
      gaps.open(id, gaps.openGap(id) === null ? (this.#writtenEndMs ?? nowMs) : nowMs, cause, detail);
    });
  }

  /** The gap that is open, if any. */
  get gapCause(): GapCause | null {
    return this.#parts.gaps.openGap(this.#stream.id)?.cause ?? null;
  }

  /** The process ends on purpose: a stream that is being recorded gets a `restart` gap, another one keeps the gap it has. */
  stopForRestart(): void {
    if (this.#parts.gaps.openGap(this.#stream.id) === null) this.stop('restart', 'stopped');
  }

  /** Waits until everything that was handed over is in the files. */
  async drain(): Promise<void> {
    while (this.#busy) await this.#working;
  }

  /** Ends the segment and waits for it; the gap that follows is the caller's to name with `stop` before. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#accept(this.#segmenter.finish());
    this.#push('end');
    await this.drain();
  }

  #accept(pieces: readonly Piece[]): void {
    for (const piece of pieces) this.#acceptPiece(piece);
  }

  #acceptPiece(piece: Piece): void {
    const { budget } = this.#parts;
    const begins = piece.startsSegment !== null;
    const limit = this.#blocked === 'disk too slow' ? budget.maxBytesPerStream / 2 : budget.maxBytesPerStream;
    if (this.#queuedBytes + piece.bytes > limit || budget.bytes + piece.bytes > budget.maxBytes) {
      this.#drop(piece, 'disk too slow');
      return;
    }
    if (this.#awaitsSegment && !begins) {
      this.#drop(piece, this.#blocked ?? 'disk failed');
      return;
    }
    this.#awaitsSegment = false;
    if (this.#blocked === 'disk too slow') this.#blocked = null;
    this.#runStartMs ??= piece.takenAt.utcMs;
    this.#acceptedEndMs = piece.endMs;
    this.#push({ piece, epoch: this.#epoch, newTracks: begins && this.#newTracks });
    if (begins) this.#newTracks = false;
  }

  /** This fragment is lost. Recording goes on with the next keyframe, and the gap since says why. */
  #drop(piece: Piece, reason: string): void {
    this.counters.droppedFragments += 1;
    this.counters.droppedSamples += piece.samples;
    this.#awaitsSegment = true;
    this.#segmenter.reset();
    if (this.#blocked === reason) return;
    this.#blocked = reason;
    this.#parts.log.warn('recording blocked', { ...this.#names(), reason });
    const since = this.#acceptedEndMs ?? piece.takenAt.utcMs;
    this.#note((gaps, id) => gaps.open(id, since, 'disk', reason));
  }

  #push(item: Item): void {
    this.#queue.push(item);
    if (item !== 'end') {
      this.#queuedBytes += item.piece.bytes;
      this.#parts.budget.bytes += item.piece.bytes;
    }
    if (this.#busy) return;
    this.#busy = true;
    this.#working = this.#work();
  }

  async #work(): Promise<void> {
    for (let item = this.#queue.shift(); item !== undefined; item = this.#queue.shift()) {
      if (item === 'end') {
        this.#endSegment();
        continue;
      }
      try {
        await this.#write(item.piece, item.epoch, item.newTracks);
      } catch (error) {
        this.counters.errors += 1;
        this.#parts.log.warn('fragment not written', { ...this.#names(), message: messageOf(error) });
        this.#lost(item.piece, item.epoch, true);
      }
      this.#queuedBytes -= item.piece.bytes;
      this.#parts.budget.bytes -= item.piece.bytes;
    }
    this.#busy = false;
  }

  async #write(piece: Piece, epoch: number, newTracks: boolean): Promise<void> {
    if (piece.startsSegment !== null) {
      this.#endSegment();
      this.#open = await this.#begin(piece, newTracks);
    }
    const open = this.#open;
    const fails = open === null ? piece.startsSegment !== null : !(await this.#writeInto(open, piece));
    if (open === null || fails) {
      this.#lost(piece, epoch, fails);
      return;
    }
    if (piece.startsSegment !== null) this.#resumed(piece, epoch, newTracks);
    this.#writtenEndMs = piece.endMs;
    this.counters.fragments += 1;
    this.counters.samples += piece.samples;
    this.counters.bytes += piece.bytes;
  }

  async #writeInto(open: OpenSegment, piece: Piece): Promise<boolean> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await open.file.write(piece);
        return true;
      } catch (error) {
        this.#failed(open.volume, error);
        if (attempt > 0 || !(await this.#madeRoom(open.volume, error))) break;
      }
    }
    this.#endSegment();
    return false;
  }

  /** Creates the next file on the best volume, on another one when that fails. Null when no volume takes it. */
  async #begin(piece: Piece, newTracks: boolean): Promise<OpenSegment | null> {
    for (let attempt = 0; attempt <= this.#parts.volumes.all.length; attempt += 1) {
      const volume = await this.#parts.volumes.choose();
      if (volume === null) return null;
      try {
        return await this.#create(volume, piece, newTracks);
      } catch (error) {
        this.#failed(volume, error);
        await this.#madeRoom(volume, error);
      }
    }
    return null;
  }

  async #create(volume: Volume, piece: Piece, newTracks: boolean): Promise<OpenSegment> {
    const { segments, files, volumes, signer, scheduler } = this.#parts;
    const { camera_id: cameraId, name: stream, id } = this.#stream;
    const before = this.#head;
    let startMs = Math.floor(piece.takenAt.utcMs);
    while (segments.isTaken(id, startMs)) startMs += 1;
    const origin: Origin = {
      cameraId,
      stream,
      startMs,
      previous: before,
      gaps: this.#gapsBefore(piece, newTracks),
    };
    const rowId = this.#openRow(volumes.idOf(volume), startMs, before);
    const path = segmentPath(volume.path, cameraId, stream, startMs);
    try {
      await files.makeFolder(dirname(path));
      await this.#parts.cameraFolder(volume, cameraId);
      const file = await SegmentFile.create(path, piece.startsSegment ?? [], origin, files, signer);
      scheduler.add(
        file,
        (head) => {
          // A file with nothing but its init segment may still be taken back.
          if (file.fragments.length > 0) segments.setHead(id, head);
        },
        (error) => this.#failed(volume, error),
      );
      this.#head = file.head;
      this.counters.segments += 1;
      return { file, rowId, startMs, before, volume };
    } catch (error) {
      segments.remove(rowId);
      throw error;
    }
  }

  /** 0 when the index cannot take the row: the file is written all the same, and gets its row at the end. */
  #openRow(volumeId: number, startMs: number, before: ChainHead): number {
    try {
      return this.#parts.segments.open(this.#stream.id, volumeId, startMs, before);
    } catch (error) {
      this.counters.errors += 1;
      this.#parts.log.warn('segment not in the index yet', { ...this.#names(), message: messageOf(error) });
      return 0;
    }
  }

  #gapsBefore(piece: Piece, newTracks: boolean): ClosedGap[] {
    const startMs = piece.takenAt.utcMs;
    const known = this.#parts.gaps.since(this.#stream.id, this.#writtenEndMs ?? startMs);
    const open = this.#parts.gaps.openGap(this.#stream.id);
    const present = open === null ? this.#hole(piece, newTracks) : { ...open, endMs: startMs };
    return present === null || present.endMs <= present.startMs ? known : [...known, present];
  }

  /** What is missing between two segments although nobody announced a gap. */
  #hole(piece: Piece, newTracks: boolean): ClosedGap | null {
    const startMs = this.#writtenEndMs;
    const endMs = piece.takenAt.utcMs;
    if (startMs === null || endMs - startMs <= jointMs) return null;
    if (newTracks) return { startMs, endMs, cause: 'camera_offline', detail: 'reconnected' };
    return { startMs, endMs, cause: 'network', detail: 'data lost' };
  }

  #resumed(piece: Piece, epoch: number, newTracks: boolean): void {
    this.#blocked = null;
    this.#note((gaps, id) => {
      const hole = this.#hole(piece, newTracks);
      const explained = hole === null || gaps.inRange(id, hole.startMs, hole.endMs).length > 0;
      if (!explained) gaps.add(id, hole);
      if (epoch === this.#epoch) gaps.close(id, piece.takenAt.utcMs);
    });
  }

  /** A fragment could not be written, itself (`fails`) or because one before it in its segment was not. */
  #lost(piece: Piece, epoch: number, fails: boolean): void {
    const reason = this.#reason();
    this.counters.droppedFragments += 1;
    this.counters.droppedSamples += piece.samples;
    if (epoch !== this.#epoch) {
      const gap: ClosedGap = {
        startMs: piece.takenAt.utcMs,
        endMs: piece.endMs,
        cause: 'disk',
        detail: reason,
      };
      this.#note((gaps, id) => gaps.add(id, gap));
      return;
    }
    if (fails) {
      this.#awaitsSegment = true;
      this.#segmenter.reset();
    }
    if (this.#blocked === reason) return;
    this.#blocked = reason;
    this.#parts.log.warn('recording blocked', { ...this.#names(), reason });
    const since = this.#writtenEndMs ?? piece.takenAt.utcMs;
    this.#note((gaps, id) => gaps.open(id, since, 'disk', reason));
  }

  #reason(): string {
    const [worst] = this.#parts.volumes.all.filter(({ usable }) => !usable);
    if (worst === undefined) return 'disk failed';
    return {
      ok: 'disk failed',
      missing: 'disk missing',
      full: 'disk full',
      read_only: 'disk read-only',
      failed: 'disk failed',
    }[worst.state];
  }

  #failed(volume: Volume, error: unknown): void {
    this.counters.errors += 1;
    if (errorCodeOf(error) === 'ERR_SQLITE_ERROR') {
      this.#parts.log.warn('archive index failed', { ...this.#names(), message: messageOf(error) });
      return;
    }
    volume.fail(error);
    const { name, state } = volume;
    this.#parts.log.warn('archive volume failed', {
      ...this.#names(),
      volume: name,
      state,
      message: messageOf(error),
    });
  }

  async #madeRoom(volume: Volume, error: unknown): Promise<boolean> {
    const code = errorCodeOf(error);
    if (code !== 'ENOSPC' && code !== 'EDQUOT') return false;
    try {
      return await this.#parts.makeRoom(volume);
    } catch (problem) {
      this.#failed(volume, problem);
      return false;
    }
  }

  #endSegment(): void {
    const open = this.#open;
    if (open === null) return;
    this.#open = null;
    const { segments, scheduler, files } = this.#parts;
    if (open.file.fragments.length > 0) {
      this.#head = open.file.head;
      this.#retiring.add(open);
      scheduler.retire(open.file, () => {
        const { startMs, before, volume } = open;
        const id = segments.has(open.rowId)
          ? open.rowId
          : segments.open(this.#stream.id, this.#parts.volumes.idOf(volume), startMs, before);
        segments.close(id, open.file.end);
        this.#retiring.delete(open);
      });
      return;
    }
    // Only the init segment got onto the disk: as if it had never been.
    this.#head = open.before;
    scheduler.retire(open.file, () => {
      segments.remove(open.rowId);
      files.unlink(open.file.path).catch((error) => this.#failed(open.volume, error));
    });
  }

  /** Writes into the ledger. An index that cannot take it must not stop the recording. */
  #note(work: (gaps: GapLedger, streamId: number) => void): void {
    try {
      work(this.#parts.gaps, this.#stream.id);
    } catch (error) {
      this.counters.errors += 1;
      this.#parts.log.warn('gap not written down', { ...this.#names(), message: messageOf(error) });
    }
  }

  #names(): Record<string, string> {
    return { cameraId: this.#stream.camera_id, stream: this.#stream.name };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
