/** Decides whether a camera is recorded at a moment: mode, schedule, motion, recording by hand. */
import type { RecordingPolicy } from '#domain/camera.ts';
import { Schedule } from '#domain/schedule.ts';

export interface Decision {
  readonly record: boolean;
  /** For people, for example `continuous`, `outside the schedule`, `waiting for motion`. */
  readonly reason: string;
}

export class RecordingDecision {
  #policy: RecordingPolicy;
  #schedule: Schedule;
  #motionUntilMs = Number.NEGATIVE_INFINITY;
  #manualUntilMs = Number.NEGATIVE_INFINITY;

  constructor(policy: RecordingPolicy) {
    this.#policy = policy;
    this.#schedule = new Schedule(policy.schedule, policy.timeZone);
  }

  get policy(): RecordingPolicy {
    return this.#policy;
  }

  set policy(policy: RecordingPolicy) {
    this.#schedule = new Schedule(policy.schedule, policy.timeZone);
    this.#policy = policy;
  }

  /** Motion is known to last until then. */
  motion(untilMs: number): void {
    this.#motionUntilMs = Math.max(this.#motionUntilMs, untilMs);
  }

  /** By hand, in any mode, until then; null ends it. */
  manual(untilMs: number | null): void {
    this.#manualUntilMs = untilMs ?? Number.NEGATIVE_INFINITY;
  }

  at(utcMs: number): Decision {
    if (utcMs < this.#manualUntilMs) return { record: true, reason: 'manual' };
    switch (this.#policy.mode) {
      case 'continuous':
        return { record: true, reason: 'continuous' };
      case 'schedule':
        return this.#schedule.includes(utcMs)
          ? { record: true, reason: 'schedule' }
          : { record: false, reason: 'outside the schedule' };
      case 'motion':
        return utcMs < this.#motionUntilMs + this.#policy.postSeconds * 1000
          ? { record: true, reason: 'motion' }
          : { record: false, reason: 'waiting for motion' };
      case 'manual':
        return { record: false, reason: 'started by hand only' };
      case 'off':
        return { record: false, reason: 'off' };
    }
  }
}
