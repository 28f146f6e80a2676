/** Encodes interleaved 32-bit floats. */
import { AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_FLTP, type AVSampleFormat } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet, Rational } from 'node-av/lib';
import { VidetteError } from '#domain/errors.ts';
import type { AudioTrack } from '#media/stream.ts';
import { channelLayout } from './audio-decoder.ts';
import type { AudioTarget } from './operations.ts';

const bytesPerSample = 4;
/** Speech and street noise from a small microphone. */
const bitratePerChannel = 32_000;

interface Kind {
  readonly encoder: 'aac' | 'libopus';
  readonly format: AVSampleFormat;
  readonly planar: boolean;
}

const kinds: Record<AudioTarget, Kind> = {
  aac: { encoder: 'aac', format: AV_SAMPLE_FMT_FLTP, planar: true },
  opus: { encoder: 'libopus', format: AV_SAMPLE_FMT_FLT, planar: false },
};

export interface EncodedPacket {
  readonly data: Buffer;
  /** Of its first audio frame, counted from the first that went in; negative while the encoder primes. */
  readonly position: number;
}

export class AudioEncoder implements Disposable {
  /** What a decoder must know: AudioSpecificConfig of AAC, empty for Opus. */
  readonly config: Buffer;
  readonly #kind: Kind;
  readonly #track: AudioTrack;
  readonly #context = new CodecContext();
  readonly #packet = new Packet();
  #pending: Buffer = Buffer.alloc(0);
  #sentFrames = 0;

  constructor(track: AudioTrack, to: AudioTarget) {
    this.#kind = kinds[to];
    this.#track = track;
    const codec = Codec.findEncoderByName(
      this.#kind.encoder as Parameters<typeof Codec.findEncoderByName>[0],
    );
    if (codec === null) {
      throw new VidetteError('unavailable', `this FFmpeg has no encoder for ${to}`, {
        reason: 'unsupported',
      });
    }
    const context = this.#context;
    context.allocContext3(codec);
    context.sampleRate = track.sampleRate;
    context.channelLayout = channelLayout(track.channels);
    context.sampleFormat = this.#kind.format;
    context.timeBase = new Rational(1, track.sampleRate);
    context.bitRate = BigInt(bitratePerChannel * track.channels);
    context.threadCount = 1;
    FFmpegError.throwIfError(context.open2Sync(codec, null), 'opening the audio encoder');
    this.config = to === 'aac' ? Buffer.from(context.extraData ?? Buffer.alloc(0)) : Buffer.alloc(0);
    this.#packet.alloc();
  }

  /** Audio frames (one value per channel) that went in so far. */
  get takenFrames(): number {
    return this.#sentFrames + this.#pending.length / (bytesPerSample * this.#track.channels);
  }

  encode(pcm: Buffer): EncodedPacket[] {
    this.#pending = Buffer.concat([this.#pending, pcm]);
    const frameSize = this.#context.frameSize;
    const frameBytes = frameSize * bytesPerSample * this.#track.channels;
    const packets: EncodedPacket[] = [];
    while (this.#pending.length >= frameBytes) {
      this.#send(this.#pending.subarray(0, frameBytes), frameSize);
      this.#pending = this.#pending.subarray(frameBytes);
      this.#receive(packets);
    }
    return packets;
  }

  #send(pcm: Buffer, frameSize: number): void {
    const { channels, sampleRate } = this.#track;
    using frame = Frame.fromAudioBuffer(this.#kind.planar && channels === 2 ? planes(pcm) : pcm, {
      nbSamples: frameSize,
      format: this.#kind.format,
      sampleRate,
      channelLayout: channelLayout(channels),
      timeBase: { num: 1, den: sampleRate },
      pts: BigInt(this.#sentFrames),
    });
    FFmpegError.throwIfError(this.#context.sendFrameSync(frame), 'encoding sound');
    this.#sentFrames += frameSize;
  }

  #receive(packets: EncodedPacket[]): void {
    const packet = this.#packet;
    while (this.#context.receivePacketSync(packet) >= 0) {
      packets.push({ data: Buffer.from(packet.data ?? Buffer.alloc(0)), position: Number(packet.pts) });
      packet.unref();
    }
  }

  [Symbol.dispose](): void {
    this.#packet.free();
    this.#context.freeContext();
  }
}

/** Left and right one after the other instead of in turns. */
function planes(interleaved: Buffer): Buffer {
  const planar = Buffer.allocUnsafe(interleaved.length);
  const half = interleaved.length / 2;
  for (let from = 0, to = 0; from < interleaved.length; from += 2 * bytesPerSample, to += bytesPerSample) {
    interleaved.copy(planar, to, from, from + bytesPerSample);
    interleaved.copy(planar, half + to, from + bytesPerSample, from + 2 * bytesPerSample);
  }
  return planar;
}
