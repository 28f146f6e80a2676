/** A clip cut into access units that are ready to send: interleaved frames back to back, whose RTP headers want patching only. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { h264Nal, h264NalType } from '#media/h264/nal.ts';
import { joinLengthPrefixed, splitAnnexB } from '#media/h264/nal-units.ts';
import { h265Nal, h265NalType, isH265Irap } from '#media/h265/nal.ts';
import { rtpHeaderBytes, writeRtpHeader } from '#media/rtp/packet.ts';
import { type FramedPacketizer, framedPacketizer } from '#media/rtp/packetizer.ts';
import { writeFrameHead } from '#media/rtsp/message.ts';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';

export interface Unit {
  /** Replaced by a copy when a socket still holds it. */
  buffer: Buffer;
  /** Where each RTP packet begins and ends; its frame head lies 4 bytes before. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly keyframe: boolean;
}

export interface Clip {
  readonly kind: 'video' | 'audio';
  readonly clockRate: number;
  readonly unitsPerSecond: number;
  readonly units: readonly Unit[];
  readonly payloadType: number;
  /** Lines of the media description, without a=control. */
  readonly sdp: readonly string[];
}

const headroom = 16;

function toUnit(packetize: FramedPacketizer, payloadType: number, data: Buffer, keyframe: boolean): Unit {
  const sample: Sample = {
    kind: 'video',
    data,
    keyframe,
    dts: 0,
    ptsOffset: 0,
    utcMs: 0,
    discontinuity: false,
  };
  const { buffer, starts, ends } = packetize(sample);
  const packets = starts.map((start) => start - rtpHeaderBytes);
  packets.forEach((start, i) => {
    const marker = i === packets.length - 1;
    writeFrameHead(buffer, start - 4, 0, ends[i]! - start);
    writeRtpHeader(buffer, start, { marker, payloadType, sequence: 0, timestamp: 0, ssrc: 0 });
  });
  return { buffer, starts: packets, ends, keyframe };
}

/** An Annex B file with access unit delimiters. */
export async function loadVideo(
  folder: string,
  file: string,
  fps: number,
  size: readonly [number, number],
): Promise<Clip> {
  const h265 = file.endsWith('.h265');
  const typeOf = h265 ? h265NalType : h264NalType;
  const delimiter = h265 ? h265Nal.accessUnitDelimiter : h264Nal.accessUnitDelimiter;
  const setTypes: readonly number[] = h265
    ? [h265Nal.vps, h265Nal.sps, h265Nal.pps]
    : [h264Nal.sps, h264Nal.pps];
  const pictures: Buffer[][] = [];
  const sets = new Map<number, Buffer>();
  for (const unit of splitAnnexB(await readFile(join(folder, file)))) {
    const type = typeOf(unit[0]!);
    if (type === delimiter) pictures.push([]);
    else if (setTypes.includes(type)) sets.set(type, unit);
    else pictures.at(-1)!.push(unit);
  }
  const parameterSets = setTypes.map((type) => sets.get(type)!);
  const codec = h265 ? 'h265' : 'h264';
  const track: VideoTrack = {
    kind: 'video',
    codec,
    width: size[0],
    height: size[1],
    timescale: 90000,
    parameterSets,
    codecString: codec,
  };
  const packetize = framedPacketizer(track, { headroom });
  const base64 = parameterSets.map((set) => set.toString('base64'));
  const format = h265
    ? `sprop-vps=${base64[0]};sprop-sps=${base64[1]};sprop-pps=${base64[2]}`
    : `packetization-mode=1;profile-level-id=${parameterSets[0]!.toString('hex', 1, 4)};sprop-parameter-sets=${base64.join(',')}`;
  const isKey = (unit: Buffer) =>
    h265 ? isH265Irap(h265NalType(unit[0]!)) : h264NalType(unit[0]!) === h264Nal.idr;
  return {
    kind: 'video',
    clockRate: 90000,
    unitsPerSecond: fps,
    units: pictures.map((units) => toUnit(packetize, 96, joinLengthPrefixed(units), units.some(isKey))),
    payloadType: 96,
    sdp: [
      'm=video 0 RTP/AVP 96',
      `a=rtpmap:96 ${codec.toUpperCase()}/90000`,
      `a=fmtp:96 ${format}`,
      `a=framerate:${fps}`,
    ],
  };
}

const aacRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000];

/** An ADTS file (ISO 13818-7, 6.2). */
export async function loadAac(folder: string): Promise<Clip> {
  const data = await readFile(join(folder, 'audio.aac'));
  const rateIndex = (data[2]! >> 2) & 15;
  const channels = ((data[2]! & 1) << 2) | (data[3]! >> 6);
  const sampleRate = aacRates[rateIndex]!;
  const config = Buffer.alloc(2);
  config.writeUInt16BE((2 << 11) | (rateIndex << 7) | (channels << 3));
  const packetize = framedPacketizer(audioTrack('aac', sampleRate, channels, config), { headroom });
  const units: Unit[] = [];
  for (let at = 0; at + 7 <= data.length; ) {
    const length = ((data[at + 3]! & 3) << 11) | (data[at + 4]! << 3) | (data[at + 5]! >> 5);
    const header = (data[at + 1]! & 1) === 1 ? 7 : 9;
    units.push(toUnit(packetize, 97, data.subarray(at + header, at + length), true));
    at += length;
  }
  return {
    kind: 'audio',
    clockRate: sampleRate,
    unitsPerSecond: sampleRate / 1024,
    units,
    payloadType: 97,
    sdp: [
      'm=audio 0 RTP/AVP 97',
      `a=rtpmap:97 MPEG4-GENERIC/${sampleRate}/${channels}`,
      `a=fmtp:97 streamtype=5;profile-level-id=1;mode=AAC-hbr;sizelength=13;indexlength=3;indexdeltalength=3;config=${config.toString('hex')}`,
    ],
  };
}

/** Raw G.711 in packets of 20 ms. */
export async function loadG711(folder: string, codec: 'pcma' | 'pcmu'): Promise<Clip> {
  const data = await readFile(join(folder, `audio.${codec}`));
  const payloadType = codec === 'pcma' ? 8 : 0;
  const packetize = framedPacketizer(audioTrack(codec, 8000, 1, Buffer.alloc(0)), { headroom });
  const units: Unit[] = [];
  for (let at = 0; at + 160 <= data.length; at += 160) {
    units.push(toUnit(packetize, payloadType, data.subarray(at, at + 160), true));
  }
  return {
    kind: 'audio',
    clockRate: 8000,
    unitsPerSecond: 50,
    units,
    payloadType,
    sdp: [`m=audio 0 RTP/AVP ${payloadType}`, `a=rtpmap:${payloadType} ${codec.toUpperCase()}/8000`],
  };
}

function audioTrack(
  codec: 'aac' | 'pcma' | 'pcmu',
  sampleRate: number,
  channels: number,
  config: Buffer,
): AudioTrack {
  return { kind: 'audio', codec, sampleRate, channels, timescale: sampleRate, config, codecString: codec };
}
