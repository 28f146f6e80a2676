/** What an analyzer can be asked, with the shapes of question and answer. */
import type { WireAudioTrack, WireVideoTrack } from './protocol.ts';

/** How a picture is wanted. With one of width and height the other follows the picture; nothing is ever made larger. */
export interface JpegOutput {
  readonly width?: number;
  readonly height?: number;
  /** 1 (smallest) … 100 (finest). */
  readonly quality: number;
}

export interface PictureInfo {
  readonly width: number;
  readonly height: number;
  /** Server UTC of the sample that the picture was decoded from. */
  readonly utcMs: number;
}

export interface EngineInfo {
  readonly engine: 'node-av' | 'ffmpeg' | 'none';
  /** A sentence for people, for example `FFmpeg 8.1 through node-av`. */
  readonly description: string;
}

export interface OutputSampleInfo {
  readonly dts: number;
  readonly utcMs: number;
  readonly discontinuity: boolean;
}

export type AudioTarget = 'aac' | 'opus';

/** Of each operation: what goes in beside the parts, what comes out beside the parts. */
export interface Operations {
  describe: { args: Record<never, never>; result: EngineInfo };
  /** Parts in: samples from a keyframe up to the wanted picture. Part out: the JPEG. */
  decodeJpeg: {
    args: { readonly track: WireVideoTrack; readonly utcMs: readonly number[]; readonly output: JpegOutput };
    result: PictureInfo;
  };
  /** Begins a stream of pictures, or gives an open one a new decoder: the next sample must be a keyframe. */
  openJpegStream: {
    args: {
      readonly stream: number;
      readonly track: WireVideoTrack;
      readonly output: JpegOutput;
      readonly fps: number;
    };
    result: Record<never, never>;
  };
  /** Parts in: samples; those before the last are only decoded. Parts out: JPEGs that became due. */
  pushJpegStream: {
    args: { readonly stream: number; readonly utcMs: readonly number[] };
    result: { readonly pictures: readonly PictureInfo[] };
  };
  /** Begins or replaces a transcoder; answers the track that it makes. */
  openAudio: {
    args: { readonly stream: number; readonly track: WireAudioTrack; readonly to: AudioTarget };
    result: { readonly track: WireAudioTrack };
  };
  /** Part in: a sample. Parts out: samples of the new track. */
  pushAudio: {
    args: {
      readonly stream: number;
      readonly dts: number;
      readonly utcMs: number;
      readonly discontinuity: boolean;
    };
    result: { readonly samples: readonly OutputSampleInfo[] };
  };
  /** Ends a stream of either kind; unknown numbers are fine. */
  close: { args: { readonly stream: number }; result: Record<never, never> };
}

export type OperationName = keyof Operations;

export interface Reply<Name extends OperationName> {
  readonly result: Operations[Name]['result'];
  readonly parts: readonly Buffer[];
}

/** Does the work in the child. */
export type Engine = {
  readonly [Name in OperationName]: (
    args: Operations[Name]['args'],
    parts: readonly Buffer[],
  ) => Promise<Reply<Name>> | Reply<Name>;
};
