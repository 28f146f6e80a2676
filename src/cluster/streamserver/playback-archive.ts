/** Fits the archive to the ports of playback: recorded files with the tracks that their heads name. */

import { VidetteError } from '#domain/errors.ts';
import type { Archive } from '#media/archive/archive.ts';
import type { StoredSegment } from '#media/archive/queries.ts';
import type { Fmp4Track } from '#media/fmp4/init-segment.ts';
import { parseInit } from '#media/fmp4/parse-init.ts';
import type { NamedFile, PlaybackArchive } from './playback-routes.ts';

/** Heads are read once; a wall of people scrubbing asks for the same files again and again. */
const headsKept = 500;

export function playbackArchive(archive: Archive): PlaybackArchive {
  const heads = new Map<string, readonly Fmp4Track[]>();

  const tracksOf = async (segment: StoredSegment): Promise<readonly Fmp4Track[]> => {
    const known = heads.get(segment.path);
    if (known !== undefined) return known;
    const tracks = parseInit(await archive.readInit(segment));
    if (tracks === null) throw new VidetteError('data_loss', 'a recorded file has no readable head');
    heads.set(segment.path, tracks);
    const [oldest] = heads.keys();
    if (heads.size > headsKept && oldest !== undefined) heads.delete(oldest);
    return tracks;
  };

  return {
    files: async (range) =>
      Promise.all(
        archive.fragmentsInRange(range).map(
          async (segment): Promise<NamedFile> => ({
            path: segment.path,
            startMs: segment.startMs,
            initBytes: segment.initBytes,
            fragments: segment.fragments,
            tracks: await tracksOf(segment),
          }),
        ),
      ),
    segmentPath: (cameraId, stream, startMs) => archive.findSegment(cameraId, stream, startMs)?.path ?? null,
    spans: (range) => archive.spans(range),
    gaps: (range) => archive.gaps(range),
  };
}
