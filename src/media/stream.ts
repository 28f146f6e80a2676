/**
 * One encoded output of a camera as it travels through the process: tracks say what is in it, samples carry it.
 * Devices make samples, the hub hands them on, recorder and live outputs read them. docs/design/time.md has the clock model.
 */

export const videoCodecs = ['h264', 'h265', 'mjpeg'] as const;
export type VideoCodec = (typeof videoCodecs)[number];
export const audioCodecs = ['aac', 'opus', 'pcma', 'pcmu'] as const;
export type AudioCodec = (typeof audioCodecs)[number];

export interface VideoTrack {
  readonly kind: 'video';
  readonly codec: VideoCodec;
  /** Displayed size in pixels, cropping applied; 0 while unknown (never 0 for H.264 and H.265). */
  readonly width: number;
  readonly height: number;
  /** Ticks per second of `dts` and `ptsOffset`: 90 000. */
  readonly timescale: number;
  /**
   * H.264: SPS and PPS; H.265: VPS, SPS and PPS; MJPEG: none. Without start codes or lengths.
   * Samples do not repeat them. A change is announced by new tracks before the first sample that needs it.
   */
  readonly parameterSets: readonly Buffer[];
  /** RFC 6381, for example `avc1.640028`, `hvc1.1.6.L120.90`, `jpeg`. */
  readonly codecString: string;
  /** Frames per second as declared by the stream, when it says so. */
  readonly declaredFps?: number;
}

export interface AudioTrack {
  readonly kind: 'audio';
  readonly codec: AudioCodec;
  readonly sampleRate: number;
  readonly channels: number;
  /** Ticks per second of `dts`: the sample rate (48 000 for Opus). */
  readonly timescale: number;
  /** AAC: AudioSpecificConfig (ISO 14496-3, 1.6.2.1). Others: empty. */
  readonly config: Buffer;
  /** RFC 6381, for example `mp4a.40.2`, `opus`; `alaw` and `ulaw` for G.711. */
  readonly codecString: string;
}

export interface Tracks {
  /** Grows by one at every (re)connection and change of tracks; samples between two changes are one continuous run. */
  readonly generation: number;
  readonly video: VideoTrack | null;
  readonly audio: AudioTrack | null;
}

export interface Sample {
  readonly kind: 'video' | 'audio';
  /**
   * One access unit, in one contiguous buffer that nobody may change after it was published. Whoever needs it for longer than the call
   * that brings it holds or keeps it (sample-memory.ts).
   * H.264 and H.265: NAL units each behind a 4-byte big-endian length (ISO 14496-15), without parameter sets and access unit
   * delimiters. AAC: a raw access unit. Opus: a packet. G.711: one byte per audio sample. MJPEG: a whole JPEG.
   */
  readonly data: Buffer;
  /** Decoding can begin here. Always true for audio and MJPEG. */
  readonly keyframe: boolean;
  /** Decoding time in ticks of the track's timescale from the start of the generation; strictly grows per track. */
  readonly dts: number;
  /** Presentation time is `dts + ptsOffset`; 0 unless the stream has B-frames. Never negative. */
  readonly ptsOffset: number;
  /** Server UTC, in milliseconds (fractional), at which the picture or sound was taken as far as is known. Grows per track. */
  readonly utcMs: number;
  /** Something was lost or time jumped before this sample: whoever measures durations starts anew. */
  readonly discontinuity: boolean;
}

/** Why a stream does not deliver. Also causes in the gap ledger. */
export type StreamFailure =
  | 'unreachable'
  | 'refused'
  | 'wrong_credentials'
  | 'not_found'
  | 'unsupported'
  | 'protocol'
  | 'timeout'
  | 'closed'
  | 'invalid_source';

export type SourceState =
  | { readonly state: 'connecting' }
  | { readonly state: 'streaming' }
  | {
      readonly state: 'failed';
      readonly failure: StreamFailure;
      readonly message: string;
      readonly retryInMs: number;
    };

/** What a device calls with what it receives. Calls come in order, never after the source was disposed. */
export interface SourceSink {
  tracks(tracks: Tracks): void;
  sample(sample: Sample): void;
  state(state: SourceState): void;
}
