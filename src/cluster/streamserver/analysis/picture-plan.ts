/**
 * Decides of each coded picture of a stream whether it is decoded, and whether it is looked at. Pictures refer to those before them:
 * what is decoded begins at a keyframe and has no holes.
 */
import { PicturePace } from '#analytics/analyzer/picture-pace.ts';
import type { Sample } from '#media/stream.ts';

/** Pictures per second that the analytics want while something may be going on. */
export const fullRate = 5;
/**
 * While nothing goes on a keyframe is looked at so often, where there is one: it keeps the background fresh, and catches what the gate
 * does not see. The longer nothing has gone on, the rarer: a tenth of that time apart.
 */
const glanceMs = 2000;
const rarestGlanceMs = 12_000;
const glanceShare = 0.1;
/** Of a main stream that has a keyframe in every picture or so, not more are decoded. */
const keyframesApartMs = 900;

export type Step =
  | 'skip'
  /** A keyframe by itself. */
  | 'alone'
  /** After what was decoded before; `glance` is not looked at. */
  | 'look'
  | 'glance'
  /** All since the keyframe, as it is kept in the hub. */
  | 'catch up';

export interface Situation {
  /** Every picture is wanted; otherwise keyframes. */
  readonly every: boolean;
  /** Nothing goes on: few keyframes do. */
  readonly still: boolean;
  /** Something was found that moves. A gate that has opened for nothing found nothing. */
  readonly busy: boolean;
  /** Share 0..1 of the pictures that the machine can bear. */
  readonly share: number;
}

export class PicturePlan {
  readonly #intraOnly: boolean;
  readonly #pace = new PicturePace(fullRate);
  #running = false;
  #cut = false;
  #position = 0;
  #gopLength = 1;
  #gopMs = 1000;
  #pictureMs = 1000 / fullRate;
  #credit = 1;
  #lastMs = Number.NEGATIVE_INFINITY;
  #keyframeMs = Number.NEGATIVE_INFINITY;
  #aloneMs = Number.NEGATIVE_INFINITY;
  #activeMs = Number.NEGATIVE_INFINITY;
  #wantedRate = 0;
  #intraCredit = 0;

  /** `intraOnly`: every picture is a keyframe, as in MJPEG. */
  constructor(intraOnly: boolean) {
    this.#intraOnly = intraOnly;
  }

  /** Pictures per second that should be looked at now, at share 1. */
  get wantedRate(): number {
    return this.#wantedRate;
  }

  /** Pictures from one keyframe to the next, as the stream had them so far. */
  get gopLength(): number {
    return Math.max(this.#gopLength, this.#position);
  }

  /** Something was lost on the way: what follows begins at a keyframe. */
  broken(): void {
    this.#running = false;
    this.#cut = true;
  }

  /** `disposable`: no other picture refers to this one. */
  next(sample: Sample, disposable: boolean, situation: Situation): Step {
    this.#measure(sample);
    if (situation.busy) this.#activeMs = sample.utcMs;
    if (sample.discontinuity) this.broken();
    if (sample.keyframe) {
      this.#cut = false;
      this.#credit = Math.min(1, this.#credit + situation.share * this.#gopLength);
    }
    if (this.#intraOnly) return this.#nextOfIntra(sample, situation);
    this.#wantedRate = this.#rate(situation);
    if (situation.every && this.#isAffordable(situation.share)) return this.#nextOfEvery(sample, disposable);
    if (this.#running && situation.every) this.#cut = true;
    this.#running = false;
    return sample.keyframe ? this.#nextKeyframe(sample.utcMs, situation) : 'skip';
  }

  #nextOfEvery(sample: Sample, disposable: boolean): Step {
    const isDue = this.#pace.isDue(sample.utcMs);
    if (this.#running) return isDue ? 'look' : disposable ? 'skip' : 'glance';
    if (this.#cut) return 'skip';
    this.#running = true;
    if (!sample.keyframe) return 'catch up';
    this.#credit = 0;
    return 'look';
  }

  #nextKeyframe(utcMs: number, { still, share }: Pick<Situation, 'still' | 'share'>): Step {
    const apartMs = still ? this.#glanceMs(utcMs) : keyframesApartMs;
    const sinceMs = utcMs - this.#aloneMs;
    // Cameras jitter; and a clock that went back must not stop it.
    if (sinceMs >= 0 && sinceMs < apartMs * 0.9) return 'skip';
    if (share < 1 && this.#credit < 1) return 'skip';
    this.#credit = 0;
    this.#aloneMs = utcMs;
    return 'alone';
  }

  #glanceMs(utcMs: number): number {
    const stillMs = Math.abs(utcMs - this.#activeMs);
    return Math.min(rarestGlanceMs, Math.max(glanceMs, glanceShare * stillMs));
  }

  #nextOfIntra(sample: Sample, situation: Situation): Step {
    const { every, still, share } = situation;
    this.#wantedRate = every
      ? Math.min(fullRate, 1000 / this.#pictureMs)
      : 1000 / this.#glanceMs(sample.utcMs);
    if (!every) return this.#nextKeyframe(sample.utcMs, { still, share: 1 });
    if (!this.#pace.isDue(sample.utcMs)) return 'skip';
    this.#intraCredit += share;
    if (this.#intraCredit < 1) return 'skip';
    this.#intraCredit -= 1;
    return 'alone';
  }

  /** Of each GOP its first part, as long as the share allows; at the least now and then a keyframe. */
  #isAffordable(share: number): boolean {
    if (share >= 1) return true;
    const pictures = share * this.#gopLength;
    return pictures >= 1 && this.#position <= pictures;
  }

  #rate({ every, still }: Situation): number {
    if (every) return Math.min(fullRate, 1000 / this.#pictureMs);
    return 1000 / Math.max(this.#gopMs, still ? this.#glanceMs(this.#lastMs) : keyframesApartMs);
  }

  #measure({ keyframe, utcMs }: Sample): void {
    const sinceMs = utcMs - this.#lastMs;
    if (sinceMs > 0 && sinceMs < 5000) this.#pictureMs += (sinceMs - this.#pictureMs) / 16;
    this.#lastMs = utcMs;
    if (!keyframe) {
      this.#position += 1;
      return;
    }
    if (this.#position > 0) this.#gopLength = this.#position;
    this.#position = 1;
    const gopMs = utcMs - this.#keyframeMs;
    if (gopMs > 0 && gopMs < 600_000) this.#gopMs = gopMs;
    this.#keyframeMs = utcMs;
  }
}
