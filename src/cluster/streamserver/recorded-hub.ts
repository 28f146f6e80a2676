/**
 * What is recorded of a stream. Players of MP4 do not know G.711, so such sound is made into AAC on its way to the archive; all other
 * samples pass as they are. Without an analyzer the sound is recorded as it came.
 */
import { type HubReader, StreamHub } from '#media/hub.ts';
import type { AudioTranscoder, AudioTranscoding } from '#media/live/audio-transcoder.ts';
import { keep } from '#media/sample-memory.ts';
import type { AudioTrack, Sample, Tracks } from '#media/stream.ts';

export class RecordedHub implements HubReader {
  readonly patient = true;
  readonly borrows = true;
  /** What a recorder attaches to. */
  readonly hub = new StreamHub();
  readonly #transcoder: AudioTranscoder | null;
  #transcoding: AudioTranscoding | null = null;

  constructor(transcoder: AudioTranscoder | null) {
    this.#transcoder = transcoder;
  }

  tracks(tracks: Tracks): void {
    this.close();
    this.hub.publishTracks({ ...tracks, audio: this.#audioFor(tracks.audio) });
  }

  sample(sample: Sample): void {
    if (sample.kind === 'audio' && this.#transcoding !== null) {
      keep(sample);
      this.#transcoding.push(sample);
    } else {
      this.hub.publishSample(sample);
    }
  }

  /** The camera is gone. */
  reset(): void {
    this.close();
    this.hub.reset();
  }

  /** Ends the transcoding. */
  close(): void {
    void this.#transcoding?.[Symbol.asyncDispose]();
    this.#transcoding = null;
  }

  #audioFor(audio: AudioTrack | null): AudioTrack | null {
    if (audio === null || (audio.codec !== 'pcma' && audio.codec !== 'pcmu')) return audio;
    const publish = (sample: Sample): void => this.hub.publishSample(sample);
    this.#transcoding = this.#transcoder?.open(audio, 'aac', publish) ?? null;
    return this.#transcoding?.track ?? audio;
  }
}
