/** Reads the bits of an H.264 or H.265 parameter set, emulation prevention bytes taken out. Reads zero beyond the end. */

/** The raw byte sequence payload of a NAL unit: `00 00 03` becomes `00 00` (H.264, 7.4.1). */
export function removeEmulation(nal: Buffer): Buffer {
  const out = Buffer.allocUnsafe(nal.length);
  let length = 0;
  let zeros = 0;
  for (const byte of nal) {
    if (zeros >= 2 && byte === 3) {
      zeros = 0;
      continue;
    }
    zeros = byte === 0 ? zeros + 1 : 0;
    out[length] = byte;
    length += 1;
  }
  return out.subarray(0, length);
}

export class BitReader {
  readonly #data: Buffer;
  #position = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  bit(): number {
    const byte = this.#data[this.#position >> 3] ?? 0;
    const value = (byte >> (7 - (this.#position & 7))) & 1;
    this.#position += 1;
    return value;
  }

  /** Up to 31 bits. */
  bits(count: number): number {
    let value = 0;
    for (let index = 0; index < count; index += 1) value = (value << 1) | this.bit();
    return value;
  }

  skip(count: number): void {
    this.#position += count;
  }

  /** ue(v), Exp-Golomb (H.264, 9.1); at most 30 leading zeros are honest. */
  ue(): number {
    let zeros = 0;
    while (zeros < 30 && this.bit() === 0) zeros += 1;
    return 2 ** zeros - 1 + this.bits(zeros);
  }
}
