/** JPEG over RTP (RFC 2435): the pictures get back the markers and tables that the format leaves out. */
import { quantisationForQuality, standardHuffman } from '#media/jpeg/tables.ts';
import { SampleMemory } from '#media/sample-memory.ts';
import type { Depacketizer, UnitSink } from './depacketizer.ts';

export class JpegDepacketizer implements Depacketizer {
  readonly #sink: UnitSink;
  readonly #picture: SampleMemory;
  /** Tables by Q, of senders that send them only now and then (Q 128…254). */
  readonly #tables = new Map<number, Buffer>();
  /** Scan bytes so far, that is the fragment offset that comes next; -1 while no picture is being built. */
  #nextOffset = -1;
  #afterLoss = false;

  constructor(sink: UnitSink, memory = new SampleMemory()) {
    this.#sink = sink;
    this.#picture = memory;
  }

  lost(): void {
    if (this.#nextOffset > 0) this.#sink.dropped();
    this.#afterLoss = true;
    this.#nextOffset = -1;
  }

  push(buffer: Buffer, start: number, end: number, timestamp: number, marker: boolean): void {
    if (end - start < 8) {
      this.#nonsense();
      return;
    }
    const offset = buffer.readUIntBE(start + 1, 3);
    const scan = offset === 0 ? this.#begin(buffer, start, end) : this.#continue(buffer, start, end, offset);
    if (scan === -1) return;
    if (!this.#picture.append(buffer, scan, end)) {
      this.#nonsense();
      return;
    }
    this.#nextOffset += end - scan;
    if (!marker) return;
    this.#finish(timestamp);
  }

  #finish(timestamp: number): void {
    this.#nextOffset = -1;
    const { buffer, length } = this.#picture;
    if (buffer[length - 2] !== 0xff || buffer[length - 1] !== 0xd9) this.#picture.append(endOfImage, 0, 2);
    this.#sink.unit(this.#picture.take(), timestamp, true, this.#afterLoss);
    this.#afterLoss = false;
  }

  /** Where the scan data of a further fragment begins, or -1. */
  #continue(buffer: Buffer, start: number, end: number, offset: number): number {
    if (this.#nextOffset === -1) return -1;
    const scan = start + 8 + (hasRestart(buffer[start + 4]!) ? 4 : 0);
    if (offset === this.#nextOffset && scan <= end) return scan;
    this.#nonsense();
    return -1;
  }

  /** Writes the headers; answers where the scan data begins, or -1 when the picture cannot be built. */
  #begin(buffer: Buffer, start: number, end: number): number {
    if (this.#nextOffset !== -1) this.lost();
    const type = buffer[start + 4]!;
    const quality = buffer[start + 5]!;
    const width = buffer[start + 6]! * 8;
    const height = buffer[start + 7]! * 8;
    let at = start + 8;
    let restartInterval = 0;
    if (hasRestart(type)) {
      if (at + 4 > end) return this.#fail();
      restartInterval = buffer.readUInt16BE(at);
      at += 4;
    }
    let tables: Buffer | undefined;
    if (quality >= 128) {
      if (at + 4 > end) return this.#fail();
      const length = buffer.readUInt16BE(at + 2);
      // 16-bit values (precision bits) are for other JPEG processes than types 0 and 1.
      if (at + 4 + length > end || (length > 0 && buffer[at + 1] !== 0)) return this.#fail();
      tables =
        length === 0 ? this.#tables.get(quality) : Buffer.from(buffer.subarray(at + 4, at + 4 + length));
      if (tables !== undefined && quality !== 255) this.#tables.set(quality, tables);
      at += 4 + length;
    } else if (quality > 0) {
      tables = quantisationForQuality(quality);
    }
    const unsupported = (type & 0x3f) > 1 || type >= 128 || width === 0 || height === 0;
    if (unsupported || tables === undefined || (tables.length !== 64 && tables.length !== 128))
      return this.#fail();
    this.#picture.length = 0;
    const head = jpegHead(type & 1, width, height, tables, restartInterval);
    this.#picture.append(head, 0, head.length);
    this.#nextOffset = 0;
    return at;
  }

  #fail(): -1 {
    this.#nonsense();
    return -1;
  }

  #nonsense(): void {
    this.#sink.invalid();
    this.#afterLoss = true;
    this.#nextOffset = -1;
  }
}

const endOfImage = Buffer.from([0xff, 0xd9]);

function hasRestart(type: number): boolean {
  return (type & 0x40) !== 0;
}

/** Everything before the scan data (RFC 2435, appendix B). Type 0 is 4:2:2, type 1 is 4:2:0. */
function jpegHead(
  type: number,
  width: number,
  height: number,
  tables: Buffer,
  restartInterval: number,
): Buffer {
  const segment = (marker: number, body: Buffer) => {
    const head = Buffer.from([0xff, marker, 0, 0]);
    head.writeUInt16BE(body.length + 2, 2);
    return Buffer.concat([head, body]);
  };
  const single = tables.length === 64;
  const quantisation = single
    ? [segment(0xdb, Buffer.concat([Buffer.from([0]), tables]))]
    : [0, 1].map((i) =>
        segment(0xdb, Buffer.concat([Buffer.from([i]), tables.subarray(64 * i, 64 * (i + 1))])),
      );
  const chroma = single ? 0 : 1;
  const restart = Buffer.alloc(2);
  restart.writeUInt16BE(restartInterval);
  const frame = Buffer.from([8, height >> 8, height & 255, width >> 8, width & 255, 3]);
  const components = Buffer.from([1, type === 0 ? 0x21 : 0x22, 0, 2, 0x11, chroma, 3, 0x11, chroma]);
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...quantisation,
    ...(restartInterval > 0 ? [segment(0xdd, restart)] : []),
    segment(0xc0, Buffer.concat([frame, components])),
    ...standardHuffman.map((table) => segment(0xc4, table)),
    segment(0xda, Buffer.from([3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0])),
  ]);
}
