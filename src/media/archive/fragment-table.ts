/**
 * The fragments of a segment as 24 bytes each, for the index:
 *
 *     offset u48 | length u32 | start f64 (UTC ms) | duration f32 (ms) | flags u8 (1: keyframe) | 0
 */

export interface FragmentPosition {
  /** Where `prft` and `moof` begin in the file; `length` runs to the end of `mdat`. */
  readonly offset: number;
  readonly length: number;
  readonly startMs: number;
  readonly endMs: number;
  /** Decoding can begin here. */
  readonly keyframe: boolean;
}

const rowBytes = 24;

export function packFragments(fragments: readonly FragmentPosition[]): Buffer {
  const packed = Buffer.alloc(fragments.length * rowBytes);
  fragments.forEach((fragment, index) => {
    const at = index * rowBytes;
    packed.writeUIntBE(fragment.offset, at, 6);
    packed.writeUInt32BE(fragment.length, at + 6);
    packed.writeDoubleBE(fragment.startMs, at + 10);
    packed.writeFloatBE(fragment.endMs - fragment.startMs, at + 18);
    packed[at + 22] = fragment.keyframe ? 1 : 0;
  });
  return packed;
}

export function unpackFragments(bytes: Uint8Array): FragmentPosition[] {
  const packed = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: Math.floor(packed.length / rowBytes) }, (_, index) => {
    const at = index * rowBytes;
    const startMs = packed.readDoubleBE(at + 10);
    return {
      offset: packed.readUIntBE(at, 6),
      length: packed.readUInt32BE(at + 6),
      startMs,
      endMs: startMs + packed.readFloatBE(at + 18),
      keyframe: packed[at + 22] === 1,
    };
  });
}
