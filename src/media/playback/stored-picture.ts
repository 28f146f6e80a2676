/** One picture of a recorded file, as a decoder wants it. */
import type { FileHandle } from 'node:fs/promises';
import type { Sample, VideoTrack } from '#media/stream.ts';
import { openRecorded, type RecordedFile, readExactly, readHead, readTracks } from './recorded.ts';

/** What a decoder needs to show one picture. */
export interface StoredPicture {
  readonly track: VideoTrack;
  /** In decoding order; the last one is the picture. */
  readonly samples: readonly Sample[];
}

/**
 * The video samples of a file from the last keyframe at or before `atMs` up to the picture at `atMs`. With `keyframeOnly` the keyframe
 * alone, which is nearly as near and much cheaper. Null without video.
 */
export async function readPicture(
  file: RecordedFile,
  atMs: number,
  keyframeOnly: boolean,
): Promise<StoredPicture | null> {
  const handle = await openRecorded(file.path);
  try {
    const tracks = await readTracks(handle, file);
    for (const { trackId, track } of tracks) {
      if (track.kind !== 'video') continue;
      const samples = await readSamples(handle, file, { trackId, track }, atMs, keyframeOnly);
      return samples.length === 0 ? null : { track, samples };
    }
    return null;
  } finally {
    await handle.close();
  }
}

async function readSamples(
  handle: FileHandle,
  file: RecordedFile,
  video: { readonly trackId: number; readonly track: VideoTrack },
  atMs: number,
  keyframeOnly: boolean,
): Promise<Sample[]> {
  const { timescale } = video.track;
  const samples: Sample[] = [];
  for (const fragment of file.fragments) {
    if (samples.length > 0 && fragment.startMs > atMs) break;
    const { parsed, moofOffset } = await readHead(handle, fragment);
    const part = parsed.tracks.find(({ trackId }) => trackId === video.trackId);
    for (const one of part?.samples ?? []) {
      const utcMs = fragment.startMs + ((one.dts - (part?.baseMediaDecodeTime ?? 0)) / timescale) * 1000;
      if (samples.length > 0 && utcMs > atMs) break;
      if (one.keyframe) samples.length = 0;
      else if (samples.length === 0 || keyframeOnly) continue;
      samples.push({
        kind: 'video',
        data: await readExactly(handle, moofOffset + one.offset, one.size),
        keyframe: one.keyframe,
        dts: one.dts,
        ptsOffset: one.ptsOffset,
        utcMs,
        discontinuity: false,
      });
    }
  }
  return samples;
}
