/** What people have written down about a clip: the JSON beside it (its own words are in the README of the clips). */
import { readFile } from 'node:fs/promises';
import type { Point } from '#domain/event.ts';

export interface Truth {
  readonly file: string;
  readonly durationSeconds: number;
  /** Seconds by which the written times may be wrong. */
  readonly timeAccuracy: number;
  /** Seconds of the first and last motion; null without motion or when nobody has looked. */
  readonly motion: {
    readonly first: number | null;
    readonly quiet: readonly (readonly [number, number])[];
  } | null;
  readonly lines: readonly TruthLine[];
  /** Each comes alone: seconds of entering and leaving. */
  readonly presence: readonly (readonly [number, number])[];
}

export type Way = 'a_to_b' | 'b_to_a';

export interface TruthLine {
  readonly name: string;
  readonly points: readonly [Point, Point];
  readonly counts: Readonly<Record<Way, number>>;
  readonly tolerance: number;
  /** Empty where only counts are known. */
  readonly crossings: readonly TruthCrossing[];
}

export interface TruthCrossing {
  readonly seconds: number;
  readonly way: Way;
  readonly object: string;
}

interface Written {
  readonly file: string;
  readonly duration_s?: number;
  readonly time_accuracy_s?: number;
  readonly motion?: { readonly first: number | null; readonly quiet: readonly (readonly [number, number])[] };
  readonly presence?: readonly (readonly [number, number])[];
  readonly lines?: readonly {
    readonly name: string;
    readonly a: Point;
    readonly b: Point;
    readonly count: Readonly<Record<string, number>>;
    readonly tolerance: number;
    readonly events: readonly {
      readonly t: number;
      readonly object: string;
      readonly direction: Direction;
    }[];
  }[];
}

type Direction = 'left' | 'right' | 'up' | 'down';

const steps: Record<Direction, Point> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

export async function readTruth(path: string): Promise<Truth> {
  const written = JSON.parse(await readFile(path, 'utf8')) as Written;
  return {
    file: written.file,
    durationSeconds: written.duration_s ?? 0,
    timeAccuracy: written.time_accuracy_s ?? 0.5,
    motion: written.motion ?? null,
    presence: written.presence ?? [],
    lines: (written.lines ?? []).map(({ name, a, b, count, tolerance, events }) => ({
      name,
      points: [a, b],
      tolerance,
      counts: countWays([a, b], count),
      crossings: events.map(({ t, object, direction }) => ({
        seconds: t,
        object,
        way: wayOf([a, b], direction),
      })),
    })),
  };
}

/** Which way over a line a→b it is to go left, right, up or down in the picture. */
export function wayOf([a, b]: readonly [Point, Point], direction: Direction): Way {
  const [x, y] = steps[direction];
  return (b[0] - a[0]) * y - (b[1] - a[1]) * x > 0 ? 'a_to_b' : 'b_to_a';
}

/** Keys end with the direction: `vehicle up`. */
function countWays(
  points: readonly [Point, Point],
  count: Readonly<Record<string, number>>,
): Record<Way, number> {
  const counts = { a_to_b: 0, b_to_a: 0 };
  for (const [key, number] of Object.entries(count)) {
    counts[wayOf(points, (key.split(' ').at(-1) ?? '') as Direction)] += number;
  }
  return counts;
}
