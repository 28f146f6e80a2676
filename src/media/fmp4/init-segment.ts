/**
 * The initialization segment of a fragmented MP4 (ISO 14496-12):
 *
 *     ftyp
 *     moov ─┬─ mvhd
 *           ├─ trak ── tkhd, mdia ── mdhd, hdlr, minf ── vmhd|smhd, dinf, stbl (stsd; the tables are empty)
 *           └─ mvex ── trex per track
 */
import type { AudioTrack, Tracks, VideoTrack } from '#media/stream.ts';
import { box, fullBox, text, u16, u32 } from './box.ts';
import { mediaBox, secondsSince1904, unityMatrix } from './movie-boxes.ts';
import { sampleEntry, undeterminedLanguage } from './sample-entry.ts';

/** A track with its number in the file. */
export interface Fmp4Track {
  readonly trackId: number;
  readonly track: VideoTrack | AudioTrack;
}

export const videoTrackId = 1;
export const audioTrackId = 2;

/** Video is track 1 and audio track 2, also when the other one is missing. */
export function numberTracks(tracks: Pick<Tracks, 'video' | 'audio'>): Fmp4Track[] {
  const numbered: Fmp4Track[] = [];
  if (tracks.video !== null) numbered.push({ trackId: videoTrackId, track: tracks.video });
  if (tracks.audio !== null) numbered.push({ trackId: audioTrackId, track: tracks.audio });
  return numbered;
}

const movieTimescale = 1000;

export interface InitOptions {
  /** Written as creation time of movie and tracks; left out (zero) by default. */
  readonly creationUtcMs?: number;
}

/** `ftyp` and `moov`. Throws `invalid` when a track lacks the parameter sets that its configuration box needs. */
export function initSegment(tracks: readonly Fmp4Track[], options: InitOptions = {}): Buffer {
  const created = options.creationUtcMs === undefined ? 0 : secondsSince1904(options.creationUtcMs);
  const nextTrackId = Math.max(0, ...tracks.map(({ trackId }) => trackId)) + 1;
  return Buffer.concat([
    box('ftyp', text('iso6'), u32(0), text('iso6isommp41')),
    box(
      'moov',
      movieHeader(created, nextTrackId),
      ...tracks.map((track) => trackBox(track, created)),
      box('mvex', ...tracks.map(({ trackId }) => fullBox('trex', 0, 0, u32(trackId, 1, 0, 0, 0)))),
    ),
  ]);
}

function movieHeader(created: number, nextTrackId: number): Buffer {
  return fullBox(
    'mvhd',
    0,
    0,
    u32(created, created, movieTimescale, 0, 0x10000),
    u16(0x0100, 0),
    u32(0, 0),
    unityMatrix,
    Buffer.alloc(24),
    u32(nextTrackId),
  );
}

function trackBox({ trackId, track }: Fmp4Track, created: number): Buffer {
  const isVideo = track.kind === 'video';
  const header = fullBox(
    'tkhd',
    0,
    7,
    u32(created, created, trackId, 0, 0, 0, 0),
    u16(0, 0, isVideo ? 0 : 0x0100, 0),
    unityMatrix,
    isVideo ? u32(track.width * 0x10000, track.height * 0x10000) : u32(0, 0),
  );
  return box('trak', header, trackMedia(track, created));
}

function trackMedia(track: VideoTrack | AudioTrack, created: number): Buffer {
  return mediaBox(
    track.kind,
    fullBox('mdhd', 0, 0, u32(created, created, track.timescale, 0), undeterminedLanguage, u16(0)),
    box(
      'stbl',
      fullBox('stsd', 0, 0, u32(1), sampleEntry(track)),
      fullBox('stts', 0, 0, u32(0)),
      fullBox('stsc', 0, 0, u32(0)),
      fullBox('stsz', 0, 0, u32(0, 0)),
      fullBox('stco', 0, 0, u32(0)),
    ),
  );
}

/** What MediaSource and HLS call the contents, for example `video/mp4; codecs="avc1.640028,mp4a.40.2"`. */
export function mimeType(tracks: Pick<Tracks, 'video' | 'audio'>): string {
  const codecs = [tracks.video, tracks.audio]
    .filter((track) => track !== null)
    .map((track) => track.codecString);
  return `${tracks.video === null ? 'audio' : 'video'}/mp4; codecs="${codecs.join(',')}"`;
}
