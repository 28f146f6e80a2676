/**
 * The loops over all cells of a picture in vectors of 128 bits (WebAssembly; source in assembly/kernels.ts), a tenth of their time in
 * JavaScript. Results are those of the plain loops in kernels.test.ts, to the bit.
 */
import { VidetteError } from '#domain/errors.ts';
import { wasm } from './generated/kernels.ts';

/** Enough for the largest grid and a picture of it; what is never touched takes no memory. */
const pages = 32;

interface Exports {
  reduceFours(source: number, stride: number, columns: number, rows: number, target: number): void;
  listOutside(luma: number, low: number, high: number, cells: number, list: number): number;
  learn(
    luma: number,
    mask: number,
    mean: number,
    spread: number,
    low: number,
    high: number,
    first: number,
    end: number,
    rate: number,
    spreadRate: number,
    mostSpread: number,
    leastLimit: number,
    spreads: number,
  ): void;
  band(
    mean: number,
    spread: number,
    low: number,
    high: number,
    cells: number,
    leastLimit: number,
    spreads: number,
  ): void;
  scale(memory: number, cells: number, factor: number): void;
}

/** What is used of it: the types of Node have no WebAssembly. */
declare const WebAssembly: {
  Module: new (bytes: Uint8Array) => object;
  Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
  Instance: new (module: object, imports: object) => { readonly exports: unknown };
};

const module = new WebAssembly.Module(Buffer.from(wasm, 'base64'));

/** What a cell is compared with. Luma in 1/256 levels, but for the ends of the band. */
export interface Bands {
  readonly mean: Uint16Array;
  readonly spread: Uint16Array;
  /** Lumas from low to high are background. */
  readonly low: Uint8Array;
  readonly high: Uint8Array;
}

/** How far from the mean the ends of the band are: so many spreads, and at least so much (1/256 levels). */
export interface Limits {
  readonly spreads: number;
  readonly least: number;
}

export interface Rates {
  /** Shares of the way to what is seen, in 1/4096. */
  readonly mean: number;
  readonly spread: number;
  /** A difference counts for the spread as this at most. */
  readonly mostSpread: number;
}

/** Arrays that kernels can reach, and the kernels. Arrays of one cannot be given to another. */
export class Kernels {
  readonly #buffer: ArrayBuffer;
  readonly #exports: Exports;
  /** Address 0 is left out, as the compiler does. */
  #used = 16;

  constructor() {
    const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
    const instance = new WebAssembly.Instance(module, { env: { memory } });
    this.#buffer = memory.buffer;
    this.#exports = instance.exports as Exports;
  }

  /** Zeros. */
  bytes(length: number): Uint8Array {
    return new Uint8Array(this.#buffer, this.#take(length), length);
  }

  /** Zeros. */
  words(length: number): Uint16Array {
    return new Uint16Array(this.#buffer, this.#take(2 * length), length);
  }

  /** The means of squares of 4 × 4 pixels. `stride`: bytes from one row of pixels to the next. */
  reduceFours(source: Uint8Array, stride: number, columns: number, rows: number, target: Uint8Array): void {
    this.#exports.reduceFours(this.#at(source), stride, columns, rows, this.#at(target));
  }

  /** The cells outside of their bands, in rising order; returns how many. */
  listOutside(luma: Uint8Array, { low, high }: Bands, list: Uint16Array): number {
    return this.#exports.listOutside(
      this.#at(luma),
      this.#at(low),
      this.#at(high),
      luma.length,
      this.#at(list),
    );
  }

  /** Takes what cells from `first` until `end` show into their bands; those whose mask is not 0 stay. */
  learn(
    luma: Uint8Array,
    mask: Uint8Array,
    { mean, spread, low, high }: Bands,
    first: number,
    end: number,
    rates: Rates,
    limits: Limits,
  ): void {
    this.#exports.learn(
      this.#at(luma),
      this.#at(mask),
      this.#at(mean),
      this.#at(spread),
      this.#at(low),
      this.#at(high),
      first,
      end,
      rates.mean,
      rates.spread,
      rates.mostSpread,
      limits.least,
      limits.spreads,
    );
  }

  /** New ends of all bands. */
  band({ mean, spread, low, high }: Bands, limits: Limits): void {
    this.#exports.band(
      this.#at(mean),
      this.#at(spread),
      this.#at(low),
      this.#at(high),
      mean.length,
      limits.least,
      limits.spreads,
    );
  }

  /** Makes all values so many times larger, 0 to 4, at most 65,535. */
  scale(values: Uint16Array, gain: number): void {
    this.#exports.scale(this.#at(values), values.length, Math.min(Math.round(gain * 16_384), 65_535));
  }

  #take(bytes: number): number {
    const at = this.#used;
    this.#used = (at + bytes + 15) & ~15;
    if (this.#used > this.#buffer.byteLength) throw new VidetteError('bug', 'no grid is that large');
    return at;
  }

  #at(array: Uint8Array | Uint16Array): number {
    if (array.buffer !== this.#buffer) throw new VidetteError('bug', 'an array of other kernels');
    return array.byteOffset;
  }
}
