/** Recorded files as the samples that they were made of, for whoever decodes a range from beginning to end. */
import type { FileHandle } from 'node:fs/promises';
import type { Fmp4Track } from '#media/fmp4/init-segment.ts';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import type { PlaylistFragment } from './hls-playlist.ts';
import { openRecorded, type RecordedFile, readExactly, readHead, readTracks } from './recorded.ts';

/** A fragment: a GOP and the sound that belongs to it. */
export interface RecordedGop {
  readonly video: VideoTrack | null;
  readonly audio: AudioTrack | null;
  /** In order of decoding, each track by itself. */
  readonly pictures: readonly Sample[];
  readonly sound: readonly Sample[];
  readonly startMs: number;
  readonly endMs: number;
}

export async function* readGops(
  files: readonly RecordedFile[],
  signal: AbortSignal,
): AsyncGenerator<RecordedGop> {
  for (const file of files) {
    const handle = await openRecorded(file.path);
    try {
      const tracks = await readTracks(handle, file);
      for (const fragment of file.fragments) {
        signal.throwIfAborted();
        yield await readGop(handle, tracks, fragment);
      }
    } finally {
      await handle.close();
    }
  }
}

async function readGop(
  handle: FileHandle,
  tracks: readonly Fmp4Track[],
  fragment: PlaylistFragment,
): Promise<RecordedGop> {
  const { parsed, moofOffset } = await readHead(handle, fragment);
  const bytes = await readExactly(handle, fragment.offset, fragment.length);
  const samplesOf = (kind: 'video' | 'audio'): { track: Fmp4Track['track'] | null; samples: Sample[] } => {
    const found = tracks.find(({ track }) => track.kind === kind);
    const part = parsed.tracks.find(({ trackId }) => trackId === found?.trackId);
    if (found === undefined || part === undefined) return { track: found?.track ?? null, samples: [] };
    const samples = part.samples.map(({ offset, size, keyframe, dts, ptsOffset }): Sample => {
      const from = moofOffset - fragment.offset + offset;
      const sinceMs = ((dts - part.baseMediaDecodeTime) / found.track.timescale) * 1000;
      return {
        kind,
        data: bytes.subarray(from, from + size),
        ...{ keyframe, dts, ptsOffset },
        utcMs: fragment.startMs + sinceMs,
        discontinuity: false,
      };
    });
    return { track: found.track, samples };
  };
  const video = samplesOf('video');
  const audio = samplesOf('audio');
  return {
    video: video.track?.kind === 'video' ? video.track : null,
    audio: audio.track?.kind === 'audio' ? audio.track : null,
    pictures: video.samples,
    sound: audio.samples,
    startMs: fragment.startMs,
    endMs: fragment.endMs,
  };
}
