/** RTCP packets (RFC 3550, 6.4 … 6.6), parsed out of compound packets; receiver reports serialized. */

export interface ReceptionReport {
  readonly ssrc: number;
  /** 0…255, in 1/256. */
  readonly fractionLost: number;
  /** 24 bits, signed. */
  readonly packetsLost: number;
  readonly highestSequence: number;
  /** In ticks of the track's clock rate. */
  readonly jitter: number;
  /** Middle 32 bits of the NTP time of the last sender report; 0 before the first. */
  readonly lastReport: number;
  /** Since that report, in 1/65 536 s. */
  readonly sinceLastReport: number;
}

export type RtcpPacket =
  | {
      readonly type: 'sender_report';
      readonly ssrc: number;
      /** The sender's clock, UTC milliseconds since 1970 (fractional). */
      readonly utcMs: number;
      /** Middle 32 bits of the same time, for the reply. */
      readonly compactNtp: number;
      /** The same instant in RTP ticks, 32 bits. */
      readonly rtpTimestamp: number;
      readonly packets: number;
      readonly octets: number;
      readonly reports: readonly ReceptionReport[];
    }
  | { readonly type: 'receiver_report'; readonly ssrc: number; readonly reports: readonly ReceptionReport[] }
  | { readonly type: 'source_description'; readonly ssrc: number; readonly cname: string | null }
  | { readonly type: 'bye'; readonly sources: readonly number[] };

/** Milliseconds from 1900, where NTP begins, to 1970. */
const ntpEpochMs = 2208988800000;

/** The known packets of a compound packet, up to the first that makes no sense. */
export function parseRtcp(buffer: Buffer, start = 0, end = buffer.length): RtcpPacket[] {
  const packets: RtcpPacket[] = [];
  let at = start;
  while (at + 4 <= end) {
    const first = buffer[at]!;
    const next = at + 4 + 4 * buffer.readUInt16BE(at + 2);
    if (first >> 6 !== 2 || next > end) break;
    const body = buffer.subarray(at + 4, next);
    const packet = parseBody(buffer[at + 1]!, first & 0x1f, body);
    if (packet !== null) packets.push(packet);
    at = next;
  }
  return packets;
}

function parseBody(type: number, count: number, body: Buffer): RtcpPacket | null {
  switch (type) {
    case 200:
      return body.length < 24 ? null : parseSenderReport(body, count);
    case 201:
      if (body.length < 4) return null;
      return { type: 'receiver_report', ssrc: body.readUInt32BE(0), reports: parseReports(body, 4, count) };
    case 202:
      return body.length < 4 ? null : parseSourceDescription(body);
    case 203: {
      const known = Math.min(count, Math.floor(body.length / 4));
      return { type: 'bye', sources: Array.from({ length: known }, (_, i) => body.readUInt32BE(4 * i)) };
    }
    default:
      return null;
  }
}

function parseSenderReport(body: Buffer, count: number): RtcpPacket {
  const seconds = body.readUInt32BE(4);
  const fraction = body.readUInt32BE(8);
  return {
    type: 'sender_report',
    ssrc: body.readUInt32BE(0),
    utcMs: seconds * 1000 + (fraction * 1000) / 2 ** 32 - ntpEpochMs,
    compactNtp: (((seconds & 0xffff) << 16) | (fraction >>> 16)) >>> 0,
    rtpTimestamp: body.readUInt32BE(12),
    packets: body.readUInt32BE(16),
    octets: body.readUInt32BE(20),
    reports: parseReports(body, 24, count),
  };
}

function parseReports(body: Buffer, from: number, count: number): ReceptionReport[] {
  const reports: ReceptionReport[] = [];
  for (let at = from, i = 0; i < count && at + 24 <= body.length; i += 1, at += 24) {
    reports.push({
      ssrc: body.readUInt32BE(at),
      fractionLost: body[at + 4]!,
      packetsLost: body.readIntBE(at + 5, 3),
      highestSequence: body.readUInt32BE(at + 8),
      jitter: body.readUInt32BE(at + 12),
      lastReport: body.readUInt32BE(at + 16),
      sinceLastReport: body.readUInt32BE(at + 20),
    });
  }
  return reports;
}

/** The first chunk only, and of it the canonical name (item 1). */
function parseSourceDescription(body: Buffer): RtcpPacket {
  const ssrc = body.readUInt32BE(0);
  for (let at = 4; at + 2 <= body.length && body[at] !== 0; at += 2 + body[at + 1]!) {
    if (body[at] !== 1) continue;
    return { type: 'source_description', ssrc, cname: body.toString('utf8', at + 2, at + 2 + body[at + 1]!) };
  }
  return { type: 'source_description', ssrc, cname: null };
}

/** A receiver report with at most 31 reception reports, followed by the canonical name, as a compound packet must be. */
export function serializeReceiverReport(
  ssrc: number,
  reports: readonly ReceptionReport[],
  cname: string,
): Buffer {
  const blocks = reports.slice(0, 31);
  const head = Buffer.alloc(8 + 24 * blocks.length);
  head[0] = 0x80 | blocks.length;
  head[1] = 201;
  head.writeUInt16BE(head.length / 4 - 1, 2);
  head.writeUInt32BE(ssrc, 4);
  blocks.forEach((report, i) => {
    const at = 8 + 24 * i;
    head.writeUInt32BE(report.ssrc, at);
    head[at + 4] = report.fractionLost & 0xff;
    head.writeIntBE(Math.max(-0x800000, Math.min(0x7fffff, report.packetsLost)), at + 5, 3);
    head.writeUInt32BE(report.highestSequence >>> 0, at + 8);
    head.writeUInt32BE(report.jitter >>> 0, at + 12);
    head.writeUInt32BE(report.lastReport >>> 0, at + 16);
    head.writeUInt32BE(report.sinceLastReport >>> 0, at + 20);
  });
  return Buffer.concat([head, serializeSourceDescription(ssrc, cname)]);
}

export function serializeSourceDescription(ssrc: number, cname: string): Buffer {
  const name = Buffer.from(cname, 'utf8').subarray(0, 255);
  // At least one zero byte ends the items; the chunk fills whole words.
  const packet = Buffer.alloc(8 + 4 * Math.ceil((2 + name.length + 1) / 4));
  packet[0] = 0x81;
  packet[1] = 202;
  packet.writeUInt16BE(packet.length / 4 - 1, 2);
  packet.writeUInt32BE(ssrc, 4);
  packet[8] = 1;
  packet[9] = name.length;
  name.copy(packet, 10);
  return packet;
}

/** A sender report without reception reports (the caller adds a source description). */
export function serializeSenderReport(report: {
  readonly ssrc: number;
  readonly utcMs: number;
  readonly rtpTimestamp: number;
  readonly packets: number;
  readonly octets: number;
}): Buffer {
  const ntpMs = report.utcMs + ntpEpochMs;
  const packet = Buffer.alloc(28);
  packet.writeUInt32BE(0x80c80006, 0);
  packet.writeUInt32BE(report.ssrc >>> 0, 4);
  packet.writeUInt32BE(Math.floor(ntpMs / 1000) >>> 0, 8);
  packet.writeUInt32BE(Math.floor(((ntpMs % 1000) / 1000) * 2 ** 32) >>> 0, 12);
  packet.writeUInt32BE(report.rtpTimestamp >>> 0, 16);
  packet.writeUInt32BE(report.packets >>> 0, 20);
  packet.writeUInt32BE(report.octets >>> 0, 24);
  return packet;
}

export function serializeBye(ssrc: number): Buffer {
  const packet = Buffer.alloc(8);
  packet.writeUInt32BE(0x81cb0001, 0);
  packet.writeUInt32BE(ssrc >>> 0, 4);
  return packet;
}
