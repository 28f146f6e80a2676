/**
 * Writes one stream into the archive: samples in, files, index rows and gaps out. Nothing here waits in the caller's turn:
 * fragments queue, and the queue has an end.
 */

import type { GapCause } from '#domain/recording.ts';
import type { Sample, Tracks } from '#media/stream.ts';
import type { ClosedGap, GapLedger } from './gaps.ts';
import { type OpenSegmentInfo, SegmentWriter } from './segment-writer.ts';
import { type Piece, releasePiece, Segmenter } from './segmenter.ts';
import type { StreamRow } from './segments.ts';
import { jointMs } from './spans.ts';
import { messageOf, type WriterCounters, type WriterParts } from './writer-parts.ts';

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
  readonly #files: SegmentWriter;
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
    this.#files = new SegmentWriter(stream, parts, this.counters);
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
    return this.#files.growing;
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
    releasePiece(piece);
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
        this.#files.end();
        continue;
      }
      try {
        await this.#write(item.piece, item.epoch, item.newTracks);
      } catch (error) {
        this.counters.errors += 1;
        this.#parts.log.warn('fragment not written', { ...this.#names(), message: messageOf(error) });
        this.#lost(item.piece, item.epoch, true);
      }
      releasePiece(item.piece);
      this.#queuedBytes -= item.piece.bytes;
      this.#parts.budget.bytes -= item.piece.bytes;
    }
    this.#busy = false;
  }

  async #write(piece: Piece, epoch: number, newTracks: boolean): Promise<void> {
    const begins = piece.startsSegment !== null;
    const wasOpen = this.#files.isOpen;
    const ready = begins ? await this.#files.begin(piece, this.#gapsBefore(piece, newTracks)) : wasOpen;
    if (!ready || !(await this.#files.write(piece))) {
      this.#lost(piece, epoch, begins || wasOpen);
      return;
    }
    if (begins) this.#resumed(piece, epoch, newTracks);
    this.#writtenEndMs = piece.endMs;
    this.counters.fragments += 1;
    this.counters.samples += piece.samples;
    this.counters.bytes += piece.bytes;
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
    const reason = this.#files.trouble;
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
