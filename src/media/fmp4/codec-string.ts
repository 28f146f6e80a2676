/** RFC 6381 codec strings from the configuration boxes (ISO 14496-15, annex E; RFC 6381, 3.3). */
import { BitReader } from './bits.ts';

const hex2 = (value: number): string => value.toString(16).padStart(2, '0');

/** From the content of `avcC`: `avc1.` and profile, constraints, level in hex. */
export function avcCodecString(avcC: Buffer): string {
  return `avc1.${hex2(avcC[1] ?? 0)}${hex2(avcC[2] ?? 0)}${hex2(avcC[3] ?? 0)}`;
}

/** From the content of `hvcC`, for example `hvc1.1.6.L120.90`. */
export function hevcCodecString(hvcC: Buffer): string {
  const first = hvcC[1] ?? 0;
  const space = ['', 'A', 'B', 'C'][first >> 6] ?? '';
  let reversed = 0;
  const compatibility = hvcC.length >= 6 ? hvcC.readUInt32BE(2) : 0;
  for (let bit = 0; bit < 32; bit += 1) if ((compatibility >>> bit) & 1) reversed += 2 ** (31 - bit);
  const constraints = [...hvcC.subarray(6, 12)];
  while (constraints.length > 0 && constraints.at(-1) === 0) constraints.pop();
  const tier = (first & 0x20) !== 0 ? 'H' : 'L';
  const tail = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join('');
  return `hvc1.${space}${first & 0x1f}.${reversed.toString(16).toUpperCase()}.${tier}${hvcC[12] ?? 0}${tail}`;
}

/** From the AudioSpecificConfig: `mp4a.40.` and the audio object type (ISO 14496-3, 1.6.2.1). */
export function aacCodecString(config: Buffer): string {
  const bits = new BitReader(config);
  const type = bits.bits(5);
  return `mp4a.40.${type === 31 ? 32 + bits.bits(6) : type}`;
}
