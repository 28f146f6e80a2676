/** What browsers can play of a camera's sound. */
import { VidetteError } from '#domain/errors.ts';
import type { AudioTrack } from '#media/stream.ts';
import type { AudioTarget } from './operations.ts';

/** Some players refuse AAC below this rate. */
const lowestAacRate = 16_000;
const highestAacRate = 48_000;
/** RFC 7587: Opus is always timed at 48 kHz. */
const opusRate = 48_000;

/** The track that a transcoder makes; the AudioSpecificConfig comes from the encoder. */
export function audioTargetTrack(track: AudioTrack, to: AudioTarget): AudioTrack {
  if (track.channels < 1 || track.channels > 2) {
    throw new VidetteError('unavailable', `sound with ${track.channels} channels is not transcoded`, {
      reason: 'unsupported',
    });
  }
  const sampleRate =
    to === 'opus' ? opusRate : Math.min(highestAacRate, Math.max(lowestAacRate, track.sampleRate));
  return {
    kind: 'audio',
    codec: to,
    sampleRate,
    channels: track.channels,
    timescale: sampleRate,
    config: Buffer.alloc(0),
    codecString: to === 'opus' ? 'opus' : 'mp4a.40.2',
  };
}
