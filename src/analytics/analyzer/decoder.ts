/** Decodes one video track with libavcodec, one thread, one packet after the other. */
import { AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_MJPEG, type AVCodecID } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet } from 'node-av/lib';
import { VidetteError } from '#domain/errors.ts';
import { joinWithStartCodes, lengthsToStartCodes } from '#media/h264/nal-units.ts';
import type { VideoCodec, VideoTrack } from '#media/stream.ts';

const codecIds: Record<VideoCodec, AVCodecID> = {
  h264: AV_CODEC_ID_H264,
  h265: AV_CODEC_ID_HEVC,
  mjpeg: AV_CODEC_ID_MJPEG,
};

/** 8192×4608: a forged parameter set must not make the decoder allocate gigabytes. */
const maxPixels = 8192 * 4608;

export class VideoDecoder implements Disposable {
  readonly #hasNalUnits: boolean;
  readonly #context = new CodecContext();
  readonly #packet = new Packet();
  readonly #frame = new Frame();

  constructor(track: VideoTrack) {
    this.#hasNalUnits = track.codec !== 'mjpeg';
    const codec = Codec.findDecoder(codecIds[track.codec]);
    if (codec === null) {
      throw new VidetteError('unavailable', `this FFmpeg has no decoder for ${track.codec}`, {
        reason: 'unsupported',
      });
    }
    this.#context.allocContext3(codec);
    if (this.#hasNalUnits) this.#context.extraData = joinWithStartCodes(track.parameterSets);
    this.#context.threadCount = 1;
    // Options go in one by one: node-av frees a dictionary that `open2` has consumed a second time.
    FFmpegError.throwIfError(this.#context.setOption('max_pixels', maxPixels), 'limiting the decoder');
    FFmpegError.throwIfError(this.#context.open2Sync(codec, null), 'opening the decoder');
    this.#packet.alloc();
    this.#frame.alloc();
  }

  /**
   * Decodes one sample and calls `onFrame` for every picture that came out; the frame is only valid during the call and its
   * `pts` is `utcMs` in microseconds. `sample` is changed. Damaged data is not an error: it gives fewer pictures, and false.
   */
  decode(sample: Buffer, utcMs: number, onFrame: (frame: Frame) => void): boolean {
    const packet = this.#packet;
    packet.data = this.#hasNalUnits ? lengthsToStartCodes(sample) : sample;
    packet.pts = BigInt(Math.round(utcMs * 1000));
    packet.dts = packet.pts;
    const sent = this.#context.sendPacketSync(packet);
    packet.unref();
    this.#drain(onFrame);
    return sent >= 0;
  }

  /**
   * Decodes a keyframe by itself: it comes at once, also in a stream whose pictures change their order, and without the loop filter,
   * which smooths block edges that nobody sees in a reduced picture. The next sample must be a keyframe too.
   */
  decodeAlone(sample: Buffer, utcMs: number, onFrame: (frame: Frame) => void): boolean {
    this.#filterLoop(false);
    const sent = this.decode(sample, utcMs, onFrame);
    this.flush(onFrame);
    this.#context.flushBuffers();
    this.#filterLoop(true);
    return sent;
  }

  #filterLoop(on: boolean): void {
    const set = this.#context.setOption('skip_loop_filter', on ? 'default' : 'all');
    FFmpegError.throwIfError(set, 'choosing the loop filter');
  }

  /** Gives out pictures that wait for their turn (B-frames). Nothing can be decoded afterwards. */
  flush(onFrame: (frame: Frame) => void): void {
    this.#context.sendPacketSync(null);
    this.#drain(onFrame);
  }

  #drain(onFrame: (frame: Frame) => void): void {
    while (this.#context.receiveFrameSync(this.#frame) >= 0) {
      try {
        onFrame(this.#frame);
      } finally {
        this.#frame.unref();
      }
    }
  }

  [Symbol.dispose](): void {
    this.#frame.free();
    this.#packet.free();
    this.#context.freeContext();
  }
}

/** Server UTC in milliseconds of a frame from `VideoDecoder`. */
export function frameUtcMs(frame: Frame): number {
  return Number(frame.pts) / 1000;
}
