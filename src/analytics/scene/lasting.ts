/** A state that counts when it has lasted, and is over when it has been gone for a while: what a tamper event is made of. */

export type Turn = 'begins' | 'ends' | null;

export class Lasting {
  readonly #beginAfterMs: number;
  readonly #endAfterMs: number;
  #isOpen = false;
  #forMs = 0;

  constructor(beginAfterMs: number, endAfterMs: number) {
    this.#beginAfterMs = beginAfterMs;
    this.#endAfterMs = endAfterMs;
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** For how long the other state has been seen. */
  get pendingMs(): number {
    return this.#forMs;
  }

  update(isSo: boolean, elapsedMs: number): Turn {
    if (isSo === this.#isOpen) {
      this.#forMs = 0;
      return null;
    }
    this.#forMs += elapsedMs;
    if (this.#forMs < (this.#isOpen ? this.#endAfterMs : this.#beginAfterMs)) return null;
    this.#isOpen = isSo;
    this.#forMs = 0;
    return isSo ? 'begins' : 'ends';
  }

  /** True if it was open. */
  close(): boolean {
    const wasOpen = this.#isOpen;
    this.#isOpen = false;
    this.#forMs = 0;
    return wasOpen;
  }
}
