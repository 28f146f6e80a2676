/**
 * RTP packets (RFC 3550, 5.1):
 *
 *      0                   1                   2                   3
 *      0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8 9 0 1
 *     |V=2|P|X|  CC   |M|     PT      |       sequence number         |
 *     |                           timestamp                           |
 *     |                             SSRC                              |
 *     |                 CSRC (CC times) · extension                   |
 */

export const rtpHeaderBytes = 12;

/** A parsed header. Reused from packet to packet on the hot path, so nobody keeps one. */
export interface RtpHeader {
  marker: boolean;
  payloadType: number;
  /** 16 bits. */
  sequence: number;
  /** 32 bits, unsigned, in ticks of the track's clock rate. */
  timestamp: number;
  ssrc: number;
  /** The payload without header, extension and padding: `[payloadStart … payloadEnd)` of the buffer. */
  payloadStart: number;
  payloadEnd: number;
}

export function createRtpHeader(): RtpHeader {
  return {
    marker: false,
    payloadType: 0,
    sequence: 0,
    timestamp: 0,
    ssrc: 0,
    payloadStart: 0,
    payloadEnd: 0,
  };
}

/** Reads the packet in `buffer[start … end)` into `header`. False when it is not RTP; `header` is then undefined. */
export function parseRtp(buffer: Buffer, start: number, end: number, header: RtpHeader): boolean {
  if (end - start < rtpHeaderBytes) return false;
  const first = buffer[start]!;
  if (first >> 6 !== 2) return false;
  const second = buffer[start + 1]!;
  let payloadStart = start + rtpHeaderBytes + 4 * (first & 0x0f);
  let payloadEnd = end;
  if ((first & 0x10) !== 0) {
    if (payloadStart + 4 > end) return false;
    payloadStart += 4 + 4 * ((buffer[payloadStart + 2]! << 8) | buffer[payloadStart + 3]!);
  }
  if ((first & 0x20) !== 0) {
    const padding = buffer[end - 1]!;
    if (padding === 0) return false;
    payloadEnd -= padding;
  }
  if (payloadStart > payloadEnd) return false;
  header.marker = second >= 0x80;
  header.payloadType = second & 0x7f;
  header.sequence = (buffer[start + 2]! << 8) | buffer[start + 3]!;
  header.timestamp = readUInt32(buffer, start + 4);
  header.ssrc = readUInt32(buffer, start + 8);
  header.payloadStart = payloadStart;
  header.payloadEnd = payloadEnd;
  return true;
}

function readUInt32(buffer: Buffer, at: number): number {
  return buffer[at]! * 0x1000000 + ((buffer[at + 1]! << 16) | (buffer[at + 2]! << 8) | buffer[at + 3]!);
}

/** Writes a header without CSRC and extension at `at`. */
export function writeRtpHeader(
  target: Buffer,
  at: number,
  header: Pick<RtpHeader, 'marker' | 'payloadType' | 'sequence' | 'timestamp' | 'ssrc'>,
): void {
  target[at] = 0x80;
  target[at + 1] = (header.marker ? 0x80 : 0) | header.payloadType;
  target.writeUInt16BE(header.sequence & 0xffff, at + 2);
  target.writeUInt32BE(header.timestamp >>> 0, at + 4);
  target.writeUInt32BE(header.ssrc >>> 0, at + 8);
}
