/** The band of lumas in which a cell is background, and the cells of a picture that are outside of theirs. */

const evenBytes = 0x00ff00ff;
const aboveBytes = 0x01000100;

/** Up to this spread, which few cells exceed, the least limit is the limit. */
export function quietSpread(leastLimit: number, spreads: number): number {
  return Math.floor(leastLimit / spreads) | 0;
}

/** The ends of a band, luma levels. */
export function lowest(mean: number, limit: number): number {
  return Math.max((((mean - limit) | 0) + 255) >> 8, 0);
}

export function highest(mean: number, limit: number): number {
  return Math.min(((mean + limit) | 0) >> 8, 255);
}

/**
 * The cells outside of their bands, in rising order. Nearly all are inside, so four are asked at once: with each byte in half a
 * word of its own and a bit set above it, that bit stays where what is taken away is not more.
 */
export function listOutside(luma: Uint8Array, low: Uint8Array, high: Uint8Array, list: Uint16Array): number {
  const lumas = asWords(luma);
  const lows = asWords(low);
  const highs = asWords(high);
  let count = 0;
  for (let word = 0; word < lumas.length; word++) {
    const here = lumas[word]!;
    const least = lows[word]!;
    const most = highs[word]!;
    const even = here & evenBytes;
    const odd = (here >>> 8) & evenBytes;
    const stays =
      ((even | aboveBytes) - (least & evenBytes)) &
      (((most & evenBytes) | aboveBytes) - even) &
      ((odd | aboveBytes) - ((least >>> 8) & evenBytes)) &
      ((((most >>> 8) & evenBytes) | aboveBytes) - odd);
    if ((stays & aboveBytes) === aboveBytes) continue;
    for (let i = word * 4; i < word * 4 + 4; i++) {
      if (luma[i]! < low[i]! || luma[i]! > high[i]!) list[count++] = i;
    }
  }
  for (let i = lumas.length * 4; i < luma.length; i++) {
    if (luma[i]! < low[i]! || luma[i]! > high[i]!) list[count++] = i;
  }
  return count;
}

function asWords(bytes: Uint8Array): Int32Array {
  return new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
}
