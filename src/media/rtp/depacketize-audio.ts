/** AAC (RFC 3640 mode AAC-hbr, RFC 6416 MP4A-LATM), G.711 and Opus over RTP. */
import { SampleMemory } from '#media/sample-memory.ts';
import type { Depacketizer, UnitSink } from './depacketizer.ts';

/** Access units of one packet; more is nonsense. */
const maxUnitsPerPacket = 64;

export interface AacHbrOptions {
  /** Bits, from a=fmtp. */
  readonly sizeLength: number;
  readonly indexLength: number;
  readonly indexDeltaLength: number;
  /** Duration of an access unit in ticks of the RTP clock. */
  readonly unitTicks: number;
}

/**
 * AU-headers-length in bits (16) | { AU-size | AU-Index or AU-Index-delta } … padded to a byte | access units. A unit that is
 * longer than its packet goes on in the next ones, which repeat its header.
 */
export class AacHbrDepacketizer implements Depacketizer {
  readonly #sink: UnitSink;
  readonly #options: AacHbrOptions;
  readonly #fragment = new SampleMemory();
  #afterLoss = false;

  constructor(sink: UnitSink, options: AacHbrOptions) {
    this.#sink = sink;
    this.#options = options;
  }

  lost(): void {
    this.#afterLoss = true;
    if (this.#fragment.length > 0) this.#sink.dropped();
    this.#fragment.length = 0;
  }

  push(buffer: Buffer, start: number, end: number, timestamp: number, _marker: boolean): void {
    const sizes = this.#readSizes(buffer, start, end);
    if (sizes === null) {
      this.#sink.invalid();
      return;
    }
    let at = start + 2 + Math.ceil(buffer.readUInt16BE(start) / 8);
    const [first] = sizes;
    if (sizes.length === 1 && first !== undefined && (first > end - at || this.#fragment.length > 0)) {
      this.#appendFragment(buffer, at, end, first, timestamp);
      return;
    }
    this.#fragment.length = 0;
    sizes.forEach((size, i) => {
      const next = Math.min(at + size, end);
      if (next > at)
        this.#emit(Buffer.from(buffer.subarray(at, next)), timestamp + i * this.#options.unitTicks);
      at = next;
    });
  }

  #appendFragment(buffer: Buffer, start: number, end: number, size: number, timestamp: number): void {
    if (!this.#fragment.append(buffer, start, end)) this.#fragment.length = 0;
    if (this.#fragment.length < size) return;
    this.#fragment.length = size;
    this.#emit(this.#fragment.take(), timestamp);
  }

  #emit(data: Buffer, timestamp: number): void {
    this.#sink.unit(data, timestamp >>> 0, true, this.#afterLoss);
    this.#afterLoss = false;
  }

  /** AU-size of each header. */
  #readSizes(buffer: Buffer, start: number, end: number): number[] | null {
    if (end - start < 4) return null;
    const headerBits = buffer.readUInt16BE(start);
    const { sizeLength, indexLength, indexDeltaLength } = this.#options;
    if (start + 2 + Math.ceil(headerBits / 8) > end) return null;
    const sizes: number[] = [];
    let bit = 0;
    while (
      bit + sizeLength + indexLength <= headerBits ||
      (bit > 0 && bit + sizeLength + indexDeltaLength <= headerBits)
    ) {
      sizes.push(readBits(buffer, (start + 2) * 8 + bit, sizeLength));
      bit += sizeLength + (sizes.length === 1 ? indexLength : indexDeltaLength);
      if (sizes.length > maxUnitsPerPacket) return null;
    }
    return sizes.length === 0 ? null : sizes;
  }
}

function readBits(buffer: Buffer, at: number, count: number): number {
  let value = 0;
  for (let bit = at; bit < at + count; bit += 1)
    value = value * 2 + ((buffer[bit >> 3]! >> (7 - (bit & 7))) & 1);
  return value;
}

/** One AudioMuxElement per timestamp, configuration out of band (cpresent=0): PayloadLengthInfo, then the access unit. */
export class LatmDepacketizer implements Depacketizer {
  readonly #sink: UnitSink;
  readonly #element = new SampleMemory();
  #afterLoss = false;
  #broken = false;

  constructor(sink: UnitSink) {
    this.#sink = sink;
  }

  lost(): void {
    this.#afterLoss = true;
    this.#broken = true;
  }

  push(buffer: Buffer, start: number, end: number, timestamp: number, marker: boolean): void {
    if (!this.#element.append(buffer, start, end)) this.#broken = true;
    if (!marker) return;
    const element = this.#element.take();
    const broken = this.#broken;
    this.#broken = false;
    if (broken) {
      this.#sink.dropped();
      return;
    }
    let at = 0;
    let size = 0;
    while (element[at] === 255) {
      size += 255;
      at += 1;
    }
    size += element[at] ?? 0;
    at += 1;
    if (size === 0 || at + size > element.length) {
      this.#sink.invalid();
      return;
    }
    this.#sink.unit(element.subarray(at, at + size), timestamp, true, this.#afterLoss);
    this.#afterLoss = false;
  }
}

/** G.711 and Opus: the payload is the unit. */
export class PlainDepacketizer implements Depacketizer {
  readonly #sink: UnitSink;
  #afterLoss = false;

  constructor(sink: UnitSink) {
    this.#sink = sink;
  }

  lost(): void {
    this.#afterLoss = true;
  }

  push(buffer: Buffer, start: number, end: number, timestamp: number, _marker: boolean): void {
    if (end <= start) return;
    this.#sink.unit(Buffer.from(buffer.subarray(start, end)), timestamp, true, this.#afterLoss);
    this.#afterLoss = false;
  }
}
