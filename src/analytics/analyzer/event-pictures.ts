/** The JPEGs that go with events: the whole picture, and what it is about. */
import type { Frame } from 'node-av/lib';
import type { Box } from '#domain/event.ts';
import { JpegEncoder, JpegTarget } from './jpeg.ts';
import { qualityToQscale, type Size } from './picture-size.ts';

const maxWidth = 1280;
const quality = 80;
/** Kept around what was seen, as a share of its size. */
const margin = 0.2;
/** Pixels at least, so that something is to be seen around what is tiny. */
const minSide = 64;

export interface PicturesOfEvents {
  readonly full: Buffer;
  /** One for each box. */
  readonly crops: readonly Buffer[];
}

export class EventPictures implements Disposable {
  readonly #full = new JpegEncoder({ width: maxWidth, quality });
  /** Of pictures that are larger: in their own size, which crops are cut from. */
  readonly #whole = new JpegEncoder({ quality });

  make(frame: Frame, boxes: readonly Box[]): PicturesOfEvents {
    const shown = this.#full.convert(frame);
    const full = shown.encode();
    if (boxes.length === 0) return { full, crops: [] };
    const whole = frame.width <= maxWidth ? shown : this.#whole.convert(frame);
    return { full, crops: boxes.map((box) => cropOf(whole, box)) };
  }

  [Symbol.dispose](): void {
    this.#full[Symbol.dispose]();
    this.#whole[Symbol.dispose]();
  }
}

function cropOf(whole: JpegTarget, box: Box): Buffer {
  const area = cropArea(box, whole.frame);
  using target = new JpegTarget(area, qualityToQscale(quality));
  copyArea(whole, area, target);
  return target.encode();
}

/** Pixels; all even, as 4:2:0 wants them. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/** Around a box, inside the picture. */
export function cropArea([left, top, right, bottom]: Box, { width, height }: Size): Area {
  const [x, w] = span(left * width, right * width, width);
  const [y, h] = span(top * height, bottom * height, height);
  return { x, y, width: w, height: h };
}

function span(from: number, to: number, size: number): [start: number, length: number] {
  const even = size - (size % 2);
  const wanted = Math.max(minSide, (to - from) * (1 + 2 * margin));
  const length = Math.min(even, 2 * Math.ceil(wanted / 2));
  const start = 2 * Math.round(((from + to) / 2 - length / 2) / 2);
  return [Math.min(even - length, Math.max(0, start)), length];
}

/** The second has the area's size. */
function copyArea(from: JpegTarget, { x, y, width, height }: Area, to: JpegTarget): void {
  from.planes.forEach((source, index) => {
    const target = to.planes[index];
    if (target === undefined) return;
    const half = index === 0 ? 0 : 1;
    for (let row = 0; row < height >> half; row += 1) {
      const at = ((y >> half) + row) * source.stride + (x >> half);
      source.data.copy(target.data, row * target.stride, at, at + (width >> half));
    }
  });
}
