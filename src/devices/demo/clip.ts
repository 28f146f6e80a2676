/** A bundled clip as a timeline that repeats: read once, its samples are views into the file. */
import { readFile } from 'node:fs/promises';
import { VidetteError } from '#domain/errors.ts';
import { readBoxes } from '#media/fmp4/box-reader.ts';
import { type ParsedSample, parseFragment } from '#media/fmp4/parse-fragment.ts';
import { parseInit } from '#media/fmp4/parse-init.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';

export interface ClipSample {
  readonly kind: 'video' | 'audio';
  readonly data: Buffer;
  readonly keyframe: boolean;
  /** Milliseconds since the beginning of the clip; a whole number of ticks of its track. */
  readonly timeMs: number;
}

export interface Clip {
  readonly video: VideoTrack;
  readonly audio: AudioTrack | null;
  /** In order of time; the first is a keyframe at 0. */
  readonly samples: readonly ClipSample[];
  readonly durationMs: number;
}

export async function readClip(path: string): Promise<Clip> {
  const bytes = await readFile(path);
  const tracks = parseInit(bytes) ?? [];
  const video = tracks.map(({ track }) => track).find((track) => track.kind === 'video');
  const audio = tracks.map(({ track }) => track).find((track) => track.kind === 'audio') ?? null;
  if (video === undefined) throw damaged(path);
  const byId = new Map(tracks.map(({ trackId, track }) => [trackId, track]));
  const samples: ClipSample[] = [];
  let durationMs = 0;
  for (const moof of readBoxes(bytes, 0, bytes.length)) {
    if (moof.type !== 'moof') continue;
    const from = bytes.subarray(moof.start);
    for (const { trackId, samples: parsed } of parseFragment(from)?.tracks ?? []) {
      const track = byId.get(trackId);
      if (track === undefined) continue;
      for (const sample of parsed) samples.push(clipSample(from, sample, track));
      const last = parsed.at(-1);
      if (track.kind === 'video' && last !== undefined) {
        durationMs = ((last.dts + last.duration) * 1000) / track.timescale;
      }
    }
  }
  samples.sort((a, b) => a.timeMs - b.timeMs || (a.kind === 'video' ? -1 : 1));
  if (samples[0]?.keyframe !== true || durationMs === 0) throw damaged(path);
  return { video, audio, samples, durationMs };
}

function clipSample(moof: Buffer, sample: ParsedSample, track: VideoTrack | AudioTrack): ClipSample {
  return {
    kind: track.kind,
    data: moof.subarray(sample.offset, sample.offset + sample.size),
    keyframe: sample.keyframe,
    timeMs: (sample.dts * 1000) / track.timescale,
  };
}

function damaged(path: string): VidetteError {
  return new VidetteError('data_loss', `the demo clip ${path} is damaged`);
}
