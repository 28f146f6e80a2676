/**
 * Places where something small changes again and again without ever going anywhere: leaves, a time stamp, a lamp that
 * flickers, a flag. What appears and vanishes in one place marks it; after a few times, what stays inside is left out.
 */
import type { Component } from './cell-set.ts';

/** Larger things are never left out, share of the picture. */
const largestShare = 0.01;
/** Going this many times its own size, a thing travels. */
const travelSizes = 0.8;
const fewTimes = 3;
/** How soon a mark is forgotten. */
const forgetMs = 30_000;
/** Longer in one place is no flicker but something that has stopped. */
const longestMs = 20_000;
const mostFollowed = 200;

interface Followed {
  left: number;
  top: number;
  right: number;
  bottom: number;
  readonly firstX: number;
  readonly firstY: number;
  readonly bornMs: number;
  lastMs: number;
  largest: number;
  hasTravelled: boolean;
  isSeen: boolean;
}

export class Restless {
  readonly #columns: number;
  readonly #marks: Uint8Array;
  #followed: Followed[] = [];
  #nowMs = 0;
  #forgottenMs = 0;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#marks = new Uint8Array(columns * rows);
  }

  /** Follows the regions of a picture; true for each that is only restless. */
  update(components: readonly Component[], elapsedMs: number): boolean[] {
    this.#nowMs += elapsedMs;
    this.#forget();
    for (const one of this.#followed) one.isSeen = false;
    const judged = components.map((component) => {
      this.#follow(component);
      return this.#isMarked(component);
    });
    const graceMs = Math.max(500, elapsedMs * 1.5);
    this.#followed = this.#followed.filter((one) => {
      if (this.#nowMs - one.lastMs <= graceMs) return true;
      this.#lost(one);
      return false;
    });
    return judged;
  }

  #follow(component: Component): void {
    const { left, top, right, bottom, count } = component;
    const x = (left + right) / 2;
    const y = (top + bottom) / 2;
    const known = this.#followed.find(
      (one) =>
        !one.isSeen &&
        left <= one.right + 1 &&
        right >= one.left - 1 &&
        top <= one.bottom + 1 &&
        bottom >= one.top - 1,
    );
    if (known === undefined) {
      if (this.#followed.length >= mostFollowed) return;
      this.#followed.push({
        ...{ left, top, right, bottom, firstX: x, firstY: y, bornMs: this.#nowMs, lastMs: this.#nowMs },
        ...{ largest: count, hasTravelled: false, isSeen: true },
      });
      return;
    }
    known.isSeen = true;
    known.lastMs = this.#nowMs;
    known.left = left;
    known.top = top;
    known.right = right;
    known.bottom = bottom;
    known.largest = Math.max(known.largest, count);
    const size = Math.max(right - left + 1, bottom - top + 1);
    const way = Math.max(Math.abs(x - known.firstX), Math.abs(y - known.firstY));
    if (way >= size * travelSizes) known.hasTravelled = true;
  }

  /** What travelled takes its marks away on its last place; what did not, marks it. */
  #lost(one: Followed): void {
    if (one.hasTravelled) return;
    if (one.largest > this.#marks.length * largestShare || one.lastMs - one.bornMs > longestMs) return;
    for (let row = one.top; row <= one.bottom; row++) {
      for (let i = row * this.#columns + one.left; i <= row * this.#columns + one.right; i++) {
        if (this.#marks[i]! < 2 * fewTimes) this.#marks[i]!++;
      }
    }
  }

  #isMarked({ left, top, right, bottom, count }: Component): boolean {
    if (count > this.#marks.length * largestShare) return false;
    let marked = 0;
    for (let row = top; row <= bottom; row++) {
      for (let i = row * this.#columns + left; i <= row * this.#columns + right; i++) {
        if (this.#marks[i]! >= fewTimes) marked++;
      }
    }
    return marked >= 0.6 * (right - left + 1) * (bottom - top + 1);
  }

  #forget(): void {
    if (this.#nowMs - this.#forgottenMs < forgetMs) return;
    this.#forgottenMs = this.#nowMs;
    for (let i = 0; i < this.#marks.length; i++) if (this.#marks[i]! > 0) this.#marks[i]!--;
  }
}
