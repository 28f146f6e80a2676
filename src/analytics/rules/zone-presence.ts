/**
 * Who is in a zone. Somebody is there when the middle of the lower edge of the box is: where people stand and cars touch the road.
 * Entering takes two pictures, leaving a second, so that what sways at the edge does not come and go.
 */
import type { Polygon } from '#domain/analytics.ts';
import { foot } from '../tracks/box.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import { contains } from './geometry.ts';
import type { TrackedPicture } from './rule.ts';

export interface Visit {
  readonly object: TrackedObject;
  readonly enteredMs: number;
  /** The last time at which it was inside. */
  readonly insideMs: number;
}

export interface ZoneChange {
  readonly entered: readonly Visit[];
  readonly left: readonly Visit[];
}

const picturesToEnter = 2;
const leaveAfterMs = 1000;

interface State {
  object: TrackedObject;
  enteredMs: number;
  insideMs: number;
  pictures: number;
  told: boolean;
}

export class ZonePresence {
  readonly #points: Polygon;
  readonly #states = new Map<string, State>();

  constructor(points: Polygon) {
    this.#points = points;
  }

  get visits(): readonly Visit[] {
    return [...this.#states.values()].filter(({ told }) => told);
  }

  update({ utcMs, objects, finished }: TrackedPicture): ZoneChange {
    const entered: Visit[] = [];
    const left: Visit[] = [];
    for (const object of objects) {
      if (contains(this.#points, foot(object.box))) {
        const state = this.#enter(object, utcMs);
        if (!state.told && object.proven && state.pictures >= picturesToEnter) {
          state.told = true;
          entered.push({ ...state });
        }
        continue;
      }
      const state = this.#states.get(object.id);
      if (state !== undefined && (!state.told || utcMs - state.insideMs >= leaveAfterMs)) {
        this.#leave(state, left);
      }
    }
    for (const { id } of finished) {
      const state = this.#states.get(id);
      if (state !== undefined) this.#leave(state, left);
    }
    return { entered, left };
  }

  /** Everybody leaves. */
  clear(): readonly Visit[] {
    const left = this.visits;
    this.#states.clear();
    return left;
  }

  #enter(object: TrackedObject, utcMs: number): State {
    const state = this.#states.get(object.id) ?? {
      object,
      enteredMs: utcMs,
      insideMs: utcMs,
      pictures: 0,
      told: false,
    };
    state.object = object;
    state.insideMs = utcMs;
    state.pictures += 1;
    this.#states.set(object.id, state);
    return state;
  }

  #leave(state: State, left: Visit[]): void {
    this.#states.delete(state.object.id);
    if (state.told) left.push({ ...state });
  }
}
