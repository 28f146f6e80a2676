/**
 * Samples of H.264 (RFC 6184) and H.265 (RFC 7798) as RTP payloads: a NAL unit that fits is a payload of its own, a longer
 * one is cut into fragmentation units. A keyframe is preceded by the parameter sets, so that a receiver can begin there.
 */
import { lengthBytes } from '#media/h264/nal-units.ts';
import { type Payloads, PayloadWriter } from './payloads.ts';

interface FragmentHeader {
  /** Bytes of the NAL unit header, which the fragments replace by theirs. */
  readonly nalHeaderBytes: number;
  /** FU indicator (H.264) or payload header (H.265), then the FU header. */
  write(writer: PayloadWriter, unit: Buffer, at: number, startAndEnd: number): void;
}

/** RFC 6184, 5.8: FU indicator (F, NRI, 28), FU header (S, E, R, type). */
export const h264Fragments: FragmentHeader = {
  nalHeaderBytes: 1,
  write(writer, unit, at, startAndEnd) {
    const head = unit[at]!;
    writer.byte((head & 0xe0) | 28);
    writer.byte(startAndEnd | (head & 0x1f));
  },
};

/** RFC 7798, 4.4.3: payload header with type 49, FU header (S, E, type). */
export const h265Fragments: FragmentHeader = {
  nalHeaderBytes: 2,
  write(writer, unit, at, startAndEnd) {
    const head = unit[at]!;
    writer.byte((head & 0x81) | (49 << 1));
    writer.byte(unit[at + 1]!);
    writer.byte(startAndEnd | ((head >> 1) & 0x3f));
  },
};

/** `sample` holds length-prefixed NAL units; `before` goes first. */
export function packetizeNalUnits(
  sample: Buffer,
  before: readonly Buffer[],
  fragments: FragmentHeader,
  mtu: number,
  headroom: number,
): Payloads {
  const roomPerFragment = mtu - fragments.nalHeaderBytes - 1;
  const beforeBytes = before.reduce((sum, unit) => sum + unit.length, 0);
  // Each fragment adds at most three bytes of headers to its part of the unit.
  const units = before.length + countUnits(sample);
  const count = units + Math.ceil((sample.length + beforeBytes) / roomPerFragment);
  const writer = new PayloadWriter(sample.length + beforeBytes + 3 * count, count, headroom);
  for (const unit of before) packetizeUnit(writer, unit, 0, unit.length, fragments, mtu);
  for (let at = 0; at + lengthBytes <= sample.length; ) {
    const from = at + lengthBytes;
    const to = Math.min(from + sample.readUInt32BE(at), sample.length);
    if (to > from) packetizeUnit(writer, sample, from, to, fragments, mtu);
    at = to;
  }
  return writer.finish();
}

function countUnits(sample: Buffer): number {
  let count = 0;
  for (let at = 0; at + lengthBytes <= sample.length; at += lengthBytes + sample.readUInt32BE(at)) count += 1;
  return count;
}

function packetizeUnit(
  writer: PayloadWriter,
  source: Buffer,
  from: number,
  to: number,
  fragments: FragmentHeader,
  mtu: number,
): void {
  if (to - from <= mtu) {
    writer.begin();
    writer.copy(source, from, to);
    writer.end();
    return;
  }
  const step = mtu - fragments.nalHeaderBytes - 1;
  const first = from + fragments.nalHeaderBytes;
  for (let at = first; at < to; at += step) {
    const end = Math.min(at + step, to);
    writer.begin();
    fragments.write(writer, source, from, (at === first ? 0x80 : 0) | (end === to ? 0x40 : 0));
    writer.copy(source, at, end);
    writer.end();
  }
}
