/**
 * Decides from coded pictures alone whether anything may be going on: closed, nothing need be decoded. What a picture costs its
 * encoder, bytes and quantizer together, has a level in a still scene; it is learnt only from pictures that the analysis has found
 * still. The gate opens on one picture far above that level, or on several a little above it (CUSUM: Page, "Continuous inspection
 * schemes", Biometrika 41, 1954). Whatever it cannot judge is open. docs/design/analytics.md has the reasons.
 */
import type { CodedPicture } from './coded-picture.ts';
import { Level } from './level.ts';

export type GateState = 'open' | 'closed';

export interface GateOptions {
  /** It closes when nothing has happened for this long. */
  readonly holdMs: number;
  /** Still pictures that must be known before it may close: so many, over so long. */
  readonly learnPictures: number;
  readonly learnMs: number;
  /** After motion that it has not seen it stays open for this long, doubling with each time. */
  readonly distrustMs: number;
}

const defaults: GateOptions = { holdMs: 3000, learnPictures: 50, learnMs: 10_000, distrustMs: 5 * 60_000 };

/** Single pictures this many deviations above the level open it. */
const jump = 4.5;
/** The sum grows by what a picture is above the level beyond this many deviations … */
const slack = 0.4;
/** … and opens the gate here, at 5 pictures a second; at higher rates a little later, so that noise opens it as rarely. */
const sumLimit = 4;
/** Two pictures of the same still scene differ by 3 % at least, as far as the gate is concerned (log2). */
const minDeviation = 0.04;
/** What moves begins before the analysis says so: pictures shortly before are not learnt as still. */
const learnDelayMs = 3000;
/** Motion counts as seen when the gate has opened from this long before to this long after. */
const seenBeforeMs = 4000;
const seenAfterMs = 1500;
const longestDistrustMs = 6 * 3600_000;
/** From this one after the keyframe on, pictures of a still scene are alike. */
const lastPosition = 4;
/** Pictures that wait for the analysis' word. */
const maxPending = 1500;

interface Pending {
  readonly utcMs: number;
  readonly kind: number;
  readonly cost: number;
}

export class CompressedGate {
  readonly #options: GateOptions;
  /** By kind of picture: sizes of different kinds are not to be compared. */
  #levels = new Map<number, Level>();
  #pending: Pending[] = [];
  /** Pictures since the keyframe, as far as it matters. */
  #position = 0;
  #sum = 0;
  #pictureMs = 200;
  #newestMs = Number.NEGATIVE_INFINITY;
  #firedMs = Number.NEGATIVE_INFINITY;
  #busy = true;
  #busyMs = Number.NEGATIVE_INFINITY;
  #learnt = 0;
  #learntFromMs: number | null = null;
  #learntToMs = Number.NEGATIVE_INFINITY;
  /** Motion began here; whether the gate has seen it is not decided yet. */
  #unjudgedMs: number | null = null;
  #misses = 0;
  #hits = 0;
  #distrustedUntilMs = Number.NEGATIVE_INFINITY;

  constructor(options: Partial<GateOptions> = {}) {
    this.#options = { ...defaults, ...options };
  }

  /** The statistics are good enough to close on. */
  get trusted(): boolean {
    const { learnPictures, learnMs } = this.#options;
    if (this.#newestMs < this.#distrustedUntilMs) return false;
    return this.#learnt >= learnPictures && this.#learntToMs - (this.#learntFromMs ?? 0) >= learnMs;
  }

  /** The next picture, in order of decoding. */
  see(picture: CodedPicture): GateState {
    const { utcMs } = picture;
    // A clock that was set back or a long break: what is known of before does not hold.
    if (utcMs < this.#newestMs - 1000 || utcMs > this.#newestMs + 60_000) this.reset();
    this.#follow(utcMs);
    this.#newestMs = Math.max(utcMs, this.#newestMs);
    if (picture.keyframe) this.#position = 0;
    else this.#judge(picture);
    this.#settle();
    return this.#state();
  }

  /**
   * What the analysis has found up to this time: `busy` while anything moves or is followed. Without being told the gate never closes.
   */
  told(utcMs: number, busy: boolean): void {
    if (busy) {
      if (!this.#busy && this.#knows()) this.#unjudgedMs = utcMs;
      this.#busyMs = Math.max(this.#busyMs, utcMs);
      this.#pending = [];
    } else this.#learnUpTo(utcMs - learnDelayMs);
    this.#busy = busy;
  }

  /** The stream began anew: nothing is known of it. */
  reset(): void {
    this.#levels = new Map();
    this.#pending = [];
    this.#sum = 0;
    this.#learnt = 0;
    this.#learntFromMs = null;
    this.#learntToMs = Number.NEGATIVE_INFINITY;
    this.#newestMs = Number.NEGATIVE_INFINITY;
    this.#firedMs = Number.NEGATIVE_INFINITY;
    this.#busyMs = Number.NEGATIVE_INFINITY;
    this.#distrustedUntilMs = Number.NEGATIVE_INFINITY;
    this.#unjudgedMs = null;
    this.#busy = true;
  }

  #state(): GateState {
    if (!this.trusted || this.#busy) return 'open';
    const { holdMs } = this.#options;
    const quiet = this.#newestMs - this.#firedMs >= holdMs && this.#newestMs - this.#busyMs >= holdMs;
    return quiet ? 'closed' : 'open';
  }

  #follow(utcMs: number): void {
    const sinceMs = utcMs - this.#newestMs;
    if (sinceMs > 0 && sinceMs < 2000) this.#pictureMs += (sinceMs - this.#pictureMs) / 32;
  }

  #judge(picture: CodedPicture): void {
    // The first after a keyframe repair what the keyframe left coarse: they are of kinds of their own.
    this.#position = Math.min(lastPosition, this.#position + 1);
    const kind = this.#position * 16 + picture.layer * 2 + (picture.qp === null ? 1 : 0);
    const cost = costOf(picture);
    const level = this.#levels.get(kind);
    if (level === undefined || level.count < 10) this.#sum = 0;
    else {
      const above = level.above(cost);
      this.#sum = Math.max(0, this.#sum + Math.min(above, jump) - slack);
      const limit = sumLimit + Math.max(0, Math.log2(200 / this.#pictureMs));
      if (above > jump || this.#sum > limit) {
        this.#firedMs = picture.utcMs;
        this.#sum = Math.min(this.#sum, limit);
      }
    }
    this.#pending.push({ utcMs: picture.utcMs, kind, cost });
    if (this.#pending.length > maxPending) this.#pending.shift();
  }

  #learnUpTo(utcMs: number): void {
    let done = 0;
    for (const { utcMs: takenMs, kind, cost } of this.#pending) {
      if (takenMs > utcMs) break;
      done += 1;
      const level = this.#levels.get(kind) ?? new Level(minDeviation);
      this.#levels.set(kind, level);
      level.learn(cost);
      this.#learnt += 1;
      this.#learntFromMs ??= takenMs;
      this.#learntToMs = takenMs;
    }
    if (done > 0) this.#pending.splice(0, done);
  }

  #knows(): boolean {
    return this.#learnt >= this.#options.learnPictures;
  }

  /** Motion that the analysis has found and the gate has not makes it worth less trust. */
  #settle(): void {
    const begunMs = this.#unjudgedMs;
    if (begunMs === null || this.#newestMs < begunMs + seenAfterMs) return;
    this.#unjudgedMs = null;
    if (this.#firedMs >= begunMs - seenBeforeMs) {
      this.#hits += 1;
      if (this.#hits >= 3 && this.#misses > 0) {
        this.#hits = 0;
        this.#misses -= 1;
      }
      return;
    }
    this.#hits = 0;
    const distrustMs = Math.min(longestDistrustMs, this.#options.distrustMs * 2 ** this.#misses);
    this.#misses += 1;
    this.#distrustedUntilMs = this.#newestMs + distrustMs;
  }
}

/**
 * log2 of bytes times quantizer: about the same for the same picture however coarsely it is coded (bits × step is what rate controls
 * take for constant).
 */
function costOf({ bytes, qp }: CodedPicture): number {
  return Math.log2(bytes + 1) + (qp ?? 0) / 6;
}
