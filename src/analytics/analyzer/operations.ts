/** What an analyzer can be asked, with the shapes of question and answer. */
import type { AnalyticsSettings } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
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

/** A sighting with the parts that are its pictures; null where it has none. */
export interface SightingInfo {
  readonly sighting: Sighting;
  readonly full: number | null;
  readonly crop: number | null;
}

/** How often things were in each cell of a grid within an hour. */
export interface HeatMapPart {
  readonly hourMs: number;
  readonly columns: number;
  readonly rows: number;
  readonly counts: readonly number[];
}

/** What the analytics of a stream have to say. */
export interface AnalysisNews {
  readonly sightings: readonly SightingInfo[];
  readonly heatMaps: readonly HeatMapPart[];
  /** Pictures that were decoded, and those of them that were looked at. */
  readonly decoded: number;
  readonly looked: number;
  /** When the newest picture was taken that was looked at; null when there was none yet. */
  readonly lookedUtcMs: number | null;
  /** Something moves or is followed: every picture is wanted. */
  readonly busy: boolean;
  readonly motion: boolean;
  readonly occupancy: Readonly<Record<string, number>>;
  /** Of the newest whole second. */
  readonly sound: { readonly rmsDb: number; readonly peakDb: number } | null;
}

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
  /**
   * Begins to look for what the settings say in a stream, in pictures reduced to `width`; an open one gets new decoders and its
   * events end. The next picture must be a keyframe.
   */
  openAnalysis: {
    args: {
      readonly stream: number;
      readonly video: WireVideoTrack | null;
      readonly audio: WireAudioTrack | null;
      readonly settings: AnalyticsSettings;
      readonly width: number;
    };
    result: AnalysisNews;
  };
  /**
   * Parts in: coded pictures, then samples of sound, in order. `look` tells which pictures matter; the others are decoded because
   * later ones refer to them. With `alone` each is a keyframe by itself, and what follows begins at a keyframe too.
   * Parts out: JPEGs.
   */
  pushAnalysis: {
    args: {
      readonly stream: number;
      /** When each was taken, in order of decoding. */
      readonly pictures: readonly number[];
      readonly look: readonly boolean[];
      readonly alone: boolean;
      readonly sound: readonly number[];
    };
    result: AnalysisNews;
  };
  /** Other settings, the same decoders: what is known of the scene stays. */
  updateAnalysis: {
    args: { readonly stream: number; readonly settings: AnalyticsSettings };
    result: AnalysisNews;
  };
  /** Ends the stream and what had begun. */
  closeAnalysis: { args: { readonly stream: number }; result: AnalysisNews };
  /** Ends a stream of any kind; unknown numbers are fine. */
  close: { args: { readonly stream: number }; result: Record<never, never> };
}

export type OperationName = keyof Operations;

export interface Reply<Name extends OperationName> {
  readonly result: Operations[Name]['result'];
  readonly parts: readonly Buffer[];
}

/** Answer of all that concerns an analysis. Parts are JPEGs. */
export interface AnalysisReply {
  readonly result: AnalysisNews;
  readonly parts: readonly Buffer[];
}

/**
 * These come in two steps, the second of which their first returns: requests that came together are all begun before one is finished.
 * So the pictures of many cameras are all decoded and then all looked at, and the code for each stays in the processor's cache.
 */
export const inTwoSteps = ['pushAnalysis'] as const satisfies OperationName[];

type Outcome<Name extends OperationName> = Name extends (typeof inTwoSteps)[number]
  ? () => Reply<Name>
  : Reply<Name>;

/** Does the work in the child. */
export type Engine = {
  readonly [Name in OperationName]: (
    args: Operations[Name]['args'],
    parts: readonly Buffer[],
  ) => Promise<Outcome<Name>> | Outcome<Name>;
};
