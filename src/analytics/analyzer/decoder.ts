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

/**
 * Pictures of shorter GOPs than this may go without the loop filter, a sixth of the cost. What it would have smoothed is carried on up to
 * the next keyframe. Of a street in 640x360 and 256 kb/s, 10 pictures to the GOP, the first picture is 0.1 dB and the last 0.7 dB less like
 * the original; of 20 the last is 1.2 dB, of 50 it would be 2 dB.
 */
const longGop = 21;

/** Where block edges are smoothed, as the stream wants it: everywhere, or only where leaving it out would be seen. */
export type LoopFilter = 'always' | 'in long GOPs';

export class VideoDecoder implements Disposable {
  readonly #hasNalUnits: boolean;
  readonly #context = new CodecContext();
  readonly #packet = new Packet();
  readonly #frame = new Frame();
  readonly #loopFilter: LoopFilter;
  #filters = true;
  /** Pictures since the last keyframe, with it. */
  #position = longGop;

  constructor(track: VideoTrack, loopFilter: LoopFilter = 'always') {
    this.#loopFilter = loopFilter;
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
    this.#filter(false);
    const sent = this.decode(sample, utcMs, onFrame);
    this.flush(onFrame);
    this.#context.flushBuffers();
    this.#filter(true);
    this.#position = longGop;
    return sent;
  }

  /** Each GOP goes as the one before would have, until it is too long. */
  #follow(isKeyframe: boolean): void {
    if (isKeyframe) {
      this.#filter(this.#position >= longGop);
      this.#position = 1;
      return;
    }
    this.#position += 1;
    if (this.#position >= longGop) this.#filter(true);
  }

  #filter(on: boolean): void {
    if (on === this.#filters) return;
    this.#filters = on;
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
        if (this.#loopFilter === 'in long GOPs') this.#follow(this.#frame.keyFrame !== 0);
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
