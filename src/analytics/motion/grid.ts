/** The reduced grid that motion is looked for on: each cell is the mean of a square of pixels, which averages noise away. */
import type { LumaPicture } from '../picture.ts';
import type { Kernels } from './kernels/kernels.ts';

/** 640×360 becomes 160×90. Finer costs more and finds more noise; coarser loses people who are 20 pixels high. */
const maxCells = 26_000;
const oddBytes = 0x00ff00ff;

export class CellGrid {
  readonly width: number;
  readonly height: number;
  /** Pixels along the side of a cell: 1, 2 or a multiple of 4. */
  readonly cellPx: number;
  readonly columns: number;
  readonly rows: number;
  /** Shares of the picture that a cell is wide and high. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Mean luma per cell of the picture that was reduced last. */
  readonly luma: Uint8Array;
  readonly #sums: Uint32Array;
  readonly #kernels: Kernels;
  /** Where a picture is copied to for the kernels. */
  readonly #source: Uint8Array;

  constructor(width: number, height: number, kernels: Kernels) {
    this.width = width;
    this.height = height;
    this.cellPx = cellSizePx(width, height);
    this.columns = Math.max(1, Math.floor(width / this.cellPx));
    this.rows = Math.max(1, Math.floor(height / this.cellPx));
    this.cellWidth = this.cellPx / width;
    this.cellHeight = this.cellPx / height;
    this.luma = kernels.bytes(this.columns * this.rows);
    this.#kernels = kernels;
    // Rows of decoders begin at multiples of 64 bytes.
    this.#source = kernels.bytes(this.cellPx === 4 ? Math.ceil(width / 64) * 64 * this.rows * 4 : 0);
    this.#sums = new Uint32Array(this.columns);
  }

  fits(picture: LumaPicture): boolean {
    return picture.width === this.width && picture.height === this.height;
  }

  /** Fills `luma`. */
  reduce(picture: LumaPicture): void {
    if (this.cellPx === 4) {
      this.#reduceFours(picture);
      return;
    }
    const words = this.cellPx > 4 && this.cellPx <= 20 ? asWords(picture) : null;
    if (words === null) this.#reduceBytes(picture);
    else this.#reduceWords(words, picture.stride >> 2);
  }

  /** Four pixels at a time: sums of odd and even bytes side by side in one word (up to 20 · 20 / 2 · 255 fits 16 bits). */
  #reduceWords(words: Int32Array, strideWords: number): void {
    const { luma, columns, rows, cellPx } = this;
    const wordsPerCell = cellPx >> 2;
    const scale = 65536 / (cellPx * cellPx);
    let out = 0;
    for (let row = 0; row < rows; row++) {
      const top = row * cellPx * strideWords;
      for (let column = 0; column < columns; column++) {
        let at = top + column * wordsPerCell;
        let pairs = 0;
        for (let y = 0; y < cellPx; y++, at += strideWords) {
          for (let w = 0; w < wordsPerCell; w++) {
            const four = words[at + w]!;
            pairs += (four & oddBytes) + ((four >>> 8) & oddBytes);
          }
        }
        luma[out++] = (((pairs >>> 16) + (pairs & 0xffff)) * scale + 32768) >>> 16;
      }
    }
  }

  /** The usual case: 640 pixels wide. */
  #reduceFours(picture: LumaPicture): void {
    const { luma, columns, rows } = this;
    const stride = this.#bring(picture);
    this.#kernels.reduceFours(this.#source, stride, columns, rows, luma);
  }

  /** Copies the picture to where kernels can reach it; returns its stride there. */
  #bring({ data, width, stride }: LumaPicture): number {
    const source = this.#source;
    const height = this.rows * 4;
    const bytes = stride * height;
    if (bytes <= source.length) {
      source.set(data.subarray(0, bytes));
      return stride;
    }
    for (let row = 0; row < height; row++) {
      source.set(data.subarray(row * stride, row * stride + width), row * width);
    }
    return width;
  }

  #reduceBytes({ data, stride }: LumaPicture): void {
    const { luma, columns, rows, cellPx } = this;
    const sums = this.#sums;
    const area = cellPx * cellPx;
    for (let row = 0; row < rows; row++) {
      sums.fill(area >> 1);
      for (let y = 0; y < cellPx; y++) {
        let at = (row * cellPx + y) * stride;
        for (let column = 0; column < columns; column++) {
          let sum = 0;
          for (let x = 0; x < cellPx; x++) sum += data[at++]!;
          sums[column]! += sum;
        }
      }
      const out = row * columns;
      for (let column = 0; column < columns; column++) luma[out + column] = sums[column]! / area;
    }
  }
}

function cellSizePx(width: number, height: number): number {
  const wanted = Math.sqrt((width * height) / maxCells);
  if (wanted <= 1) return 1;
  if (wanted <= 2) return 2;
  return Math.ceil(wanted / 4) * 4;
}

/** The same bytes as 32-bit words; null where they do not lie on word boundaries. */
function asWords({ data, stride }: LumaPicture): Int32Array | null {
  if (((data.byteOffset | stride) & 3) !== 0) return null;
  return new Int32Array(data.buffer, data.byteOffset, data.byteLength >> 2);
}
