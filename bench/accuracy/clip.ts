/** A clip file as a camera would send it: coded samples in order of decoding, and the pictures that the analyzer makes of them. */
import { execFileSync } from 'node:child_process';
import { readBoxes } from '#media/fmp4/box-reader.ts';
import { parseFragment } from '#media/fmp4/parse-fragment.ts';
import { parseInit } from '#media/fmp4/parse-init.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';

export interface Clip {
  readonly track: VideoTrack;
  readonly samples: readonly Sample[];
}

/** `utcMs` of the samples is the time of presentation from the beginning of the clip on, beginning at `startUtcMs`. */
export function readClip(path: string, startUtcMs: number): Clip {
  const bytes = execFileSync(
    'ffmpeg',
    [
      '-v',
      'error',
      '-i',
      path,
      '-an',
      '-c',
      'copy',
      '-f',
      'mp4',
      '-movflags',
      'frag_keyframe+empty_moov+default_base_moof',
      'pipe:1',
    ],
    { maxBuffer: 1 << 30 },
  );
  const video = parseInit(bytes)?.find(({ track }) => track.kind === 'video');
  if (video?.track.kind !== 'video') throw new Error(`${path} has no video`);
  const { track } = video;
  const samples: Sample[] = [];
  for (const box of readBoxes(bytes, 0, bytes.length)) {
    if (box.type !== 'moof') continue;
    const from = bytes.subarray(box.start);
    for (const one of parseFragment(from)?.tracks ?? []) {
      for (const { offset, size, dts, ptsOffset, keyframe } of one.samples) {
        samples.push({
          kind: 'video',
          data: from.subarray(offset, offset + size),
          keyframe,
          dts,
          ptsOffset,
          utcMs: ((dts + ptsOffset) * 1000) / track.timescale,
          discontinuity: false,
        });
      }
    }
  }
  const first = Math.min(...samples.map(({ utcMs }) => utcMs));
  return {
    track,
    samples: samples.map((sample) => ({ ...sample, utcMs: sample.utcMs - first + startUtcMs })),
  };
}

/**
 * The clip after its own first seconds, in which nothing moves, have been repeated for so long: time to learn what stillness is.
 * `delayMs`: by how much everything comes later.
 */
export function withStillness(
  { track, samples }: Clip,
  stillMs: number,
  forMs: number,
): Clip & { readonly delayMs: number } {
  const begin = Math.min(...samples.map(({ utcMs }) => utcMs));
  const still = samples.slice(
    0,
    samples.findIndex(({ utcMs }) => utcMs - begin >= stillMs),
  );
  const pictureMs =
    (Math.max(...samples.map(({ utcMs }) => utcMs)) - begin) / Math.max(1, samples.length - 1);
  const roundMs = still.length * pictureMs;
  const rounds = Math.ceil(forMs / roundMs);
  const later = (part: readonly Sample[], ms: number): Sample[] =>
    part.map((one) => ({
      ...one,
      dts: one.dts + Math.round((ms * track.timescale) / 1000),
      utcMs: one.utcMs + ms,
    }));
  const before = Array.from({ length: rounds }, (_, round) => later(still, round * roundMs));
  const delayMs = rounds * roundMs;
  return { track, samples: [...before.flat(), ...later(samples, delayMs)], delayMs };
}
