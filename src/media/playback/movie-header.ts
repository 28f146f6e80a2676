/**
 * The head of a plain (not fragmented) MP4 whose media data follows it, so that a file can be written in one pass and plays
 * while it is still being downloaded (ISO 14496-12):
 *
 *     ftyp
 *     moov ─┬─ mvhd
 *           └─ trak ─┬─ tkhd
 *                    ├─ edts ── elst            what is shown of the track: a start between two keyframes is exact by it
 *                    └─ mdia ── minf ── stbl ── stsd stts ctts stss stsc stsz co64
 *     mdat header
 */
import { box, fullBox, text, u16, u32, writeU64 } from '#media/fmp4/box.ts';
import { mediaBox, secondsSince1904, unityMatrix } from '#media/fmp4/movie-boxes.ts';
import { sampleEntry, undeterminedLanguage } from '#media/fmp4/sample-entry.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import type { FinishedTable } from './sample-table.ts';

/** Ticks per second of the movie itself: edits and durations. */
export const movieTimescale = 90_000;

export interface MovieTrack {
  readonly trackId: number;
  readonly timescale: number;
  /** What the samples are coded as; more than one when the camera changed its parameter sets within the clip. */
  readonly descriptions: readonly (VideoTrack | AudioTrack)[];
  readonly samples: FinishedTable;
  /** Sum of the samples' durations, ticks of the track. */
  readonly mediaTicks: number;
  readonly edit: MovieEdit;
}

export interface MovieEdit {
  /** Nothing is shown for so long first, ticks of the movie. */
  readonly delay: number;
  /** Presentation time within the track at which showing begins, ticks of the track. */
  readonly mediaTime: number;
  /** How long is shown, ticks of the movie. */
  readonly duration: number;
}

/** `ftyp`, `moov` and the header of an `mdat` with `mediaBytes` of data, which the caller writes behind it. */
export function movieHeader(
  tracks: readonly MovieTrack[],
  mediaBytes: number,
  creationUtcMs: number,
): Buffer {
  const created = secondsSince1904(creationUtcMs);
  const fileType = box('ftyp', text('isom'), u32(0x200), text('isomiso6mp41'));
  const build = (mediaStart: number): Buffer => {
    const duration = Math.max(0, ...tracks.map(({ edit }) => edit.delay + edit.duration));
    const nextTrackId = Math.max(0, ...tracks.map(({ trackId }) => trackId)) + 1;
    return box(
      'moov',
      fullBox(
        'mvhd',
        1,
        0,
        times(created, movieTimescale, duration),
        u32(0x10000),
        u16(0x0100, 0),
        u32(0, 0),
        unityMatrix,
        Buffer.alloc(24),
        u32(nextTrackId),
      ),
      ...tracks.map((track) => trackBox(track, created, mediaStart)),
    );
  };
  const dataHeader = mdatHeader(mediaBytes);
  // Offsets have a fixed width, so the size of moov does not depend on them.
  const mediaStart = fileType.length + build(0).length + dataHeader.length;
  return Buffer.concat([fileType, build(mediaStart), dataHeader]);
}

function mdatHeader(mediaBytes: number): Buffer {
  const header = Buffer.alloc(16);
  header.writeUInt32BE(1, 0);
  header.write('mdat', 4, 'latin1');
  writeU64(header, mediaBytes + 16, 8);
  return header;
}

function trackBox(track: MovieTrack, created: number, mediaStart: number): Buffer {
  const first = track.descriptions[0];
  const isVideo = first?.kind === 'video';
  const { delay, mediaTime, duration } = track.edit;
  const header = fullBox(
    'tkhd',
    1,
    7,
    u64(created, created),
    u32(track.trackId, 0),
    u64(delay + duration),
    u32(0, 0),
    u16(0, 0, isVideo ? 0 : 0x0100, 0),
    unityMatrix,
    isVideo ? u32(first.width * 0x10000, first.height * 0x10000) : u32(0, 0),
  );
  const entries: [number, number][] = [[duration, mediaTime]];
  // -1 as media time is an empty edit.
  if (delay > 0) entries.unshift([delay, -1]);
  const edits = fullBox(
    'elst',
    1,
    0,
    u32(entries.length),
    ...entries.map(([length, time]) => edit(length, time)),
  );
  return box('trak', header, box('edts', edits), trackMedia(track, created, mediaStart));
}

function edit(duration: number, mediaTime: number): Buffer {
  const entry = Buffer.alloc(20);
  writeU64(entry, duration, 0);
  if (mediaTime < 0) entry.fill(0xff, 8, 16);
  else writeU64(entry, mediaTime, 8);
  entry.writeUInt32BE(0x10000, 16);
  return entry;
}

function trackMedia(track: MovieTrack, created: number, mediaStart: number): Buffer {
  const { timescale, mediaTicks, descriptions, samples } = track;
  return mediaBox(
    descriptions[0]?.kind ?? 'audio',
    fullBox('mdhd', 1, 0, times(created, timescale, mediaTicks), undeterminedLanguage, u16(0)),
    samples.boxes(
      fullBox('stsd', 0, 0, u32(descriptions.length), ...descriptions.map(sampleEntry)),
      mediaStart,
    ),
  );
}

function times(created: number, timescale: number, duration: number): Buffer {
  return Buffer.concat([u64(created, created), u32(timescale), u64(duration)]);
}

function u64(...values: readonly number[]): Buffer {
  const buffer = Buffer.allocUnsafe(values.length * 8);
  values.forEach((value, index) => {
    writeU64(buffer, value, index * 8);
  });
  return buffer;
}
