/** G.711 to numbers -1..1 (ITU-T G.711; the expansion of both laws by table). */

/** Biased by this before the logarithm. */
const muBias = 33;

function expandMu(code: number): number {
  const value = ~code & 0xff;
  const magnitude = ((((value & 0x0f) << 1) + muBias) << ((value >> 4) & 7)) - muBias;
  return ((value & 0x80) === 0 ? magnitude : -magnitude) / 8192;
}

function expandA(code: number): number {
  const value = code ^ 0x55;
  const exponent = (value >> 4) & 7;
  const mantissa = ((value & 0x0f) << 1) + 1;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 32) << (exponent - 1);
  return ((value & 0x80) === 0 ? -magnitude : magnitude) / 4096;
}

const tables = {
  pcmu: Float32Array.from({ length: 256 }, (_, code) => expandMu(code)),
  pcma: Float32Array.from({ length: 256 }, (_, code) => expandA(code)),
};

export function decodeG711(law: 'pcma' | 'pcmu', data: Uint8Array): Float32Array {
  const table = tables[law];
  return Float32Array.from(data, (code) => table[code] ?? 0);
}
