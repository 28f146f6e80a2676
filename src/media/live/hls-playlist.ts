/** The media playlist of a live stream (RFC 8216, 4.3). */

export interface HlsSegment {
  /** Media sequence number, from 0. */
  readonly sequence: number;
  readonly durationSeconds: number;
  readonly utcMs: number;
  readonly data: Buffer;
  /** Number of the initialization segment it belongs to. */
  readonly init: number;
  /** Something is missing or the tracks changed before it. */
  readonly discontinuity: boolean;
}

/**
 * `segments`: at least one, in order. `discontinuitiesBefore`: how many were before the first and are not listed any more. `suffix` is put
 * behind every address.
 */
export function serializePlaylist(
  segments: readonly HlsSegment[],
  discontinuitiesBefore: number,
  suffix: string,
): string {
  // No segment may be longer than this when rounded (4.3.3.1).
  const target = Math.max(...segments.map(({ durationSeconds }) => Math.round(durationSeconds)), 1);
  const lines = [
    '#EXTM3U',
    '#EXT-X-VERSION:7',
    `#EXT-X-TARGETDURATION:${target}`,
    `#EXT-X-MEDIA-SEQUENCE:${segments[0]?.sequence ?? 0}`,
    `#EXT-X-DISCONTINUITY-SEQUENCE:${discontinuitiesBefore}`,
  ];
  let init: number | null = null;
  for (const segment of segments) {
    if (segment.discontinuity) lines.push('#EXT-X-DISCONTINUITY');
    if (segment.init !== init) lines.push(`#EXT-X-MAP:URI="init-${segment.init}.mp4${suffix}"`);
    init = segment.init;
    lines.push(`#EXT-X-PROGRAM-DATE-TIME:${new Date(segment.utcMs).toISOString()}`);
    lines.push(`#EXTINF:${segment.durationSeconds.toFixed(5)},`, `${segment.sequence}.m4s${suffix}`);
  }
  return `${lines.join('\n')}\n`;
}
