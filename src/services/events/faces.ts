/** Descriptors of faces: vectors of 32-bit floats, alike by the angle between them. */

/** Null when the bytes are no such vector. */
export function toVector(bytes: Uint8Array): Float32Array | null {
  if (bytes.byteLength === 0 || bytes.byteLength % 4 !== 0) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = Float32Array.from({ length: bytes.byteLength / 4 }, (_, index) =>
    view.getFloat32(index * 4, true),
  );
  return vector.every(Number.isFinite) ? vector : null;
}

/** -1..1; null for vectors of different lengths or without a direction. */
export function cosine(a: Float32Array, b: Float32Array): number | null {
  if (a.length !== b.length) return null;
  let [dot, aa, bb] = [0, 0, 0];
  for (let index = 0; index < a.length; index++) {
    dot += a[index]! * b[index]!;
    aa += a[index]! * a[index]!;
    bb += b[index]! * b[index]!;
  }
  if (aa === 0 || bb === 0) return null;
  return Math.min(1, Math.max(-1, dot / Math.sqrt(aa * bb)));
}
