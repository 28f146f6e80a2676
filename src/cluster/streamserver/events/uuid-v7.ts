/**
 * UUID version 7 (RFC 9562, sections 5.7 and 6.2 method 2): 48 bits of Unix milliseconds, then a number of 74 bits that is random
 * in a new millisecond and grows by a random step within one.
 *
 *      0                   1                   2                   3
 *     |                           unix_ts_ms                          |
 *     |          unix_ts_ms           |  ver  |   number (12 bits)    |
 *     |var|                     number (62 bits)                      |
 *     |                     number                                    |
 */
import { randomBytes } from 'node:crypto';

const largestMs = 2 ** 48 - 1;
const low62 = (1n << 62n) - 1n;

/** Ids made one after the other for the same millisecond sort in that order. */
export class UuidV7 {
  #ms = -1;
  #number = 0n;

  /** Whole milliseconds, 0..2^48-1; what lies outside is drawn to the nearest. */
  at(utcMs: number): string {
    const ms = Math.min(Math.max(Math.trunc(utcMs), 0), largestMs);
    // The highest bit stays clear at first, so that a millisecond never runs out of numbers.
    this.#number = ms === this.#ms ? this.#number + 1n + randomBits(32n) : randomBits(73n);
    this.#ms = ms;
    const high = (BigInt(ms) << 16n) | 0x7000n | (this.#number >> 62n);
    const low = (2n << 62n) | (this.#number & low62);
    const hex = `${high.toString(16).padStart(16, '0')}${low.toString(16).padStart(16, '0')}`;
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }
}

const form = /^([0-9a-f]{8})-([0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The Unix milliseconds in an id; null when the text is no UUID of this version, in small letters. */
export function timeOfUuidV7(id: string): number | null {
  const match = form.exec(id);
  return match === null ? null : Number.parseInt(`${match[1]}${match[2]}`, 16);
}

function randomBits(count: bigint): bigint {
  const bytes = randomBytes(Number((count + 7n) / 8n));
  return BigInt(`0x${bytes.toString('hex')}`) & ((1n << count) - 1n);
}
