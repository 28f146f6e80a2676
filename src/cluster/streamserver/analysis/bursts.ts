/**
 * Who may decode every picture of a main stream: that costs ten times what keyframes cost, so only some cameras may at a time, and
 * one that has had its turn makes room for one that waits.
 */

const turnMs = 60_000;
/** A camera that has not asked for so long does not wait any more. */
const patienceMs = 5000;

export class Bursts {
  readonly #atOnce: number;
  /** Since when, monotonic. */
  readonly #running = new Map<object, number>();
  readonly #waiting = new Map<object, number>();

  constructor(atOnce: number) {
    this.#atOnce = atOnce;
  }

  /** To be asked again and again while it is wanted. `nowMs` is monotonic. */
  may(camera: object, nowMs: number): boolean {
    const since = this.#running.get(camera);
    if (since !== undefined) {
      if (nowMs - since < turnMs || !this.#someoneWaits(nowMs)) return true;
      this.#running.delete(camera);
    }
    if (this.#running.size < this.#atOnce && this.#isNext(camera, nowMs)) {
      this.#waiting.delete(camera);
      this.#running.set(camera, nowMs);
      return true;
    }
    // Asking again keeps its place.
    this.#waiting.set(camera, nowMs);
    return false;
  }

  /** It is not wanted any more. */
  release(camera: object): void {
    this.#running.delete(camera);
    this.#waiting.delete(camera);
  }

  #isNext(camera: object, nowMs: number): boolean {
    this.#forget(nowMs);
    const [first] = this.#waiting.keys();
    return first === undefined || first === camera;
  }

  #someoneWaits(nowMs: number): boolean {
    this.#forget(nowMs);
    return this.#waiting.size > 0;
  }

  #forget(nowMs: number): void {
    for (const [camera, askedMs] of this.#waiting) {
      if (nowMs - askedMs > patienceMs) this.#waiting.delete(camera);
    }
  }
}
