/** A made-up street to test with: texture that stays, noise that does not, and whatever is drawn over it. */
import type { LumaPicture } from '../picture.ts';

export const streetWidth = 320;
export const streetHeight = 180;
export const streetBeginMs = 1_700_000_000_000;

/** Luma of a thing at a pixel of its own. */
export interface Thing {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Default: stripes that no street has. */
  readonly luma?: (x: number, y: number) => number;
}

export interface StreetPicture {
  readonly things?: readonly Thing[];
  /** The light: luma of the street and the things, changed. */
  readonly light?: (luma: number, x: number, y: number) => number;
  /** Standard deviation, about; default 2. */
  readonly noise?: number;
  /** Pixels that the camera is shifted. */
  readonly shiftX?: number;
  readonly shiftY?: number;
}

const textureSize = 512;
const texture = makeTexture(7);
const noises = [11, 23, 37, 41, 53, 67, 71].map((seed) => makeNoise(seed));
let turn = 0;

export function street(utcMs: number, picture: StreetPicture = {}): LumaPicture {
  const { things = [], light, noise = 2, shiftX = 0, shiftY = 0 } = picture;
  const grain = noises[turn++ % noises.length]!;
  const data = new Uint8Array(streetWidth * streetHeight);
  const lumas = new Float32Array(data.length).map((_, i) =>
    textureAt((i % streetWidth) + shiftX, Math.floor(i / streetWidth) + shiftY),
  );
  for (const thing of things) draw(thing, lumas);
  for (let i = 0; i < data.length; i++) {
    const lit = light?.(lumas[i]!, i % streetWidth, Math.floor(i / streetWidth)) ?? lumas[i]!;
    data[i] = Math.max(0, Math.min(255, lit + grain[i]! * noise));
  }
  return { width: streetWidth, height: streetHeight, stride: streetWidth, data, utcMs };
}

function draw({ x, y, width, height, luma = stripes }: Thing, lumas: Float32Array): void {
  const [left, top] = [Math.round(x), Math.round(y)];
  for (let atY = Math.max(0, top); atY < Math.min(streetHeight, top + height); atY++) {
    for (let atX = Math.max(0, left); atX < Math.min(streetWidth, left + width); atX++) {
      lumas[atY * streetWidth + atX] = luma(atX - left, atY - top);
    }
  }
}

function stripes(x: number, y: number): number {
  return (Math.floor(x / 4) + Math.floor(y / 9)) % 2 === 0 ? 40 : 190;
}

function textureAt(x: number, y: number): number {
  if (Number.isInteger(x) && Number.isInteger(y)) {
    return texture[(y & (textureSize - 1)) * textureSize + (x & (textureSize - 1))]!;
  }
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number) =>
    texture[(row & (textureSize - 1)) * textureSize + (column & (textureSize - 1))]!;
  const [partX, partY] = [x - left, y - top];
  const above = at(left, top) * (1 - partX) + at(left + 1, top) * partX;
  const below = at(left, top + 1) * (1 - partX) + at(left + 1, top + 1) * partX;
  return above * (1 - partY) + below * partY;
}

/** Paving of uneven stones with soft edges: blocks of 12 × 8 pixels of different luma, averaged a little. */
function makeTexture(seed: number): Float32Array {
  const random = randomFrom(seed);
  const stones = Array.from({ length: 64 * 64 }, () => 70 + random() * 100);
  const rough = new Float32Array(textureSize * textureSize).map((_, i) => {
    const [x, y] = [i % textureSize, Math.floor(i / textureSize)];
    return stones[(Math.floor(y / 8) % 64) * 64 + (Math.floor(x / 12) % 64)]!;
  });
  return rough.map(
    (luma, i) => (luma * 2 + (rough[i + 1] ?? luma) + (rough[i + textureSize] ?? luma)) / 4 + random() * 6,
  );
}

function makeNoise(seed: number): Float32Array {
  const random = randomFrom(seed);
  // Three uniform values are near enough to a normal distribution of deviation 1.
  return new Float32Array(streetWidth * streetHeight).map(() => (random() + random() + random() - 1.5) * 2);
}

/** mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
