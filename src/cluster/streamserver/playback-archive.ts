/** Fits the archive to the port of playback. */
import type { Archive } from '#media/archive/archive.ts';
import type { PlaybackArchive } from './playback-routes.ts';

export function playbackArchive(archive: Archive): PlaybackArchive {
  return {
    files: (range) => archive.fragmentsInRange(range),
    segment: (cameraId, stream, startMs) => archive.findSegment(cameraId, stream, startMs),
    spans: (range) => archive.spans(range),
    gaps: (range) => archive.gaps(range),
  };
}
