/** A growing list of 32-bit words, big-endian as boxes hold them: four bytes per entry, however many there are. */
export class WordList {
  #bytes: Buffer = Buffer.allocUnsafe(1024);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(value: number): void {
    const at = this.#length * 4;
    if (at === this.#bytes.length) this.#bytes = Buffer.concat([this.#bytes], this.#bytes.length * 2);
    this.#bytes.writeUInt32BE(value, at);
    this.#length += 1;
  }

  /** A view of the words so far. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length * 4);
  }
}

/** Values as pairs of count and value, the form of `stts` and `ctts`. */
export class RunList {
  readonly #words = new WordList();
  #value = 0;
  #count = 0;

  push(value: number): void {
    if (this.#count > 0 && value === this.#value) {
      this.#count += 1;
      return;
    }
    this.#endRun();
    this.#value = value;
    this.#count = 1;
  }

  /** How many runs, and their words. */
  finish(): { readonly entries: number; readonly bytes: Buffer } {
    this.#endRun();
    return { entries: this.#words.length / 2, bytes: this.#words.bytes };
  }

  #endRun(): void {
    if (this.#count === 0) return;
    this.#words.push(this.#count);
    this.#words.push(this.#value);
    this.#count = 0;
  }
}
