/** The JPEGs that go with events: the whole picture, and what it is about. */
import type { Frame } from 'node-av/lib';
import type { Box } from '#domain/event.ts';
import { JpegTarget, sourceOf } from './jpeg.ts';
import { Kept } from './kept.ts';
import { pictureSize, qualityToQscale, type Size } from './picture-size.ts';

const maxWidth = 1280;
const quality = 80;
/** Kept around what was seen, as a share of its size. */
const margin = 0.2;
/** Pixels at least, so that something is to be seen around what is tiny. */
const minSide = 64;
/** Sides of crops are multiples of it where the picture allows: few sizes come up, whose encoders are kept. */
const sideStep = 32;
/** Making an encoder takes longer than a usual crop does in it. These are about 25 of usual sizes. */
const keptCropBytes = 8 * 1024 * 1024;
/** Two of 4K, or thirteen of 720p. */
const keptPictureBytes = 96 * 1024 * 1024;

export interface PicturesOfEvents {
  readonly full: Buffer;
  /** One for each box. */
  readonly crops: readonly Buffer[];
}

/** One for all cameras of an analyzer: the encoder of a size takes megabytes. */
export class EventPictures implements Disposable {
  readonly #pictures = new JpegTargets(keptPictureBytes);
  readonly #crops = new JpegTargets(keptCropBytes);

  make(frame: Frame, boxes: readonly Box[]): PicturesOfEvents {
    const source = sourceOf(frame);
    const shown = this.#pictures.of(pictureSize(frame, { width: maxWidth }), source);
    shown.fill(frame);
    const full = shown.encode();
    if (boxes.length === 0) return { full, crops: [] };
    // Crops are cut from the picture in its own size.
    const whole = frame.width <= maxWidth ? shown : this.#pictures.of(frame, source);
    if (whole !== shown) whole.fill(frame);
    return { full, crops: boxes.map((box) => this.#cropOf(whole, box)) };
  }

  #cropOf(whole: JpegTarget, box: Box): Buffer {
    const area = cropArea(box, whole.frame);
    const target = this.#crops.of(area);
    copyArea(whole, area, target);
    return target.encode();
  }

  [Symbol.dispose](): void {
    this.#pictures[Symbol.dispose]();
    this.#crops[Symbol.dispose]();
  }
}

/** Pictures and encoders by their size and by what is scaled to it. */
export class JpegTargets implements Disposable {
  readonly #kept: Kept<JpegTarget>;

  constructor(maxBytes: number) {
    this.#kept = new Kept(maxBytes, bytesOf);
  }

  of({ width, height }: Size, source = ''): JpegTarget {
    return this.#kept.get(
      `${width}x${height} ${source}`,
      () => new JpegTarget({ width, height }, qualityToQscale(quality)),
    );
  }

  [Symbol.dispose](): void {
    this.#kept[Symbol.dispose]();
  }
}

/** Measured: picture, the encoder's copy of it, its tables. */
function bytesOf({ frame: { width, height } }: JpegTarget): number {
  return 200_000 + 5 * width * height;
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
  const length = Math.min(even, sideStep * Math.ceil(wanted / sideStep));
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
