/** The reduced grid that motion is looked for on: each cell is the mean of a square of pixels, which averages noise away. */
import type { LumaPicture } from '../picture.ts';

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

  constructor(width: number, height: number) {
    this.width = width;
    this.height = height;
    this.cellPx = cellSizePx(width, height);
    this.columns = Math.max(1, Math.floor(width / this.cellPx));
    this.rows = Math.max(1, Math.floor(height / this.cellPx));
    this.cellWidth = this.cellPx / width;
    this.cellHeight = this.cellPx / height;
    this.luma = new Uint8Array(this.columns * this.rows);
    this.#sums = new Uint32Array(this.columns);
  }

  fits(picture: LumaPicture): boolean {
    return picture.width === this.width && picture.height === this.height;
  }

  /** Fills `luma`. */
  reduce(picture: LumaPicture): void {
    const words = this.cellPx >= 4 && this.cellPx <= 20 ? asWords(picture) : null;
    if (words === null) this.#reduceBytes(picture);
    else if (this.cellPx === 4) this.#reduceFours(words, picture.stride >> 2);
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

  /** The usual case, 640 pixels wide, without inner loops: 45 µs for 640×360 where the loops take 100. */
  #reduceFours(words: Int32Array, stride: number): void {
    const { luma, columns, rows } = this;
    let out = 0;
    for (let row = 0; row < rows; row++) {
      const top = row * 4 * stride;
      for (let at = top; at < top + columns; at++) {
        const a = words[at]!;
        const b = words[at + stride]!;
        const c = words[at + 2 * stride]!;
        const d = words[at + 3 * stride]!;
        const odd = (a & oddBytes) + (b & oddBytes) + (c & oddBytes) + (d & oddBytes);
        const even =
          ((a >>> 8) & oddBytes) + ((b >>> 8) & oddBytes) + ((c >>> 8) & oddBytes) + ((d >>> 8) & oddBytes);
        const pairs = odd + even;
        luma[out++] = ((pairs >>> 16) + (pairs & 0xffff) + 8) >> 4;
      }
    }
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
