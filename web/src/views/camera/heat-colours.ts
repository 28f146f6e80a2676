/** Counts of a heat map as RGBA bytes: nothing is clear, little is blue, much is yellow to red. Pure. */

/** From few to many; brighter means more, so that it is read without telling colours apart. */
const ramp = [
  [38, 70, 160],
  [40, 140, 200],
  [90, 200, 140],
  [245, 205, 80],
  [250, 110, 60],
] as const;

/** The scale is logarithmic: a door is crossed a thousand times more often than a corner. */
export function heatColours(counts: readonly number[]): Uint8ClampedArray<ArrayBuffer> {
  const most = Math.log1p(counts.reduce((max, count) => Math.max(max, count), 0));
  const bytes = new Uint8ClampedArray(counts.length * 4);
  for (const [index, count] of counts.entries()) {
    if (count <= 0 || most === 0) continue;
    const share = Math.log1p(count) / most;
    const at = Math.min(ramp.length - 1, Math.floor(share * ramp.length));
    const [red, green, blue] = ramp[at] ?? ramp[0];
    bytes.set([red, green, blue, 40 + share * 170], index * 4);
  }
  return bytes;
}
