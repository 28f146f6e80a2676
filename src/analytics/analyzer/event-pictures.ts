/** The JPEGs that go with events: the whole picture, and what it is about. */
import type { Frame } from 'node-av/lib';
import type { Box } from '#domain/event.ts';
import { ColourPicture, sourceOf } from './jpeg.ts';
import { Kept } from './kept.ts';
import { type Area, pictureSize, type Size } from './picture-size.ts';

const maxWidth = 1280;
const quality = 80;
/** Kept around what was seen, as a share of its size. */
const margin = 0.2;
/** Pixels at least, so that something is to be seen around what is tiny. */
const minSide = 64;
/** Two of 4K and eight of 720p. */
const keptBytes = 96 * 1024 * 1024;

export interface PicturesOfEvents {
  readonly full: Buffer;
  /** One for each box. */
  readonly crops: readonly Buffer[];
}

/** One for all cameras of an analyzer: those of the same size share a picture and its scaler. */
export class EventPictures implements Disposable {
  readonly #pictures = new Kept<ColourPicture>(keptBytes, ({ bytes }) => bytes);

  make(frame: Frame, boxes: readonly Box[]): PicturesOfEvents {
    const source = sourceOf(frame);
    const shown = this.#pictureOf(pictureSize(frame, { width: maxWidth }), source);
    shown.fill(frame);
    const full = shown.encode(quality);
    if (boxes.length === 0) return { full, crops: [] };
    // Crops are cut from the picture in its own size.
    const whole = frame.width <= maxWidth ? shown : this.#pictureOf(frame, source);
    if (whole !== shown) whole.fill(frame);
    return { full, crops: boxes.map((box) => whole.encode(quality, cropArea(box, whole))) };
  }

  #pictureOf({ width, height }: Size, source: string): ColourPicture {
    return this.#pictures.get(`${width}x${height} ${source}`, () => new ColourPicture({ width, height }));
  }

  [Symbol.dispose](): void {
    this.#pictures[Symbol.dispose]();
  }
}

/** Around a box, inside the picture without its last row (`ColourPicture.encode`). */
export function cropArea([left, top, right, bottom]: Box, { width, height }: Size): Area {
  const [x, w] = span(left * width, right * width, width);
  const [y, h] = span(top * height, bottom * height, Math.max(1, height - 1));
  return { x, y, width: w, height: h };
}

/** Pixels. */
function span(from: number, to: number, size: number): [start: number, length: number] {
  const wanted = Math.max(minSide, (to - from) * (1 + 2 * margin));
  const length = Math.min(size, Math.ceil(wanted));
  const start = Math.round((from + to - length) / 2);
  return [Math.min(size - length, Math.max(0, start)), length];
}
