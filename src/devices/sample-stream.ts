/**
 * From access units to what a sink gets: tracks with their generation, samples with their times, and the word that the stream
 * runs. A change of parameter sets or of picture size begins a new generation before the first sample that needs it.
 */
import { h264Nal, h264NalType } from '#media/h264/nal.ts';
import { parseH264Sps, type SpsInfo } from '#media/h264/sps.ts';
import { h265Nal, h265NalType } from '#media/h265/nal.ts';
import { parseH265Sps } from '#media/h265/sps.ts';
import { parseJpegSize } from '#media/jpeg/jpeg.ts';
import { CameraClock } from '#media/rtp/camera-clock.ts';
import { type ArrivalTime, type Stamp, TrackClock } from '#media/rtp/clock.ts';
import type { AudioTrack, SourceSink, VideoCodec, VideoTrack } from '#media/stream.ts';
import type { SourceCounters } from './opener.ts';

const videoRate = 90_000;

export interface SampleStreamOptions {
  readonly video: { readonly codec: VideoCodec; readonly declaredFps?: number } | null;
  readonly audio: AudioTrack | null;
  readonly sink: SourceSink;
  readonly counters: SourceCounters;
  /** The arrival of what is being handed on, kept up to date by the owner. */
  readonly arrival: ArrivalTime;
}

export class SampleStream {
  /** Video samples passed on; without video, audio samples. */
  samples = 0;
  readonly #options: SampleStreamOptions;
  readonly #camera = new CameraClock();
  readonly #videoClock: TrackClock;
  readonly #audioClock: TrackClock;
  readonly #stamp: Stamp = { dts: 0, ptsOffset: 0, utcMs: 0, discontinuity: false };
  #video: VideoTrack | null = null;
  /** The tracks as they are now were announced. */
  #announced = false;
  #generation = 0;

  constructor(options: SampleStreamOptions) {
    this.#options = options;
    const reorderDepth = options.video?.codec === 'mjpeg' ? 0 : undefined;
    this.#videoClock = new TrackClock(videoRate, this.#camera, reorderDepth);
    this.#audioClock = new TrackClock(options.audio?.timescale ?? 8000, this.#camera, 0);
  }

  videoReport(rtpTimestamp: number, cameraUtcMs: number): void {
    this.#videoClock.senderReport(rtpTimestamp, cameraUtcMs);
  }

  audioReport(rtpTimestamp: number, cameraUtcMs: number): void {
    this.#audioClock.senderReport(rtpTimestamp, cameraUtcMs);
  }

  /** All parameter sets that hold from the next video unit on. */
  parameterSets(sets: readonly Buffer[]): void {
    const h265 = this.#options.video?.codec === 'h265';
    const typeOf = h265 ? h265NalType : h264NalType;
    const needed = h265 ? [h265Nal.vps, h265Nal.sps, h265Nal.pps] : [h264Nal.sps, h264Nal.pps];
    const found = needed.map((type) => sets.find((set) => typeOf(set[0]!) === type));
    const sps = found.at(-2);
    const info = sps === undefined ? null : h265 ? parseH265Sps(sps) : parseH264Sps(sps);
    if (info === null || found.includes(undefined)) {
      this.#options.counters.invalidPackets += 1;
      return;
    }
    const fps = this.#options.video?.declaredFps ?? info.fps;
    this.#videoClock.setReorderDepth(info.reorderDepth, fps);
    this.#setVideo(h265 ? 'h265' : 'h264', info, sets, fps);
  }

  #setVideo(
    codec: VideoCodec,
    info: Pick<SpsInfo, 'width' | 'height' | 'codecString'>,
    sets: readonly Buffer[],
    fps?: number,
  ): void {
    const { width, height, codecString } = info;
    this.#video = {
      kind: 'video',
      codec,
      width,
      height,
      timescale: videoRate,
      parameterSets: sets,
      codecString,
      ...(fps === undefined ? {} : { declaredFps: fps }),
    };
    this.#announced = false;
  }

  videoUnit(data: Buffer, rtpTimestamp: number, keyframe: boolean, afterLoss: boolean): void {
    const { video, counters } = this.#options;
    if (video?.codec === 'mjpeg' && !this.#followJpegSize(data)) {
      counters.invalidPackets += 1;
      return;
    }
    // Parameter sets that cannot be read leave the stream without a track.
    if (this.#video === null) {
      counters.droppedAccessUnits += 1;
      return;
    }
    if (!this.#announced) this.#announce();
    this.#emit('video', this.#videoClock, data, rtpTimestamp, keyframe, afterLoss);
  }

  /** False when this is no JPEG. */
  #followJpegSize(data: Buffer): boolean {
    const size = parseJpegSize(data);
    if (size === null) return false;
    const video = this.#video;
    if (video === null || video.width !== size.width || video.height !== size.height) {
      this.#setVideo('mjpeg', { ...size, codecString: 'jpeg' }, [], this.#options.video?.declaredFps);
    }
    return true;
  }

  audioUnit(data: Buffer, rtpTimestamp: number, afterLoss: boolean): void {
    // Sound waits for the first picture, which tells what the tracks are.
    if (!this.#announced) {
      if (this.#options.video !== null) return;
      this.#announce();
    }
    this.#emit('audio', this.#audioClock, data, rtpTimestamp, true, afterLoss);
  }

  #announce(): void {
    this.#announced = true;
    this.#generation += 1;
    const origin = { utcMs: null };
    this.#videoClock.beginGeneration(origin);
    this.#audioClock.beginGeneration(origin);
    this.#options.sink.tracks({
      generation: this.#generation,
      video: this.#video,
      audio: this.#options.audio,
    });
  }

  #emit(
    kind: 'video' | 'audio',
    clock: TrackClock,
    data: Buffer,
    rtpTimestamp: number,
    keyframe: boolean,
    afterLoss: boolean,
  ): void {
    const stamp = this.#stamp;
    const { sink, arrival, video } = this.#options;
    clock.stamp(rtpTimestamp, arrival, keyframe && kind === 'video', stamp);
    // Sound from before the first picture of the generation.
    if (stamp.dts < 0) return;
    if (kind === 'video' || video === null) {
      this.samples += 1;
      if (this.samples === 1) sink.state({ state: 'streaming' });
    }
    const { dts, ptsOffset, utcMs } = stamp;
    sink.sample({
      kind,
      data,
      keyframe,
      dts,
      ptsOffset,
      utcMs,
      discontinuity: stamp.discontinuity || afterLoss,
    });
  }
}
