/** The reduced grid that motion is looked for on: each cell is the mean of a square of pixels, which averages noise away. */
import type { LumaPicture } from '../picture.ts';
import { Kernels } from './kernels/kernels.ts';

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

  constructor(width: number, height: number, kernels: Kernels) {
    this.width = width;
    this.height = height;
    this.cellPx = cellSizePx(width, height);
    this.columns = Math.max(1, Math.floor(width / this.cellPx));
    this.rows = Math.max(1, Math.floor(height / this.cellPx));
    this.cellWidth = this.cellPx / width;
    this.cellHeight = this.cellPx / height;
    this.luma = kernels.bytes(this.columns * this.rows);
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
    passage ??= new Passage();
    passage.reduce(picture, columns, rows, luma);
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

/** Where pictures are copied to for the kernels: one place for all cameras. */
class Passage {
  readonly #kernels = new Kernels();
  readonly #source = this.#kernels.bytes(16 * maxCells);
  readonly #luma = this.#kernels.bytes(maxCells);

  /** Cells of 4 × 4 pixels, `maxCells` at most, into `luma`. */
  reduce({ data, width, stride }: LumaPicture, columns: number, rows: number, luma: Uint8Array): void {
    const source = this.#source;
    const height = rows * 4;
    const fits = stride * height <= source.length;
    if (fits) source.set(data.subarray(0, stride * height));
    else {
      for (let row = 0; row < height; row++) {
        source.set(data.subarray(row * stride, row * stride + width), row * width);
      }
    }
    this.#kernels.reduceFours(source, fits ? stride : width, columns, rows, this.#luma);
    luma.set(this.#luma.subarray(0, luma.length));
  }
}

let passage: Passage | null = null;

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
