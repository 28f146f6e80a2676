/**
 * Follows regions just far enough to know whether they go anywhere. Places where something small changes again and again
 * without ever leaving (leaves, a time stamp, a lamp that flickers, a flag) are marked; after a few times, what stays inside is
 * left out. Tracks with identities are made elsewhere, from what is told.
 */
import type { Component } from './cell-set.ts';

/** Larger things are never left out, share of the picture. */
const largestShare = 0.01;
/** Going this many times its own size, a thing has left its place. */
const leavesAfter = 0.8;
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
  readonly firstLeft: number;
  readonly firstTop: number;
  readonly firstRight: number;
  readonly firstBottom: number;
  readonly bornMs: number;
  lastMs: number;
  largest: number;
  /** The farthest it has been from where it was first seen, in its own sizes. */
  travel: number;
  isSeen: boolean;
}

export interface Followup {
  readonly isRestless: boolean;
  readonly travel: number;
  readonly seenMs: number;
}

const unknown: Followup = { isRestless: false, travel: 0, seenMs: 0 };

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

  /** What is known of each region of a picture. */
  update(components: readonly Component[], elapsedMs: number): Followup[] {
    this.#nowMs += elapsedMs;
    this.#forget();
    for (const one of this.#followed) one.isSeen = false;
    const known = components.map((component) => this.#judge(component));
    const graceMs = Math.max(500, elapsedMs * 1.5);
    this.#followed = this.#followed.filter((one) => {
      if (this.#nowMs - one.lastMs <= graceMs) return true;
      this.#lost(one);
      return false;
    });
    return known;
  }

  #judge(component: Component): Followup {
    const followed = this.#find(component) ?? this.#begin(component);
    if (followed === null) return unknown;
    this.#follow(followed, component);
    return {
      isRestless: followed.travel < leavesAfter && this.#isMarked(component),
      travel: followed.travel,
      seenMs: this.#nowMs - followed.bornMs,
    };
  }

  #find({ left, top, right, bottom }: Component): Followed | undefined {
    return this.#followed.find(
      (one) =>
        !one.isSeen &&
        left <= one.right + 1 &&
        right >= one.left - 1 &&
        top <= one.bottom + 1 &&
        bottom >= one.top - 1,
    );
  }

  #begin({ left, top, right, bottom, count }: Component): Followed | null {
    if (this.#followed.length >= mostFollowed) return null;
    const followed: Followed = {
      left,
      top,
      right,
      bottom,
      firstLeft: left,
      firstTop: top,
      firstRight: right,
      firstBottom: bottom,
      bornMs: this.#nowMs,
      lastMs: this.#nowMs,
      largest: count,
      travel: 0,
      isSeen: true,
    };
    this.#followed.push(followed);
    return followed;
  }

  #follow(one: Followed, { left, top, right, bottom, count }: Component): void {
    one.isSeen = true;
    one.lastMs = this.#nowMs;
    one.left = left;
    one.top = top;
    one.right = right;
    one.bottom = bottom;
    one.largest = Math.max(one.largest, count);
    const lastColumn = this.#columns - 1;
    const lastRow = this.#marks.length / this.#columns - 1;
    const across = shiftOf(left - one.firstLeft, right - one.firstRight, left === 0, right === lastColumn);
    const down = shiftOf(top - one.firstTop, bottom - one.firstBottom, top === 0, bottom === lastRow);
    const way = Math.max(across, down);
    one.travel = Math.max(one.travel, way / Math.max(right - left + 1, bottom - top + 1));
  }

  /** Something is gone. If it never left its place, it marks it. */
  #lost(one: Followed): void {
    const isLarge = one.largest > this.#marks.length * largestShare;
    if (isLarge || one.travel >= leavesAfter || one.lastMs - one.bornMs > longestMs) return;
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

/**
 * How far something has gone whose sides have moved so: no farther than the side that moved less, since what only grows or
 * flutters goes nowhere. Of what reaches over the edge of the picture only the other side is seen.
 */
function shiftOf(first: number, last: number, isFirstHidden: boolean, isLastHidden: boolean): number {
  if (isFirstHidden && isLastHidden) return 0;
  if (isFirstHidden) return Math.abs(last);
  if (isLastHidden) return Math.abs(first);
  return first * last <= 0 ? 0 : Math.min(Math.abs(first), Math.abs(last));
}
