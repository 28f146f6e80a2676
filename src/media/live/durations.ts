/** How long samples last, in ticks. The last one's end is not known while it is live: it is taken to last as long as the one before. */
import type { AudioTrack, Sample, VideoTrack } from '../stream.ts';

const aacFrameSamples = 1024;
/** Nobody shows faster; a pause longer than this is no frame duration but a hole. */
const maxFps = 240;
const maxSeconds = 5;

export class DurationGuess {
  /** Of the newest video sample. */
  #videoSeconds: number;
  #lastVideoDts: number | null = null;

  constructor(declaredFps?: number) {
    this.#videoSeconds = declaredFps !== undefined && declaredFps > 0 ? 1 / declaredFps : 0.04;
  }

  /** Of samples of one track that follow each other; calls go forward in time, except that a run may be asked for again. */
  of(samples: readonly Sample[], track: VideoTrack | AudioTrack): number[] {
    if (track.kind === 'audio') return samples.map((sample, i) => audioTicks(sample, samples[i + 1], track));
    return samples.map((sample, i) => this.#video(sample, samples[i + 1], track.timescale));
  }

  #video(sample: Sample, next: Sample | undefined, timescale: number): number {
    const from = next === undefined ? this.#lastVideoDts : sample.dts;
    const to = next === undefined ? sample.dts : next.dts;
    if (from !== null) {
      const seconds = (to - from) / timescale;
      if (seconds >= 1 / maxFps && seconds <= maxSeconds) this.#videoSeconds = seconds;
    }
    this.#lastVideoDts = sample.dts;
    if (next !== undefined && next.dts > sample.dts) return next.dts - sample.dts;
    return Math.max(1, Math.round(this.#videoSeconds * timescale));
  }
}

function audioTicks(sample: Sample, next: Sample | undefined, track: AudioTrack): number {
  if (next !== undefined && next.dts > sample.dts) return next.dts - sample.dts;
  switch (track.codec) {
    case 'aac':
      return Math.round((aacFrameSamples * track.timescale) / track.sampleRate);
    case 'opus':
      return opusTicks(sample.data, track.timescale);
    case 'pcma':
    case 'pcmu':
      return Math.max(1, Math.round(sample.data.length / track.channels));
  }
}

/** From the table-of-contents byte (RFC 6716, 3.1): configuration and number of frames. */
function opusTicks(packet: Buffer, timescale: number): number {
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  const code = toc & 3;
  const count = code === 0 ? 1 : code === 3 ? (packet[1] ?? 1) & 0x3f : 2;
  const frameMs =
    config < 12
      ? [10, 20, 40, 60][config & 3]
      : config < 16
        ? [10, 20][config & 1]
        : [2.5, 5, 10, 20][config & 3];
  return Math.max(1, Math.round((count * (frameMs ?? 20) * timescale) / 1000));
}
