/** Keeps the newest of the frames that a decoder gives out. */
import { FFmpegError, Frame } from 'node-av/lib';

export class LastFrame implements Disposable {
  readonly #kept = new Frame();
  #has = false;

  constructor() {
    this.#kept.alloc();
  }

  get frame(): Frame | null {
    return this.#has ? this.#kept : null;
  }

  /** Takes a reference: no pixels are copied. */
  readonly keep = (frame: Frame): void => {
    this.drop();
    FFmpegError.throwIfError(this.#kept.ref(frame), 'keeping a picture');
    this.#has = true;
  };

  /** Its pixels may be used again. */
  drop(): void {
    this.#kept.unref();
    this.#has = false;
  }

  [Symbol.dispose](): void {
    this.#kept.free();
    this.#has = false;
  }
}
