/**
 * What is recorded of a stream. Players of MP4 do not know G.711, so such sound is made into AAC on its way to the archive; all other
 * samples pass as they are. Without an analyzer the sound is recorded as it came.
 */
import { type HubReader, StreamHub } from '#media/hub.ts';
import type { AudioTranscoder, AudioTranscoding } from '#media/live/audio-transcoder.ts';
import type { AudioTrack, Sample, Tracks } from '#media/stream.ts';

export class RecordedHub implements HubReader {
  /** What a recorder attaches to. */
  readonly hub: StreamHub;
  readonly #transcoder: AudioTranscoder | null;
  readonly #withAudio: boolean;
  #transcoding: AudioTranscoding | null = null;

  constructor(transcoder: AudioTranscoder | null, options: { preRollSeconds: number; audio: boolean }) {
    this.#transcoder = transcoder;
    this.#withAudio = options.audio;
    this.hub = new StreamHub({ preRollSeconds: options.preRollSeconds });
  }

  tracks(tracks: Tracks): void {
    this.close();
    this.hub.publishTracks({ ...tracks, audio: this.#audioFor(tracks.audio) });
  }

  sample(sample: Sample): void {
    if (sample.kind === 'video') this.hub.publishSample(sample);
    else if (this.#transcoding !== null) this.#transcoding.push(sample);
    else if (this.#withAudio) this.hub.publishSample(sample);
  }

  /** Ends the transcoding. */
  close(): void {
    void this.#transcoding?.[Symbol.asyncDispose]();
    this.#transcoding = null;
  }

  #audioFor(audio: AudioTrack | null): AudioTrack | null {
    if (audio === null || !this.#withAudio) return null;
    if (audio.codec !== 'pcma' && audio.codec !== 'pcmu') return audio;
    const publish = (sample: Sample): void => this.hub.publishSample(sample);
    this.#transcoding = this.#transcoder?.open(audio, 'aac', publish) ?? null;
    return this.#transcoding?.track ?? audio;
  }
}
