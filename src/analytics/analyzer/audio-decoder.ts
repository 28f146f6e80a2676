/** Decodes sound into interleaved 32-bit floats at the rate that an encoder wants. */
import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_OPUS,
  AV_CODEC_ID_PCM_ALAW,
  AV_CODEC_ID_PCM_MULAW,
  AV_SAMPLE_FMT_FLT,
  type AVCodecID,
  type AVSampleFormat,
} from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet, SoftwareResampleContext } from 'node-av/lib';
import type { AudioCodec, AudioTrack } from '#media/stream.ts';

const codecIds: Record<AudioCodec, AVCodecID> = {
  aac: AV_CODEC_ID_AAC,
  opus: AV_CODEC_ID_OPUS,
  pcma: AV_CODEC_ID_PCM_ALAW,
  pcmu: AV_CODEC_ID_PCM_MULAW,
};

/** FFmpeg's native layouts: front centre; front left and right. */
export function channelLayout(channels: number) {
  return { nbChannels: channels, order: AV_CHANNEL_ORDER_NATIVE, mask: channels === 1 ? 4n : 3n };
}

export class AudioDecoder implements Disposable {
  readonly #target: AudioTrack;
  readonly #context: CodecContext;
  readonly #packet = new Packet();
  readonly #frame = new Frame();
  readonly #resampled = new Frame();
  #resampler: SoftwareResampleContext | null = null;

  constructor(track: AudioTrack, target: AudioTrack) {
    this.#target = target;
    this.#context = openDecoder(track);
    this.#packet.alloc();
    this.#frame.alloc();
    this.#resampled.alloc();
  }

  /** Damaged data gives less sound, not an error. */
  decode(data: Buffer): Buffer {
    this.#packet.data = data;
    this.#context.sendPacketSync(this.#packet);
    this.#packet.unref();
    const pieces: Buffer[] = [];
    while (this.#context.receiveFrameSync(this.#frame) >= 0) {
      pieces.push(this.#resample(this.#frame));
      this.#frame.unref();
    }
    return Buffer.concat(pieces);
  }

  #resample(frame: Frame): Buffer {
    this.#resampler ??= openResampler(frame, this.#target);
    const out = this.#resampled;
    out.unref();
    out.format = AV_SAMPLE_FMT_FLT;
    out.sampleRate = this.#target.sampleRate;
    out.channelLayout = channelLayout(this.#target.channels);
    FFmpegError.throwIfError(this.#resampler.convertFrame(out, frame), 'resampling sound');
    const bytes = out.nbSamples * this.#target.channels * 4;
    return Buffer.from((out.data?.[0] ?? Buffer.alloc(0)).subarray(0, bytes));
  }

  [Symbol.dispose](): void {
    this.#resampler?.free();
    this.#resampled.free();
    this.#frame.free();
    this.#packet.free();
    this.#context.freeContext();
  }
}

function openDecoder(track: AudioTrack): CodecContext {
  const codec = Codec.findDecoder(codecIds[track.codec]);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.sampleRate = track.sampleRate;
  context.channelLayout = channelLayout(track.channels);
  if (track.config.length > 0) context.extraData = track.config;
  context.threadCount = 1;
  FFmpegError.throwIfError(context.open2Sync(codec, null), 'opening the audio decoder');
  return context;
}

function openResampler(frame: Frame, target: AudioTrack): SoftwareResampleContext {
  const resampler = new SoftwareResampleContext();
  const allocated = resampler.allocSetOpts2(
    channelLayout(target.channels),
    AV_SAMPLE_FMT_FLT,
    target.sampleRate,
    frame.channelLayout,
    frame.format as AVSampleFormat,
    frame.sampleRate,
  );
  FFmpegError.throwIfError(allocated, 'preparing to resample sound');
  FFmpegError.throwIfError(resampler.init(), 'preparing to resample sound');
  return resampler;
}
