/** What the demuxer process tells: first `opened`, then packets, at the end `failed`. */
import type { StreamFailure } from '#media/stream.ts';

export interface InputTrack {
  /** As FFmpeg names it. */
  readonly codec: string;
  readonly extradata: Buffer;
  /** Audio only. */
  readonly sampleRate: number;
  readonly channels: number;
  /** Video only; 0 when it is not known. */
  readonly fps: number;
}

export interface Opened {
  readonly type: 'opened';
  readonly video: InputTrack | null;
  readonly audio: InputTrack | null;
}

export interface InputPacket {
  readonly type: 'packet';
  readonly kind: 'video' | 'audio';
  readonly data: Buffer;
  readonly keyframe: boolean;
  /** Presentation time in milliseconds; goes on growing when a file begins again. */
  readonly timeMs: number;
}

export interface Failed {
  readonly type: 'failed';
  readonly failure: StreamFailure;
  readonly message: string;
}

export type InputMessage = Opened | InputPacket | Failed;
