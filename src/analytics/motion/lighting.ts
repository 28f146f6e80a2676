/**
 * Exposure: by what factor the whole picture has become brighter than the background. In a camera's gamma-corrected luma an
 * exposure step is nearly a factor, the same for all cells; objects are outliers, so the median of the ratios finds it.
 */

/** Histogram of log ratios: 64 bins an octave, two octaves each way. */
const binsPerOctave = 64;
const half = 2 * binsPerOctave;
/** Darker and brighter than this, ratios are noise or clipped. */
const darkest = 20;
const brightest = 235;
/** Ratios this near to another (about 4 %) agree with it. */
const agreeBins = 3;
const smallestShare = 0.1;
/** A thousand cells are enough for a median; usual column counts are no multiple of this. */
const stride = 13;
/** The background learns smaller changes by itself. */
const leastOctaves = 0.02;

const logOf = new Int16Array(256).map((_, luma) => Math.round(Math.log2(Math.max(1, luma)) * binsPerOctave));

export class Lighting {
  readonly #histogram = new Uint16Array(2 * half + 1);

  /** The factor, 1 where there is none to be sure of. */
  gain(luma: Uint8Array, background: Uint16Array): number {
    const histogram = this.#histogram.fill(0);
    let counted = 0;
    for (let i = 0; i < luma.length; i += stride) {
      const now = luma[i]!;
      const then = (background[i]! + 128) >> 8;
      if (now < darkest || now > brightest || then < darkest || then > brightest) continue;
      const bin = logOf[now]! - logOf[then]! + half;
      histogram[bin < 0 ? 0 : bin > 2 * half ? 2 * half : bin]!++;
      counted++;
    }
    if (counted < (luma.length / stride) * smallestShare) return 1;
    const median = medianBin(histogram, counted);
    const agreeing = massAround(histogram, median);
    const before = massAround(histogram, half);
    // More must agree with the new light than with the old, and more than one object covers.
    if (agreeing < counted * 0.4 || agreeing < before) return 1;
    const octaves = (median - half) / binsPerOctave;
    return Math.abs(octaves) < leastOctaves ? 1 : 2 ** octaves;
  }
}

/** With a fraction inside the bin, so that slow drifts are followed before they are a whole bin. */
function medianBin(histogram: Uint16Array, counted: number): number {
  let below = 0;
  for (let bin = 0; bin < histogram.length; bin++) {
    const here = histogram[bin]!;
    if (below + here >= counted / 2) return bin - 0.5 + (counted / 2 - below) / here;
    below += here;
  }
  return half;
}

function massAround(histogram: Uint16Array, middle: number): number {
  const first = Math.max(0, Math.round(middle) - agreeBins);
  const end = Math.min(histogram.length, Math.round(middle) + agreeBins + 1);
  let mass = 0;
  for (let bin = first; bin < end; bin++) mass += histogram[bin]!;
  return mass;
}
