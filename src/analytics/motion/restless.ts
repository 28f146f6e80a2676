/**
 * Follows regions just far enough to know whether they go anywhere. Places where something small changes again and again
 * without ever leaving (leaves, a time stamp, a lamp that flickers, a flag) are marked; after a few times, what stays inside is
 * left out. Tracks with identities are made elsewhere, from what is told.
 */
import type { Component } from './cell-set.ts';

/** Larger things leave no marks, and still larger ones are never left out, share of the picture. */
const largestShare = 0.01;
const neverShare = 0.03;
/** Going this many times its own size, a thing has left its place. */
const leavesAfter = 0.8;
/** What is this far from where it was in the picture before, in its own sizes, is another thing: a digit, a snowflake. */
const leap = 0.8;
/** No single step proves more than this. */
const longestStep = 0.2;
const longStepMs = 600;
/** As long as it takes to know what flutters. */
const acquaintedMs = 10_000;
/** The way counts from where it was this long ago, so that what has stopped travels no more. */
const anchorMs = 3_000;
const fewTimes = 3;
/** How soon a mark is forgotten. */
const forgetMs = 30_000;
/** Longer in one place is no flicker but something that has stopped. */
const longestMs = 20_000;
const mostFollowed = 200;

interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Followed {
  sides: Sides;
  /** Where it was a few seconds ago. */
  anchor: Sides;
  anchorMs: number;
  readonly bornMs: number;
  lastMs: number;
  largest: number;
  /** The farthest it has been from its anchor, and how far of that in steps that a thing can make; in its own sizes. */
  farthest: number;
  travel: number;
  /** From the anchor before. */
  travelBefore: number;
  hasLeft: boolean;
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
    const known = components.map((component) => this.#judge(component, elapsedMs));
    const graceMs = Math.max(500, elapsedMs * 1.5);
    this.#followed = this.#followed.filter((one) => {
      if (this.#nowMs - one.lastMs <= graceMs) return true;
      this.#lost(one);
      return false;
    });
    return known;
  }

  #judge(component: Component, elapsedMs: number): Followup {
    const known = this.#find(component);
    const followed = known ?? this.#begin(component);
    if (followed === null) return unknown;
    if (known !== undefined) this.#follow(known, component);
    // Pictures that are far apart do not show the way: what is new, where not all is new, has come from somewhere.
    else if (elapsedMs > longStepMs && this.#nowMs >= acquaintedMs) followed.travel = 1;
    return {
      isRestless: !followed.hasLeft && this.#isMarked(component),
      travel: Math.max(followed.travel, followed.travelBefore),
      seenMs: this.#nowMs - followed.bornMs,
    };
  }

  #find({ left, top, right, bottom }: Component): Followed | undefined {
    return this.#followed.find(
      (one) =>
        !one.isSeen &&
        left <= one.sides.right + 1 &&
        right >= one.sides.left - 1 &&
        top <= one.sides.bottom + 1 &&
        bottom >= one.sides.top - 1,
    );
  }

  #begin(component: Component): Followed | null {
    if (this.#followed.length >= mostFollowed) return null;
    const now = this.#nowMs;
    const followed: Followed = {
      sides: component,
      anchor: component,
      anchorMs: now,
      bornMs: now,
      lastMs: now,
      largest: component.count,
      farthest: 0,
      travel: 0,
      travelBefore: 0,
      hasLeft: false,
      isSeen: true,
    };
    this.#followed.push(followed);
    return followed;
  }

  #follow(one: Followed, component: Component): void {
    const { left, top, right, bottom, count } = component;
    const size = Math.max(right - left + 1, bottom - top + 1);
    const hasLeapt = this.#wayFrom(one.sides, component) > size * leap;
    one.isSeen = true;
    one.lastMs = this.#nowMs;
    one.sides = component;
    one.largest = Math.max(one.largest, count);
    if (hasLeapt || this.#nowMs - one.anchorMs > anchorMs) {
      one.anchor = component;
      one.anchorMs = this.#nowMs;
      one.travelBefore = hasLeapt ? 0 : one.travel;
      one.farthest = 0;
      one.travel = 0;
      return;
    }
    const way = this.#wayFrom(one.anchor, component) / size;
    if (way <= one.farthest) return;
    one.travel += Math.min(longestStep, way - one.farthest);
    one.farthest = way;
    if (one.travel >= leavesAfter) one.hasLeft = true;
  }

  #wayFrom(anchor: Sides, { left, top, right, bottom }: Sides): number {
    const lastColumn = this.#columns - 1;
    const lastRow = this.#marks.length / this.#columns - 1;
    const across = shiftOf(left - anchor.left, right - anchor.right, left === 0, right === lastColumn);
    const down = shiftOf(top - anchor.top, bottom - anchor.bottom, top === 0, bottom === lastRow);
    return Math.max(across, down);
  }

  /** Something is gone. If it never left its place, it marks it. */
  #lost(one: Followed): void {
    const isLarge = one.largest > this.#marks.length * largestShare;
    if (isLarge || one.hasLeft || one.lastMs - one.bornMs > longestMs) return;
    const { left, top, right, bottom } = one.sides;
    for (let row = top; row <= bottom; row++) {
      for (let i = row * this.#columns + left; i <= row * this.#columns + right; i++) {
        if (this.#marks[i]! < 2 * fewTimes) this.#marks[i]!++;
      }
    }
  }

  #isMarked({ left, top, right, bottom, count }: Component): boolean {
    if (count > this.#marks.length * neverShare) return false;
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
