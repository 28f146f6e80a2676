/** What rules are given for each picture, and what they answer. */
import type { Sighting } from '#domain/event.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';

export interface TrackedPicture {
  readonly utcMs: number;
  /** Width of the picture by its height. */
  readonly aspect: number;
  /** All that live; only those that are `proven` are told of. */
  readonly objects: readonly TrackedObject[];
  /** Those that ended with this picture. */
  readonly finished: readonly TrackedObject[];
}

export interface Rule {
  apply(picture: TrackedPicture): readonly Sighting[];
  /** Ends what is open: the analysis stops, or the settings of the rule are gone. */
  finish(utcMs: number): readonly Sighting[];
}
