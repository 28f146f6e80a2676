/**
 * Turns a hub's tracks and samples into what a browser plays: sound that it cannot decode is made into AAC or left out, and the
 * time line runs on over reconnections (a hub's begins anew with every generation), so that a player's buffer never goes back.
 */
import type { HubReader } from '../hub.ts';
import type { AudioTrack, Sample, Tracks } from '../stream.ts';
import type { AudioTranscoder, AudioTranscoding } from './audio-transcoder.ts';

export interface BrowserTracks extends Tracks {
  /** Why the camera's sound is not among the tracks. */
  readonly audioLeftOut?: string;
}

export interface BrowserReader {
  tracks(tracks: BrowserTracks): void;
  sample(sample: Sample): void;
}

export class BrowserStream implements HubReader, AsyncDisposable {
  readonly #reader: BrowserReader;
  readonly #transcoder: AudioTranscoder | undefined;
  #tracks: BrowserTracks | null = null;
  #transcoding: AudioTranscoding | null = null;
  /** Seconds to add to times of this generation; null until its first sample is seen. */
  #shiftSeconds: number | null = null;
  /** End of all that was handed on, in seconds of the continued time line. */
  #endSeconds = 0;
  #started = false;

  constructor(reader: BrowserReader, transcoder?: AudioTranscoder) {
    this.#reader = reader;
    this.#transcoder = transcoder;
  }

  tracks(tracks: Tracks): void {
    this.#closeTranscoding();
    this.#shiftSeconds = null;
    this.#tracks = { ...tracks, ...this.#audioFor(tracks.audio) };
    this.#reader.tracks(this.#tracks);
  }

  sample(sample: Sample): void {
    if (sample.kind === 'video') this.#forward(sample, this.#tracks?.video?.timescale);
    else if (this.#transcoding !== null) this.#transcoding.push(sample);
    else this.#forward(sample, this.#tracks?.audio?.timescale);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closeTranscoding();
  }

  #audioFor(input: AudioTrack | null): { audio: AudioTrack | null; audioLeftOut?: string } {
    if (input === null || input.codec === 'aac' || input.codec === 'opus') return { audio: input };
    const transcoding: AudioTranscoding | null =
      this.#transcoder?.open(input, 'aac', (sample) => {
        // What comes late of an earlier generation belongs to a time line that is closed.
        if (this.#transcoding === transcoding) this.#forward(sample, transcoding?.track.timescale);
      }) ?? null;
    this.#transcoding = transcoding;
    if (this.#transcoding !== null) return { audio: this.#transcoding.track };
    return { audio: null, audioLeftOut: `browsers do not play ${input.codecString} in MP4` };
  }

  #forward(sample: Sample, timescale: number | undefined): void {
    if (timescale === undefined) return;
    this.#shiftSeconds ??= this.#started ? this.#endSeconds - sample.dts / timescale : 0;
    this.#started = true;
    const dts = sample.dts + Math.round(this.#shiftSeconds * timescale);
    this.#endSeconds = Math.max(this.#endSeconds, dts / timescale + 0.001);
    // Sound from before the first picture of a generation that follows another.
    if (dts < 0) return;
    this.#reader.sample(dts === sample.dts ? sample : { ...sample, dts });
  }

  #closeTranscoding(): void {
    const transcoding = this.#transcoding;
    this.#transcoding = null;
    // Disposing only tells the analyzer; its failures are the analyzer's to report.
    if (transcoding !== null) void transcoding[Symbol.asyncDispose]();
  }
}
