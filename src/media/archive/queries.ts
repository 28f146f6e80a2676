/** Answers about what is recorded, from the index and from the segments that grow at the moment. */

import type { StreamName } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import type { ArchiveRange, ArchiveUsage, Gap, RecordedSpan, SegmentInfo } from '#domain/recording.ts';
import type { DeletionStore } from './deletions.ts';
import type { FragmentPosition } from './fragment-table.ts';
import type { GapLedger } from './gaps.ts';
import { segmentPath } from './paths.ts';
import type { OpenSegmentInfo } from './segment-writer.ts';
import type { SegmentRow, SegmentStore, StreamRow } from './segments.ts';
import { type Cause, clipSpans, complement, explain, joinSpans } from './spans.ts';
import type { Volumes } from './volumes.ts';

/** A recorded file and the part of it that was asked for. */
export interface StoredSegment {
  readonly cameraId: string;
  readonly stream: StreamName;
  readonly path: string;
  /** UTC of the first picture, and where the last one ends; of the whole file. */
  readonly startMs: number;
  readonly endMs: number;
  /** Whole units so far; the file may be longer while it grows. */
  readonly bytes: number;
  /** `ftyp` and `moov` at the beginning of the file. */
  readonly initBytes: number;
  /** Of the whole file, or those asked for; the first one always begins on a keyframe. */
  readonly fragments: readonly FragmentPosition[];
  /** Still growing. */
  readonly open: boolean;
}

export class Queries {
  readonly #segments: SegmentStore;
  readonly #gaps: GapLedger;
  readonly #deletions: DeletionStore;
  readonly #volumes: Volumes;
  readonly #clock: Clock;
  readonly #growing: (key: string) => readonly OpenSegmentInfo[];

  constructor(
    segments: SegmentStore,
    gaps: GapLedger,
    deletions: DeletionStore,
    volumes: Volumes,
    clock: Clock,
    growing: (key: string) => readonly OpenSegmentInfo[],
  ) {
    this.#segments = segments;
    this.#gaps = gaps;
    this.#deletions = deletions;
    this.#volumes = volumes;
    this.#clock = clock;
    this.#growing = growing;
  }

  segments(range: ArchiveRange & { limit?: number }): SegmentInfo[] {
    const { cameraId, stream = 'main', limit } = range;
    const infos = this.#inRange(range, limit).map(({ startMs, endMs, bytes }): SegmentInfo => {
      const path = `/archive/${cameraId}/segments/${stream}/${startMs}.mp4`;
      return { cameraId, stream, startMs, endMs, bytes, path };
    });
    return limit === undefined ? infos : infos.slice(0, limit);
  }

  spans(range: ArchiveRange): RecordedSpan[] {
    return clipSpans(joinSpans(this.#times(range)), range.fromMs, range.toMs);
  }

  gaps(range: ArchiveRange): Gap[] {
    const { cameraId, stream: name = 'main' } = range;
    const stream = this.#segments.findStream(cameraId, name);
    if (stream === null) return [];
    const open = this.#gaps.openGap(stream.id);
    // Up to the end of what is written; up to now only when it is known that nothing is recorded now.
    const present = open === null ? this.#lastEnd(stream) : Math.max(this.#clock.utcMs(), open.startMs);
    const fromMs = Math.max(range.fromMs, this.#knownSince(stream));
    const toMs = Math.min(range.toMs, present);
    const causes = [...this.#gaps.inRange(stream.id, fromMs, toMs), ...this.#deleted(stream)];
    const holes = complement(joinSpans(this.#times(range)), fromMs, toMs);
    return explain(holes, causes).map(({ startMs, endMs, cause, detail }) => {
      const lasts = open !== null && endMs >= present && present <= range.toMs;
      const gap = { cameraId, stream: name, startMs, endMs: lasts ? null : endMs, cause };
      return detail === undefined ? gap : { ...gap, detail };
    });
  }

  #times({ cameraId, stream = 'main', fromMs, toMs }: ArchiveRange): RecordedSpan[] {
    const row = this.#segments.findStream(cameraId, stream);
    if (row === null) return [];
    const growing = this.#growing(`${cameraId}/${stream}`);
    return [
      ...this.#segments.times(row.id, fromMs, toMs),
      ...growing.filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs),
    ];
  }

  #lastEnd(stream: StreamRow): number {
    const growing = this.#growing(`${stream.camera_id}/${stream.name}`).map(({ endMs }) => endMs);
    return Math.max(this.#segments.lastEnd(stream.id) ?? 0, ...growing);
  }

  #knownSince(stream: StreamRow): number {
    const { oldestMs } = this.#segments.extent(stream.id);
    const deleted = this.#deletions.of(stream.id).map(({ startMs }) => startMs);
    return Math.min(stream.known_since_ms, oldestMs ?? stream.known_since_ms, ...deleted);
  }

  #deleted(stream: StreamRow): Cause[] {
    return this.#deletions.of(stream.id).map(({ startMs, endMs, reason }) => ({
      startMs,
      endMs,
      cause: 'policy',
      detail: `deleted: ${reason}`,
    }));
  }

  fragmentsInRange(range: ArchiveRange): StoredSegment[] {
    return this.#inRange(range).flatMap((segment) => {
      const all = segment.load();
      const overlapping = all.filter(({ startMs, endMs }) => startMs < range.toMs && endMs > range.fromMs);
      const first = overlapping[0];
      if (first === undefined) return [];
      const from = all.findLastIndex(({ keyframe, offset }) => keyframe && offset <= first.offset);
      const to = all.findLastIndex(({ offset }) => offset <= (overlapping.at(-1) ?? first).offset);
      const { load: _, ...facts } = segment;
      return [{ ...facts, fragments: all.slice(Math.max(0, from), to + 1) }];
    });
  }

  findSegment(cameraId: string, stream: StreamName, startMs: number): StoredSegment | null {
    const found = this.#inRange({ cameraId, stream, fromMs: startMs, toMs: startMs + 1 });
    const segment = found.find((candidate) => candidate.startMs === startMs);
    if (segment === undefined) return null;
    const { load, ...facts } = segment;
    return { ...facts, fragments: load() };
  }

  usage(): ArchiveUsage[] {
    const byCamera = Map.groupBy(this.#segments.streams(), ({ camera_id }) => camera_id);
    return [...byCamera].map(([cameraId, streams]) => {
      const extents = streams.map(({ id }) => this.#segments.extent(id));
      const growing = streams.flatMap(({ name }) => this.#growing(`${cameraId}/${name}`));
      const starts = [...extents.map(({ oldestMs }) => oldestMs), ...growing.map(({ startMs }) => startMs)];
      const ends = [...extents.map(({ newestMs }) => newestMs), ...growing.map(({ endMs }) => endMs)];
      const bytes =
        streams.reduce((sum, { id }) => sum + this.#segments.bytesOf({ streamId: id }), 0) +
        growing.reduce((sum, segment) => sum + segment.bytes, 0);
      return { cameraId, bytes, oldestMs: edge(starts, Math.min), newestMs: edge(ends, Math.max) };
    });
  }

  /** Closed segments from the index and growing ones from memory, by start. */
  #inRange(
    range: ArchiveRange,
    limit = -1,
  ): (Omit<StoredSegment, 'fragments'> & { load: () => readonly FragmentPosition[] })[] {
    const { cameraId, stream = 'main', fromMs, toMs } = range;
    const row = this.#segments.findStream(cameraId, stream);
    if (row === null) return [];
    const stored = this.#segments
      .inRange(row.id, fromMs, toMs, limit)
      .filter(({ state }) => state === 'closed')
      .map((segment) => ({
        cameraId,
        stream,
        path: this.#pathOf(cameraId, stream, segment),
        startMs: segment.start_ms,
        endMs: segment.end_ms,
        bytes: segment.bytes,
        initBytes: segment.init_bytes,
        open: false,
        load: () => this.#segments.fragments(segment.id),
      }));
    const growing = this.#growing(`${cameraId}/${stream}`)
      .filter(({ startMs, endMs }) => startMs < toMs && endMs > fromMs)
      .map(({ path, startMs, endMs, bytes, initBytes, fragments }) => {
        return {
          cameraId,
          stream,
          path,
          startMs,
          endMs,
          bytes,
          initBytes,
          open: true,
          load: () => [...fragments],
        };
      });
    return [...stored, ...growing].sort((a, b) => a.startMs - b.startMs);
  }

  /** Empty when the volume is not among those of this archive any more: whoever opens it finds it missing. */
  #pathOf(cameraId: string, stream: string, segment: SegmentRow): string {
    const volume = this.#volumes.byId(segment.volume_id);
    return volume === null ? '' : segmentPath(volume.path, cameraId, stream, segment.start_ms);
  }
}

function edge(values: readonly (number | null)[], pick: (...values: number[]) => number): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : pick(...known);
}
