/** From the demuxer's packets to what the sink gets. */
import { parseAudioSpecificConfig, serializeAudioSpecificConfig } from '#media/aac/audio-specific-config.ts';
import type { ArrivalTime } from '#media/rtp/clock.ts';
import { h264Codec } from '#media/rtp/depacketize-h264.ts';
import { h265Codec } from '#media/rtp/depacketize-h265.ts';
import { NalAssembler } from '#media/rtp/nal-assembler.ts';
import type { AudioCodec, AudioTrack, SourceSink, VideoCodec } from '#media/stream.ts';
import type { OpenOptions } from '../opener.ts';
import { SampleStream } from '../sample-stream.ts';
import type { InputPacket, InputTrack, Opened } from './messages.ts';
import { nalLayout, nalUnits } from './nal-packets.ts';

const videoRate = 90_000;
/** How often the times of the tracks are tied together, milliseconds of media. */
const reportEveryMs = 500;

export class PacketStream {
  readonly #options: OpenOptions;
  readonly #arrival: ArrivalTime = { ms: 0, utcOffsetMs: 0 };
  readonly #stream: SampleStream;
  readonly #audio: AudioTrack | null;
  readonly #video: (data: Buffer, ticks: number) => void;
  /** Server UTC of media time 0: all tracks of an input share one clock. */
  #originUtcMs: number | null = null;
  readonly #reportedMs = { video: Number.NEGATIVE_INFINITY, audio: Number.NEGATIVE_INFINITY };

  constructor({ video, audio }: Opened, options: OpenOptions, sink: SourceSink) {
    this.#options = options;
    this.#audio = options.audio && audio !== null ? audioTrack(audio) : null;
    const codec = (video?.codec ?? 'h264') as VideoCodec;
    const fps = video?.fps ?? 0;
    this.#stream = new SampleStream({
      video: { codec, ...(fps >= 1 && fps <= 240 ? { declaredFps: fps } : {}) },
      audio: this.#audio,
      sink,
      counters: options.counters,
      arrival: this.#arrival,
    });
    this.#video =
      codec === 'mjpeg' ? this.#jpegs() : this.#pictures(codec, video?.extradata ?? Buffer.alloc(0));
  }

  packet({ kind, data, timeMs }: InputPacket): void {
    const { clock, counters } = this.#options;
    counters.receivedPackets += 1;
    counters.receivedBytes += data.length;
    this.#arrival.ms = clock.monotonicMs();
    this.#arrival.utcOffsetMs = clock.utcMs() - this.#arrival.ms;
    this.#originUtcMs ??= clock.utcMs() - timeMs;
    const rate = kind === 'video' ? videoRate : (this.#audio?.timescale ?? 0);
    const ticks = Math.round((timeMs * rate) / 1000) >>> 0;
    if (kind === 'video') this.#video(data, ticks);
    else if (this.#audio !== null) this.#stream.audioUnit(withoutAdts(data, this.#audio), ticks, false);
    this.#report(kind, timeMs, ticks);
  }

  #report(kind: 'video' | 'audio', timeMs: number, ticks: number): void {
    if (Math.abs(timeMs - this.#reportedMs[kind]) < reportEveryMs) return;
    this.#reportedMs[kind] = timeMs;
    const utcMs = (this.#originUtcMs ?? 0) + timeMs;
    if (kind === 'video') this.#stream.videoReport(ticks, utcMs);
    else this.#stream.audioReport(ticks, utcMs);
  }

  #jpegs(): (data: Buffer, ticks: number) => void {
    return (data, ticks) => this.#stream.videoUnit(data, ticks, true, false);
  }

  #pictures(codec: 'h264' | 'h265', extradata: Buffer): (data: Buffer, ticks: number) => void {
    const { lengthBytes, parameterSets } = nalLayout(codec, extradata);
    const assembler = new NalAssembler(
      codec === 'h264' ? h264Codec : h265Codec,
      {
        unit: (data, ticks, keyframe, afterLoss) => this.#stream.videoUnit(data, ticks, keyframe, afterLoss),
        parameterSets: (sets) => this.#stream.parameterSets(sets),
        dropped: () => {
          this.#options.counters.droppedAccessUnits += 1;
        },
        invalid: () => {
          this.#options.counters.invalidPackets += 1;
        },
      },
      parameterSets,
    );
    return (data, ticks) => {
      assembler.packet(ticks);
      for (const unit of nalUnits(data, lengthBytes)) assembler.nal(unit, 0, unit.length);
      assembler.packetEnd(true);
    };
  }
}

/** Null for sound that makes no sense. */
function audioTrack(track: InputTrack): AudioTrack | null {
  const { sampleRate, channels } = track;
  const codec = track.codec as AudioCodec;
  const common = { kind: 'audio', codec, channels, config: Buffer.alloc(0) } as const;
  if (channels < 1 || channels > 8 || sampleRate < 1) return null;
  if (codec === 'opus') return { ...common, sampleRate: 48_000, timescale: 48_000, codecString: 'opus' };
  if (codec === 'pcma' || codec === 'pcmu') {
    return { ...common, sampleRate, timescale: sampleRate, codecString: codec === 'pcma' ? 'alaw' : 'ulaw' };
  }
  const config =
    track.extradata.length >= 2 ? track.extradata : serializeAudioSpecificConfig(sampleRate, channels);
  const info = parseAudioSpecificConfig(config);
  if (info === null) return null;
  return {
    ...common,
    config,
    sampleRate: info.sampleRate,
    channels: info.channels,
    timescale: info.sampleRate,
    codecString: info.codecString,
  };
}

/** MPEG-TS carries AAC behind ADTS headers (ISO 14496-3, 1.A.2.2) of 7 bytes, 9 with a checksum. */
function withoutAdts(data: Buffer, { codec }: AudioTrack): Buffer {
  const isAdts = codec === 'aac' && data.length > 9 && (data.readUInt16BE(0) & 0xfff6) === 0xfff0;
  if (!isAdts) return data;
  return data.subarray(((data[1] ?? 0) & 1) === 1 ? 7 : 9);
}
