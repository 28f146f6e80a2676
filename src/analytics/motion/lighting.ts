/**
 * Exposure: by what factor the whole picture has become brighter than the background. In a camera's gamma-corrected luma an
 * exposure step is nearly a factor, the same for all cells, so most ratios of picture and background lie close together; those of
 * objects and of light that falls on a part do not.
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
const leastAgreeing = 0.4;
const clearlyMore = 1.3;
/** A thousand cells are enough; usual column counts are no multiple of this. */
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
      histogram[bin < 0 ? 0 : Math.min(bin, 2 * half)]!++;
      counted++;
    }
    if (counted < (luma.length / stride) * smallestShare) return 1;
    const peak = peakBin(histogram);
    // More must agree with the new light than with the old, and more than one object covers.
    const agreeing = massAround(histogram, peak);
    if (agreeing < counted * leastAgreeing) return 1;
    const isFar = Math.abs(peak - half) > agreeBins;
    if (isFar && agreeing < massAround(histogram, half) * clearlyMore) return 1;
    const octaves = (meanAround(histogram, peak) - half) / binsPerOctave;
    return Math.abs(octaves) < leastOctaves ? 1 : 2 ** octaves;
  }
}

/** Where most ratios lie close together. */
function peakBin(histogram: Uint16Array): number {
  const { length } = histogram;
  let mass = 0;
  let most = -1;
  let peak = half;
  for (let middle = -agreeBins; middle < length; middle++) {
    const entering = middle + agreeBins;
    const leaving = middle - agreeBins - 1;
    if (entering < length) mass += histogram[entering]!;
    if (leaving >= 0) mass -= histogram[leaving]!;
    if (mass <= most) continue;
    most = mass;
    peak = middle;
  }
  return peak;
}

/** With a fraction of a bin, so that slow drifts are followed in small steps. */
function meanAround(histogram: Uint16Array, middle: number): number {
  let mass = 0;
  let sum = 0;
  for (let bin = Math.max(0, middle - agreeBins); bin <= middle + agreeBins; bin++) {
    const here = histogram[bin] ?? 0;
    mass += here;
    sum += here * bin;
  }
  return mass === 0 ? half : sum / mass;
}

function massAround(histogram: Uint16Array, middle: number): number {
  const first = Math.max(0, middle - agreeBins);
  const end = Math.min(histogram.length, middle + agreeBins + 1);
  let mass = 0;
  for (let bin = first; bin < end; bin++) mass += histogram[bin]!;
  return mass;
}
