/**
 * The MJPEG stream in the form of this API's contract: boundary `frame`, and per part just type and length. Reads a
 * multipart/x-mixed-replace body (RFC 2046, 5.1) whose parts have a Content-Length, with whatever boundary.
 */
import { Transform, type TransformCallback } from 'node:stream';
import { VidetteError } from '#domain/errors.ts';

export const framesType = 'multipart/x-mixed-replace; boundary=frame';

const maxHeadBytes = 8_192;
const maxPictureBytes = 32 * 2 ** 20;
const blankLine = Buffer.from('\r\n\r\n');

/** Pure: bytes in as they come, whole pictures out. Throws `unavailable` when the bytes are no such body. */
export class PictureReader {
  #waiting: Buffer = Buffer.alloc(0);
  /** Length of the picture whose head was read. */
  #expected: number | null = null;

  push(chunk: Buffer): Buffer[] {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    const pictures: Buffer[] = [];
    for (let next = this.#next(); next !== null; next = this.#next()) pictures.push(next);
    return pictures;
  }

  #next(): Buffer | null {
    this.#expected ??= this.#readHead();
    if (this.#expected === null || this.#waiting.length < this.#expected) return null;
    const picture = this.#waiting.subarray(0, this.#expected);
    this.#waiting = this.#waiting.subarray(this.#expected);
    this.#expected = null;
    return picture;
  }

  /** Boundary line and headers, after the line break that ends the part before. */
  #readHead(): number | null {
    const end = this.#waiting.indexOf(blankLine);
    if (end < 0 && this.#waiting.length <= maxHeadBytes) return null;
    const head = this.#waiting.subarray(0, Math.max(0, Math.min(end, maxHeadBytes))).toString('latin1');
    const length = Number(/^content-length: *(\d{1,9}) *$/im.exec(head)?.[1] ?? Number.NaN);
    if (!(length <= maxPictureBytes))
      throw new VidetteError('unavailable', 'the stream of pictures is garbled');
    this.#waiting = this.#waiting.subarray(end + blankLine.length);
    return length;
  }
}

export class Frames extends Transform {
  readonly #reader = new PictureReader();

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      for (const picture of this.#reader.push(chunk)) {
        this.push(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`);
        this.push(picture);
        this.push('\r\n');
      }
      done();
    } catch (error) {
      done(error as Error);
    }
  }
}
