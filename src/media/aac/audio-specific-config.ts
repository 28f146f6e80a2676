/** AudioSpecificConfig of AAC (ISO 14496-3, 1.6.2.1). */
import { BitReader } from '#media/h264/bit-reader.ts';

export interface AacInfo {
  /** 2 AAC-LC, 5 SBR, 29 PS. */
  readonly objectType: number;
  /** Of the core: an access unit has 1024 samples at this rate. */
  readonly sampleRate: number;
  readonly channels: number;
  /** RFC 6381. */
  readonly codecString: string;
}

const aacSampleRates: readonly number[] = [
  96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350,
];

/** Null when the bytes are no AudioSpecificConfig with a usable rate and channel count. */
export function parseAudioSpecificConfig(config: Buffer): AacInfo | null {
  const reader = new BitReader(config);
  const objectType = readObjectType(reader);
  const sampleRate = readSampleRate(reader);
  const channelConfiguration = reader.bits(4);
  // 7 stands for 7.1; 0 means a program config element, which cameras do not use.
  const channels = channelConfiguration === 7 ? 8 : channelConfiguration;
  if (reader.overrun || objectType === 0 || channels < 1 || channels > 8) return null;
  if (sampleRate < 7350 || sampleRate > 96000) return null;
  return { objectType, sampleRate, channels, codecString: `mp4a.40.${objectType}` };
}

function readObjectType(reader: BitReader): number {
  const type = reader.bits(5);
  return type === 31 ? 32 + reader.bits(6) : type;
}

function readSampleRate(reader: BitReader): number {
  const index = reader.bits(4);
  return index === 15 ? reader.bits(24) : (aacSampleRates[index] ?? 0);
}

/** For AAC-LC of one of the standard rates and 1 to 7 channels; empty for others. */
export function serializeAudioSpecificConfig(sampleRate: number, channels: number): Buffer {
  const index = aacSampleRates.indexOf(sampleRate);
  if (index === -1 || channels < 1 || channels > 7) return Buffer.alloc(0);
  const config = Buffer.alloc(2);
  config.writeUInt16BE((2 << 11) | (index << 7) | (channels << 3));
  return config;
}
