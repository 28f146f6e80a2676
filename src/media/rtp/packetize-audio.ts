/** Audio samples as RTP payloads. */
import { type Payloads, PayloadWriter } from './payloads.ts';

/**
 * MPEG4-GENERIC in mode AAC-hbr (RFC 3640, 3.3.6): sizelength 13, indexlength 3, indexdeltalength 3. One access unit each,
 * cut into fragments when it is too long; every fragment tells the size of the whole.
 *
 *     AU-headers-length in bits (16) | AU-size (13) | AU-Index (3) | access unit
 */
export function packetizeAac(data: Buffer, mtu: number, headroom: number): Payloads {
  const step = mtu - 4;
  const count = Math.max(1, Math.ceil(data.length / step));
  const writer = new PayloadWriter(data.length + 4 * count, count, headroom);
  for (let at = 0; at < data.length; at += step) {
    writer.begin();
    writer.byte(0);
    writer.byte(16);
    writer.byte((data.length >> 5) & 0xff);
    writer.byte((data.length << 3) & 0xff);
    writer.copy(data, at, Math.min(at + step, data.length));
    writer.end();
  }
  return writer.finish();
}

/** G.711 (RFC 3551, 4.5.14) and Opus (RFC 7587): the sample is the payload. */
export function packetizePlain(data: Buffer, headroom: number): Payloads {
  const writer = new PayloadWriter(data.length, 1, headroom);
  writer.begin();
  writer.copy(data, 0, data.length);
  writer.end();
  return writer.finish();
}
