/**
 * An HLS playlist (RFC 8216) over a range of the archive. Its media segments are byte ranges of the recorded files themselves; only
 * decode times are given out differently (one-timeline.ts).
 */

/** One recorded file with those of its fragments that fall into the range. */
export interface PlaylistFile {
  /** Relative to the playlist. */
  readonly uri: string;
  /** Bytes of the initialization segment at the start of the file. */
  readonly initBytes: number;
  /** In order. The first one of a file that is not the first begins at a keyframe. */
  readonly fragments: readonly PlaylistFragment[];
}

export interface PlaylistFragment {
  readonly offset: number;
  readonly length: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Decoding can begin at its first picture. */
  readonly keyframe: boolean;
}

/** Media segments are about so long; the first is a single GOP, so that the first picture comes fast. */
const wantedSegmentMs = 4000;

interface MediaSegment {
  offset: number;
  length: number;
  readonly startMs: number;
  endMs: number;
}

/**
 * The playlist from the keyframe at or before `fromMs`. Where players should begin stands in EXT-X-START. Every file has a head of its
 * own, so each begins with a discontinuity; the wall clock of each is told, gaps show as jumps of it.
 */
export function archivePlaylist(files: readonly PlaylistFile[], fromMs: number): string {
  const lines: string[] = [];
  let longestMs = 1000;
  let first = true;
  for (const file of files) {
    const segments = toSegments(file.fragments, first);
    if (segments.length === 0) continue;
    if (!first) lines.push('#EXT-X-DISCONTINUITY');
    lines.push(`#EXT-X-MAP:URI="${file.uri}",BYTERANGE="${file.initBytes}@0"`);
    segments.forEach((segment, index) => {
      if (index === 0) lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.startMs).toISOString()}`);
      const durationMs = segment.endMs - segment.startMs;
      longestMs = Math.max(longestMs, durationMs);
      lines.push(`#EXTINF:${(durationMs / 1000).toFixed(3)},`);
      lines.push(`#EXT-X-BYTERANGE:${segment.length}@${segment.offset}`, file.uri);
    });
    first = false;
  }
  const begin = files[0]?.fragments[0]?.startMs ?? fromMs;
  const head = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${Math.ceil(longestMs / 1000)}`,
    '#EXT-X-PLAYLIST-TYPE:VOD',
    '#EXT-X-INDEPENDENT-SEGMENTS',
    ...(fromMs > begin
      ? [`#EXT-X-START:TIME-OFFSET=${((fromMs - begin) / 1000).toFixed(3)},PRECISE=YES`]
      : []),
  ];
  return `${[...head, ...lines, '#EXT-X-ENDLIST'].join('\n')}\n`;
}

/** Joins neighbouring fragments; a segment begins at a keyframe. */
function toSegments(fragments: readonly PlaylistFragment[], shortFirst: boolean): MediaSegment[] {
  const segments: MediaSegment[] = [];
  for (const fragment of fragments) {
    const last = segments.at(-1);
    const wantedMs = shortFirst && segments.length === 1 ? 0 : wantedSegmentMs;
    const full = last !== undefined && last.endMs - last.startMs >= wantedMs;
    if (last === undefined || (full && fragment.keyframe)) {
      segments.push({
        offset: fragment.offset,
        length: fragment.length,
        startMs: fragment.startMs,
        endMs: fragment.endMs,
      });
      continue;
    }
    // The small boxes between two fragments (their hashes) come along; players skip what they do not know.
    last.length = fragment.offset + fragment.length - last.offset;
    last.endMs = fragment.endMs;
  }
  return segments;
}
