/**
 * Changes of the whole picture: other light, another view, and what somebody does to a camera (covered, out of focus, turned
 * away) or what fails (frozen). Tampering must last; a lorry that fills the picture is gone again. docs/design/motion.md.
 */
import type { EventDetails, Sighting } from '#domain/event.ts';
import type { MotionPicture } from '../motion/motion-picture.ts';
import type { LumaPicture } from '../picture.ts';
import { Frozen } from './frozen.ts';
import { Lasting } from './lasting.ts';
import { edgeCells, sharpness } from './sharpness.ts';
import { View } from './view.ts';

type Cause = EventDetails['tamper']['cause'];

/** The slow judgements are made so often. */
const everyMs = 1_000;
const longestPauseMs = 10_000;
/** Until then, what is seen is taken for the usual view. */
const learnFirstMs = 10_000;
const coveredFlat = 0.85;
const movedKept = 0.15;
/** The view counts as usual while so much of it is seen. */
const usualKept = 0.5;
/** Sharpness below this share of the usual one is out of focus. */
const blurred = 0.5;
const sharpnessLearnSeconds = 300;
/** Edges are chosen anew so often. */
const chooseEdgesMs = 60_000;
/** A camera that has been turned for so long is meant to look there. */
const acceptViewMs = 300_000;
/** One switch of the light may take several pictures. */
const lightingPauseMs = 10_000;
const viewLastsMs = 2_000;

export class SceneEvents {
  readonly #covered = new Lasting(5_000, 3_000);
  readonly #moved = new Lasting(10_000, 3_000);
  readonly #defocused = new Lasting(5_000, 5_000);
  readonly #isFrozen = new Lasting(0, 0);
  readonly #frozen = new Frozen();
  #view: View | null = null;
  #edges: Uint32Array = new Uint32Array();
  #edgesAgeMs = 0;
  #usualSharpness: number | null = null;
  #ageMs = 0;
  #sinceMs = 0;
  #movedMs = 0;
  #lightingMs = Number.POSITIVE_INFINITY;
  #viewChangedMs: number | null = null;
  #viewChangedUtcMs = 0;
  #lastUtcMs: number | null = null;

  /** `motion` is what the detector made of `picture`. */
  update(picture: LumaPicture, motion: MotionPicture): Sighting[] {
    const { utcMs } = motion;
    const pauseMs = utcMs - (this.#lastUtcMs ?? utcMs);
    const elapsedMs = Math.max(0, Math.min(pauseMs, longestPauseMs));
    this.#lastUtcMs = utcMs;
    if (this.#view?.fits(motion.columns, motion.rows) !== true) this.#begin(motion);
    const seen: Sighting[] = [];
    seen.push(...this.#changes(motion, elapsedMs));
    const isFrozen = this.#frozen.update(motion.luma, elapsedMs);
    seen.push(...this.#turn('frozen', this.#isFrozen, isFrozen, elapsedMs, utcMs));
    this.#sinceMs += elapsedMs;
    if (this.#sinceMs >= everyMs) {
      seen.push(...this.#judge(picture, motion, this.#sinceMs));
      this.#sinceMs = 0;
    }
    return seen;
  }

  /** Nobody looks any more: what is open ends. */
  finish(utcMs: number): Sighting[] {
    return this.#all().flatMap(([cause, state]) => (state.close() ? [tamper(cause, 'end', utcMs)] : []));
  }

  #all(): [Cause, Lasting][] {
    return [
      ['covered', this.#covered],
      ['moved', this.#moved],
      ['defocused', this.#defocused],
      ['frozen', this.#isFrozen],
    ];
  }

  #begin({ columns, rows, luma }: MotionPicture): void {
    this.#view = new View(columns, rows, luma);
    this.#edges = new Uint32Array();
    this.#edgesAgeMs = chooseEdgesMs;
    this.#usualSharpness = null;
    this.#ageMs = 0;
    this.#movedMs = 0;
  }

  /** What the detector has noticed: light at once, another view once it has lasted. */
  #changes({ wholeChange, luma, noise, utcMs }: MotionPicture, elapsedMs: number): Sighting[] {
    this.#lightingMs += elapsedMs;
    if (wholeChange === 'lighting') {
      const isNew = this.#lightingMs >= lightingPauseMs;
      this.#lightingMs = 0;
      return isNew ? [sceneChange('lighting', utcMs)] : [];
    }
    if (wholeChange === 'view') {
      this.#viewChangedMs = 0;
      this.#viewChangedUtcMs = utcMs;
      return [];
    }
    if (this.#viewChangedMs === null) return [];
    this.#viewChangedMs += elapsedMs;
    if (this.#viewChangedMs < viewLastsMs) return [];
    this.#viewChangedMs = null;
    const seen = this.#view?.compare(luma, noise);
    return seen != null && seen.kept < usualKept ? [sceneChange('view', this.#viewChangedUtcMs)] : [];
  }

  #judge(picture: LumaPicture, motion: MotionPicture, elapsedMs: number): Sighting[] {
    const view = this.#view!;
    const { luma, utcMs } = motion;
    this.#ageMs += elapsedMs;
    const seen = view.compare(luma, motion.noise);
    if (this.#ageMs < learnFirstMs || seen === null) {
      view.learn(luma, elapsedMs / 1000);
      return [];
    }
    const isCovered = seen.flat >= coveredFlat;
    const isMoved = !isCovered && seen.kept <= movedKept;
    const isUsual = seen.kept >= usualKept;
    const isBlurred = seen.kept > movedKept && this.#isBlurred(picture, motion, isUsual, elapsedMs);
    if (isUsual && !isBlurred) view.learn(luma, elapsedMs / 1000);
    const turns = [
      ...this.#turn('covered', this.#covered, isCovered, elapsedMs, utcMs),
      ...this.#turn('moved', this.#moved, isMoved, elapsedMs, utcMs),
      ...this.#turn('defocused', this.#defocused, isBlurred, elapsedMs, utcMs),
    ];
    return [...turns, ...this.#acceptView(motion, elapsedMs)];
  }

  #turn(cause: Cause, state: Lasting, isSo: boolean, elapsedMs: number, utcMs: number): Sighting[] {
    const turn = state.update(isSo, elapsedMs);
    if (turn === null) return [];
    return [tamper(cause, turn === 'begins' ? 'begin' : 'end', utcMs)];
  }

  /** A camera that stays turned has a new view. */
  #acceptView(motion: MotionPicture, elapsedMs: number): Sighting[] {
    this.#movedMs = this.#moved.isOpen ? this.#movedMs + elapsedMs : 0;
    if (this.#movedMs < acceptViewMs) return [];
    this.#moved.close();
    this.#begin(motion);
    return [tamper('moved', 'end', motion.utcMs)];
  }

  #isBlurred(picture: LumaPicture, motion: MotionPicture, isUsual: boolean, elapsedMs: number): boolean {
    this.#edgesAgeMs += elapsedMs;
    const isCalm = isUsual && !this.#defocused.isOpen && this.#defocused.pendingMs === 0;
    if (this.#edgesAgeMs >= chooseEdgesMs && isCalm) {
      this.#edges = edgeCells(this.#view!.usual, motion.columns, motion.rows);
      this.#edgesAgeMs = 0;
    }
    const now = sharpness(picture, motion, this.#edges);
    // Without edges to look at, nothing new is known.
    if (now === null) return this.#defocused.isOpen;
    this.#usualSharpness ??= now;
    if (now < this.#usualSharpness * blurred) return true;
    this.#usualSharpness +=
      (now - this.#usualSharpness) * (1 - Math.exp(-elapsedMs / 1000 / sharpnessLearnSeconds));
    return false;
  }
}

function tamper(cause: Cause, phase: 'begin' | 'end', utcMs: number): Sighting {
  return {
    ...common(phase, utcMs),
    key: `tamper:${cause}`,
    facts: { ...nobody, type: 'tamper', details: { cause } },
  };
}

function sceneChange(change: EventDetails['scene']['change'], utcMs: number): Sighting {
  return {
    ...common('once', utcMs),
    key: `scene:${change}`,
    facts: { ...nobody, type: 'scene', details: { change } },
  };
}

function common(phase: Sighting['phase'], utcMs: number) {
  return { phase, utcMs, picture: phase !== 'end' };
}

const nobody = { name: null, objectId: null, objectClass: 'unknown', box: null } as const;
