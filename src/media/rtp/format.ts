/** From the media descriptions of an SDP to the depacketizers that understand them. */
import { parseAudioSpecificConfig, serializeAudioSpecificConfig } from '#media/aac/audio-specific-config.ts';
import { BitReader } from '#media/h264/bit-reader.ts';
import type { SampleMemory } from '#media/sample-memory.ts';
import type { SdpFormat, SdpMedia } from '#media/sdp/sdp.ts';
import type { AudioTrack, VideoCodec } from '#media/stream.ts';
import { AacHbrDepacketizer, LatmDepacketizer, PlainDepacketizer } from './depacketize-audio.ts';
import { H264Depacketizer } from './depacketize-h264.ts';
import { H265Depacketizer } from './depacketize-h265.ts';
import { JpegDepacketizer } from './depacketize-jpeg.ts';
import type { Depacketizer, UnitSink } from './depacketizer.ts';

interface CommonFormat {
  readonly payloadType: number;
  readonly clockRate: number;
  /** `memory`: where pictures are put together. */
  createDepacketizer(sink: UnitSink, memory?: SampleMemory): Depacketizer;
}

export interface VideoFormat extends CommonFormat {
  readonly kind: 'video';
  readonly codec: VideoCodec;
  /** Of the SDP; more may come in-band. */
  readonly parameterSets: readonly Buffer[];
}

export interface AudioFormat extends CommonFormat {
  readonly kind: 'audio';
  readonly track: AudioTrack;
}

/** The first format of the description that is understood, or null. */
export function videoFormat(media: SdpMedia): VideoFormat | null {
  for (const format of media.formats) {
    const found = toVideo(format);
    if (found !== null) return found;
  }
  return null;
}

export function audioFormat(media: SdpMedia): AudioFormat | null {
  for (const format of media.formats) {
    const found = toAudio(format);
    if (found !== null) return found;
  }
  return null;
}

function toVideo(format: SdpFormat): VideoFormat | null {
  const { payloadType, encoding, parameters } = format;
  const common = { kind: 'video', payloadType, clockRate: 90_000 } as const;
  if (format.clockRate !== 90_000) return null;
  if (encoding === 'H264') {
    const parameterSets = decodeSets(parameters.get('sprop-parameter-sets'));
    return {
      ...common,
      codec: 'h264',
      parameterSets,
      createDepacketizer: (sink, memory) => new H264Depacketizer(sink, parameterSets, memory),
    };
  }
  if (encoding === 'H265' || encoding === 'HEVC') {
    const names = ['sprop-vps', 'sprop-sps', 'sprop-pps'];
    const parameterSets = names.flatMap((name) => decodeSets(parameters.get(name)));
    // With decoding order numbers the packets have other fields, which no known camera sends.
    if (Number(parameters.get('sprop-max-don-diff') ?? 0) > 0) return null;
    return {
      ...common,
      codec: 'h265',
      parameterSets,
      createDepacketizer: (sink, memory) => new H265Depacketizer(sink, parameterSets, memory),
    };
  }
  if (encoding !== 'JPEG') return null;
  return {
    ...common,
    codec: 'mjpeg',
    parameterSets: [],
    createDepacketizer: (sink, memory) => new JpegDepacketizer(sink, memory),
  };
}

/** Comma-separated base64; what is empty or absurdly long is left out. */
function decodeSets(value: string | undefined): Buffer[] {
  return (value ?? '')
    .split(',')
    .map((one) => Buffer.from(one.trim(), 'base64'))
    .filter((set) => set.length > 2 && set.length < 4096);
}

function toAudio(format: SdpFormat): AudioFormat | null {
  switch (format.encoding) {
    case 'PCMA':
    case 'PCMU':
      return g711(format, format.encoding === 'PCMA' ? 'pcma' : 'pcmu');
    case 'OPUS':
      return opus(format);
    case 'MPEG4-GENERIC':
      return aacHbr(format);
    case 'MP4A-LATM':
      return latm(format);
    default:
      return null;
  }
}

function g711(format: SdpFormat, codec: 'pcma' | 'pcmu'): AudioFormat {
  const { clockRate, channels } = format;
  const codecString = codec === 'pcma' ? 'alaw' : 'ulaw';
  return plain(format, {
    kind: 'audio',
    codec,
    sampleRate: clockRate,
    channels,
    timescale: clockRate,
    config: Buffer.alloc(0),
    codecString,
  });
}

function opus(format: SdpFormat): AudioFormat {
  // RFC 7587, 4.1: always 48 000 and 2 in the description, whatever is inside.
  const channels = format.parameters.get('sprop-stereo') === '0' ? 1 : Math.min(format.channels, 2);
  return plain(format, {
    kind: 'audio',
    codec: 'opus',
    sampleRate: 48_000,
    channels,
    timescale: 48_000,
    config: Buffer.alloc(0),
    codecString: 'opus',
  });
}

function plain(format: SdpFormat, track: AudioTrack): AudioFormat {
  const { payloadType, clockRate } = format;
  return {
    kind: 'audio',
    payloadType,
    clockRate,
    track,
    createDepacketizer: (sink) => new PlainDepacketizer(sink),
  };
}

function aacHbr(format: SdpFormat): AudioFormat | null {
  const { parameters } = format;
  const length = (name: string, otherwise: number) => {
    const value = Number(parameters.get(name) ?? otherwise);
    return Number.isInteger(value) && value >= 0 && value <= 32 ? value : otherwise;
  };
  // Cameras that leave the lengths out mean those of AAC-hbr (RFC 3640, 3.3.6).
  const options = {
    sizeLength: length('sizelength', 13),
    indexLength: length('indexlength', 3),
    indexDeltaLength: length('indexdeltalength', 3),
  };
  if (options.sizeLength === 0) return null;
  const given = Buffer.from(parameters.get('config') ?? '', 'hex');
  const config = given.length >= 2 ? given : serializeAudioSpecificConfig(format.clockRate, format.channels);
  // With SBR the core, which has 1024 samples in each unit, runs at half of the RTP clock.
  const coreRate = parseAudioSpecificConfig(config)?.sampleRate || format.clockRate;
  const unitTicks = Math.round((1024 * format.clockRate) / coreRate);
  return aac(format, config, (sink) => new AacHbrDepacketizer(sink, { ...options, unitTicks }));
}

function latm(format: SdpFormat): AudioFormat | null {
  const { parameters } = format;
  if (parameters.get('cpresent') === '1') return null;
  const config = streamMuxConfig(Buffer.from(parameters.get('config') ?? '', 'hex'));
  return config === null ? null : aac(format, config, (sink) => new LatmDepacketizer(sink));
}

function aac(
  format: SdpFormat,
  config: Buffer,
  createDepacketizer: (sink: UnitSink) => Depacketizer,
): AudioFormat | null {
  const info = parseAudioSpecificConfig(config);
  if (info === null) return null;
  const { payloadType, clockRate } = format;
  const track: AudioTrack = {
    kind: 'audio',
    codec: 'aac',
    sampleRate: info.sampleRate,
    channels: info.channels,
    timescale: clockRate,
    config,
    codecString: info.codecString,
  };
  return { kind: 'audio', payloadType, clockRate, track, createDepacketizer };
}

/** StreamMuxConfig (ISO 14496-3, 1.7.3) of one program with one layer of AAC-LC, as an AudioSpecificConfig; else null. */
function streamMuxConfig(bytes: Buffer): Buffer | null {
  const reader = new BitReader(bytes);
  const simple = reader.bits(1) === 0 && reader.bits(1) === 1 && reader.bits(6) === 0 && reader.bits(7) === 0;
  if (!simple || reader.bits(5) !== 2) return null;
  const rateIndex = reader.bits(4);
  const channels = reader.bits(4);
  if (reader.overrun || rateIndex > 12) return null;
  const config = Buffer.alloc(2);
  config.writeUInt16BE((2 << 11) | (rateIndex << 7) | (channels << 3));
  return config;
}
