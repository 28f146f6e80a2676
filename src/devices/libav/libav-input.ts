/** One open input: its tracks and packets. Runs in the demuxer process only. */
import {
  AV_CODEC_ID_AAC,
  AV_CODEC_ID_H264,
  AV_CODEC_ID_HEVC,
  AV_CODEC_ID_MJPEG,
  AV_CODEC_ID_OPUS,
  AV_CODEC_ID_PCM_ALAW,
  AV_CODEC_ID_PCM_MULAW,
  AV_LOG_QUIET,
  AV_NOPTS_VALUE,
  type AVCodecID,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants';
import {
  avGetCodecName,
  Dictionary,
  FormatContext,
  InputFormat,
  Log,
  Packet,
  type Stream,
} from 'node-av/lib';
import type { InputRequest } from './input.ts';
import { check, LibavError, UnsupportedInput } from './libav-error.ts';
import type { InputPacket, InputTrack, Opened } from './messages.ts';

const videoCodecs = new Map<AVCodecID, string>([
  [AV_CODEC_ID_H264, 'h264'],
  [AV_CODEC_ID_HEVC, 'h265'],
  [AV_CODEC_ID_MJPEG, 'mjpeg'],
]);
const audioCodecs = new Map<AVCodecID, string>([
  [AV_CODEC_ID_AAC, 'aac'],
  [AV_CODEC_ID_OPUS, 'opus'],
  [AV_CODEC_ID_PCM_ALAW, 'pcma'],
  [AV_CODEC_ID_PCM_MULAW, 'pcmu'],
]);

/** Between the last packet of a file and its first when it begins again. */
const loopPauseMs = 40;

interface OpenTrack {
  readonly kind: 'video' | 'audio';
  readonly stream: Stream;
  readonly tickMs: number;
}

export interface TimedPacket {
  readonly packet: InputPacket;
  /** When to decode it, milliseconds; null when the input does not say. */
  readonly decodeMs: number | null;
}

export class LibavInput {
  readonly #request: InputRequest;
  readonly #context = new FormatContext();
  readonly #tracks = new Map<number, OpenTrack>();
  /** Added to the times of a file that plays again. */
  #offsetMs = 0;
  #endMs = 0;

  constructor(request: InputRequest) {
    // What matters is answered by the codes.
    Log.setLevel(AV_LOG_QUIET);
    this.#request = request;
  }

  /** Throws `LibavError` or `UnsupportedInput`. */
  async open(): Promise<Opened> {
    const { url, format, options } = this.#request;
    const demuxer = format === null ? null : InputFormat.findInputFormat(format);
    if (format !== null && demuxer === null) throw new UnsupportedInput(`this FFmpeg cannot read ${format}`);
    check(await this.#context.openInput(url, demuxer, Dictionary.fromObject({ ...options })));
    check(await this.#context.findStreamInfo());
    const video = this.#pick('video', videoCodecs);
    const audio = this.#pick('audio', audioCodecs);
    if (video === null) throw new UnsupportedInput(this.#whatItIs());
    return { type: 'opened', video, audio };
  }

  #pick(kind: 'video' | 'audio', codecs: ReadonlyMap<AVCodecID, string>): InputTrack | null {
    const type = kind === 'video' ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO;
    const stream = this.#context.streams.find(
      ({ codecpar }) => codecpar.codecType === type && codecs.has(codecpar.codecId),
    );
    if (stream === undefined) return null;
    const { codecpar, timeBase, avgFrameRate } = stream;
    this.#tracks.set(stream.index, { kind, stream, tickMs: (1000 * timeBase.num) / timeBase.den });
    return {
      codec: codecs.get(codecpar.codecId) ?? '',
      extradata: Buffer.from(codecpar.extradata ?? Buffer.alloc(0)),
      sampleRate: codecpar.sampleRate,
      channels: codecpar.channels,
      fps: avgFrameRate.den === 0 ? 0 : avgFrameRate.num / avgFrameRate.den,
    };
  }

  #whatItIs(): string {
    const video = this.#context.streams.find(({ codecpar }) => codecpar.codecType === AVMEDIA_TYPE_VIDEO);
    if (video === undefined) return 'there is no video in it';
    const name = avGetCodecName(video.codecpar.codecId) ?? 'in an unknown form';
    return `the video is ${name}; H.264, H.265 and MJPEG are supported`;
  }

  /** Packets of the chosen tracks until the end; those of a file come again and again. */
  async *packets(): AsyncGenerator<TimedPacket> {
    const packet = new Packet();
    packet.alloc();
    for (;;) {
      const code = await this.#context.readFrame(packet);
      if (code === AVERROR_EOF && this.#request.kind === 'loop') {
        await this.#rewind();
        continue;
      }
      if (code === AVERROR_EOF) return;
      check(code);
      const timed = this.#timed(packet);
      packet.unref();
      if (timed !== null) yield timed;
    }
  }

  async #rewind(): Promise<void> {
    if (this.#endMs <= this.#offsetMs) throw new LibavError(AVERROR_EOF);
    check(await this.#context.seekFrame(-1, startOf(this.#context), AVSEEK_FLAG_BACKWARD));
    this.#offsetMs = this.#endMs;
  }

  #timed(packet: Packet): TimedPacket | null {
    const track = this.#tracks.get(packet.streamIndex);
    const { data } = packet;
    if (track === undefined || data === null || data.length === 0) return null;
    const shown = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
    // Some inputs give no times before the first keyframe; what cannot be placed is left out.
    if (shown === AV_NOPTS_VALUE) return null;
    const timeMs = Number(shown) * track.tickMs + this.#offsetMs;
    const decodeMs =
      packet.dts === AV_NOPTS_VALUE ? null : Number(packet.dts) * track.tickMs + this.#offsetMs;
    const durationMs = Number(packet.duration) * track.tickMs;
    this.#endMs = Math.max(this.#endMs, timeMs + (durationMs > 0 ? durationMs : loopPauseMs));
    const { kind } = track;
    return {
      packet: { type: 'packet', kind, data: Buffer.from(data), keyframe: packet.isKeyframe, timeMs },
      decodeMs,
    };
  }
}

function startOf(context: FormatContext): bigint {
  return context.startTime === AV_NOPTS_VALUE ? 0n : context.startTime;
}
