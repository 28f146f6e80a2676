/**
 * Reads a stream from its hub and hands it to the archive while the camera's policy says so. It also tells the archive why there is
 * nothing to record. Ends of motion, schedule and manual recording wait for the end of the GOP, so that a recording that begins again
 * joins without a missing picture.
 */

import type { RecordingPolicy } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import type { GapCause } from '#domain/recording.ts';
import type { HubReader, StreamHub } from '#media/hub.ts';
import type { Sample, StreamFailure, Tracks } from '#media/stream.ts';
import { RecordingDecision } from './decision.ts';

/** What the recorder needs of the archive; StreamWriter is one. It holds the samples that it needs for longer. */
export interface RecordingSink {
  readonly blocked: string | null;
  readonly gapCause: GapCause | null;
  readonly counters: { readonly bytes: number };
  tracks(tracks: Pick<Tracks, 'video' | 'audio'>): void;
  sample(sample: Sample): void;
  stop(cause: GapCause, detail?: string, atMs?: number): void;
}

export interface RecorderStatus {
  /** Pictures are going into the archive. */
  readonly active: boolean;
  readonly reason: string;
  readonly bitrateBps: number;
}

const evaluateEveryMs = 1000;
/** What one of these is the cause of, another of them may go on with. */
const idleCauses: ReadonlySet<GapCause> = new Set(['policy', 'camera_offline', 'network']);
const endlessManual = Number.POSITIVE_INFINITY;

export class Recorder implements HubReader, Disposable {
  readonly borrows = true;
  readonly #hub: StreamHub;
  readonly #sink: RecordingSink;
  readonly #clock: Clock;
  readonly #decision: RecordingDecision;
  #timer: NodeJS.Timeout | null = null;
  #detach: (() => void) | null = null;
  /** Recording ends with the GOP. */
  #ending = false;
  #failure: { cause: GapCause; detail: string } | null = null;
  #tracks: Tracks | null = null;
  #toldTracks = '';
  #lastDts = { video: Number.NEGATIVE_INFINITY, audio: Number.NEGATIVE_INFINITY };
  #measured = { atMs: 0, bytes: 0, bps: 0 };
  #lastSampleAtMs = Number.NEGATIVE_INFINITY;
  #triggerDelaySeconds = 0;

  constructor(hub: StreamHub, sink: RecordingSink, policy: RecordingPolicy, clock: Clock) {
    this.#hub = hub;
    this.#sink = sink;
    this.#clock = clock;
    this.#decision = new RecordingDecision(policy);
  }

  start(): void {
    this.#applyPreRoll();
    this.#timer ??= setInterval(() => this.evaluate(), evaluateEveryMs);
    const { record, reason } = this.#decision.at(this.#clock.utcMs());
    // A gap left from before the start goes on until the first picture, or until the policy or the camera is the reason.
    if (!record) this.#sink.stop('policy', reason);
    else if (this.#sink.gapCause === null) this.#sink.stop('camera_offline', 'connecting');
    this.evaluate();
  }

  get policy(): RecordingPolicy {
    return this.#decision.policy;
  }

  /** Takes effect at once; switching off does not wait for the end of the GOP. Throws `invalid` and keeps the old one. */
  setPolicy(policy: RecordingPolicy): void {
    const audioChanged = policy.audio !== this.#decision.policy.audio;
    this.#decision.policy = policy;
    this.#applyPreRoll();
    if (audioChanged && this.#detach !== null && this.#tracks !== null) this.tracks(this.#tracks);
    this.evaluate();
    if (policy.mode === 'off' && this.#ending) this.#end();
  }

  /** Motion has begun up to this long before `trigger` tells of it: the pre-roll is that much longer. */
  set triggerDelaySeconds(seconds: number) {
    this.#triggerDelaySeconds = seconds;
    this.#applyPreRoll();
  }

  /** There is motion, known to last until `untilMs` (UTC). Recording begins with the pre-roll and goes on for the post-roll. */
  trigger(untilMs: number): void {
    this.#decision.motion(untilMs);
    this.evaluate();
  }

  /** Recording by hand, in any mode. */
  manual(on: boolean, maxSeconds?: number): void {
    const until = maxSeconds === undefined ? endlessManual : this.#clock.utcMs() + maxSeconds * 1000;
    this.#decision.manual(on ? until : null);
    this.evaluate();
  }

  /** The camera does not deliver. While a policy forbids recording that stays the cause. */
  sourceFailed(failure: StreamFailure, message?: string): void {
    const cause: GapCause = failure === 'timeout' ? 'network' : 'camera_offline';
    this.#failure = { cause, detail: message === undefined ? failure : `${failure}: ${message}` };
    if (this.#detach === null) this.#tellIdle();
    else if (this.#ending) this.#end();
    else this.#sink.stop(cause, this.#failure.detail);
  }

  /** The camera delivers again; the gap ends with its first picture, or goes on as a wait for motion. */
  sourceRestored(): void {
    this.#failure = null;
    if (this.#detach === null) this.#tellIdle();
  }

  /** Compares what should be with what is; called every second and whenever something changes. */
  evaluate(): void {
    const { record } = this.#decision.at(this.#clock.utcMs());
    if (record) this.#begin();
    else if (this.#detach !== null) this.#ending = true;
    else this.#tellIdle();
    if (this.#ending && this.#failure !== null) this.#end();
  }

  status(): RecorderStatus {
    const nowMs = this.#clock.monotonicMs();
    const { bytes } = this.#sink.counters;
    const elapsedMs = nowMs - this.#measured.atMs;
    if (elapsedMs >= 1000) {
      const bps = ((bytes - this.#measured.bytes) * 8000) / elapsedMs;
      this.#measured = { atMs: nowMs, bytes, bps: Math.round(bps) };
    }
    const { record, reason } = this.#decision.at(this.#clock.utcMs());
    const { blocked } = this.#sink;
    const flowing = nowMs - this.#lastSampleAtMs < 3000;
    const active = this.#detach !== null && blocked === null && this.#failure === null && flowing;
    const why = record ? (blocked ?? (this.#failure === null ? reason : 'camera offline')) : reason;
    return { active, reason: why, bitrateBps: active ? this.#measured.bps : 0 };
  }

  /** Detaches. The archive is told nothing: whoever closes it knows why. */
  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#detach?.();
    this.#detach = null;
  }

  tracks(tracks: Tracks): void {
    if (this.#tracks?.generation !== tracks.generation) {
      this.#lastDts = { video: Number.NEGATIVE_INFINITY, audio: Number.NEGATIVE_INFINITY };
    }
    this.#tracks = tracks;
    const audio = this.#decision.policy.audio ? tracks.audio : null;
    const told = `${tracks.generation} ${audio !== null}`;
    if (told === this.#toldTracks) return;
    this.#toldTracks = told;
    this.#sink.tracks({ video: tracks.video, audio });
  }

  sample(sample: Sample): void {
    if (sample.kind === 'audio' && !this.#decision.policy.audio) return;
    // The pre-roll may reach back into what is recorded already.
    if (sample.dts <= this.#lastDts[sample.kind]) return;
    const beginsGop = sample.keyframe && (sample.kind === 'video' || this.#tracks?.video === null);
    if (beginsGop && this.#ending) {
      this.#end();
      return;
    }
    this.#lastDts[sample.kind] = sample.dts;
    this.#lastSampleAtMs = this.#clock.monotonicMs();
    this.#sink.sample(sample);
  }

  #begin(): void {
    this.#ending = false;
    if (this.#detach !== null) return;
    if (this.#failure !== null) this.#sink.stop(this.#failure.cause, this.#failure.detail);
    const preRoll = this.#decision.policy.mode === 'motion';
    this.#detach = this.#hub.attach(this, preRoll ? 'preRoll' : 'gop');
  }

  #end(): void {
    this.#ending = false;
    this.#detach?.();
    this.#detach = null;
    const { cause, detail } = this.#idleCause();
    this.#sink.stop(cause, detail);
  }

  #tellIdle(): void {
    const { gapCause } = this.#sink;
    const { cause, detail } = this.#idleCause();
    if (gapCause === null || (idleCauses.has(gapCause) && gapCause !== cause)) this.#sink.stop(cause, detail);
  }

  /** Why nothing is recorded just now. Of a camera that is away nobody knows whether anything moves: that is no waiting for motion. */
  #idleCause(): { readonly cause: GapCause; readonly detail: string } {
    if (this.#decision.policy.mode === 'motion' && this.#failure !== null) return this.#failure;
    return { cause: 'policy', detail: this.#decision.at(this.#clock.utcMs()).reason };
  }

  #applyPreRoll(): void {
    const { mode, preSeconds } = this.#decision.policy;
    this.#hub.preRollSeconds = mode === 'motion' ? preSeconds + this.#triggerDelaySeconds : 0;
  }
}
