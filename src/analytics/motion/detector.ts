/** Finds what moves against a learnt background. */
import type { DetectionSettings } from '#domain/analytics.ts';

export interface DetectorSettings extends DetectionSettings {
  /** How long something that stands still stays different from the background, seconds; default 60. Left objects need longer. */
  readonly keepStillSeconds?: number;
}
