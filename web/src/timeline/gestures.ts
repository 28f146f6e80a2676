/** Tells scrubbing, panning and pinching apart from the pointers that are down. Pure; places in CSS pixels. */

export type GestureKind = 'scrub' | 'pan' | 'pinch';

export type GestureChange =
  | { readonly kind: 'scrub' }
  | { readonly kind: 'pan'; readonly byPx: number }
  | { readonly kind: 'pinch'; readonly centrePx: number; readonly byPx: number; readonly factor: number };

export class Gestures {
  readonly #pointers = new Map<number, number>();
  #kind: GestureKind | null = null;

  get kind(): GestureKind | null {
    return this.#kind;
  }

  /** A second pointer makes any gesture a pinch. */
  down(pointerId: number, x: number, kind: 'scrub' | 'pan'): void {
    this.#pointers.set(pointerId, x);
    this.#kind = this.#pointers.size > 1 ? 'pinch' : kind;
  }

  /** Null when the pointer is not down. */
  move(pointerId: number, x: number): GestureChange | null {
    const before = this.#pointers.get(pointerId);
    if (before === undefined || this.#kind === null) return null;
    this.#pointers.set(pointerId, x);
    if (this.#kind === 'scrub') return { kind: 'scrub' };
    if (this.#kind === 'pan') return { kind: 'pan', byPx: x - before };
    const other = [...this.#pointers].find(([id]) => id !== pointerId)?.[1];
    if (other === undefined) return { kind: 'pan', byPx: x - before };
    const [was, is] = [Math.abs(before - other), Math.abs(x - other)];
    // Fingers at one place would divide by nothing.
    const factor = was < 8 || is < 8 ? 1 : was / is;
    return { kind: 'pinch', centrePx: (x + other) / 2, byPx: (x - before) / 2, factor };
  }

  /** What kind of gesture ended with this pointer; null while others are down or nothing was going on. */
  up(pointerId: number): GestureKind | null {
    if (!this.#pointers.delete(pointerId) || this.#pointers.size > 0) return null;
    const kind = this.#kind;
    this.#kind = null;
    return kind;
  }
}
