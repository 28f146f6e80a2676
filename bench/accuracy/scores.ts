/** Compares what was found in a clip with what people have written down. Pure; times are seconds of the clip. */
import type { Sighting } from '#domain/event.ts';
import type { Truth, TruthLine, Way } from './truth.ts';

/** Motion begins within this of the truth. */
export const beginsWithin = 0.5;
/** A crossing is the one of the truth within this and the accuracy of the written time. */
const crossesWithin = 1;
/** What begins this close to the end of a still part is what ends it. */
const stillEndsWithin = 0.5;

export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface BeginScore {
  readonly truth: number;
  /** By how much the time of the truth may be wrong. */
  readonly accuracy: number;
  /** Null: missed. */
  readonly found: number | null;
}

export interface Crossing {
  readonly seconds: number;
  readonly way: Way;
  readonly objectId: string;
}

export interface LineScore {
  readonly line: string;
  readonly way: Way;
  readonly truth: number;
  readonly found: number;
  readonly tolerance: number;
  /** Found by the counting line. */
  readonly counted: number;
  /** Times; both empty where only the count is known. */
  readonly missed: readonly number[];
  readonly extra: readonly number[];
  /** Of the matched: found less truth. */
  readonly errors: readonly number[];
  /** Crossings that are wrong: missed and false ones, or what the count is off beyond its tolerance. */
  readonly wrong: number;
}

export interface ClipScore {
  readonly begins: readonly BeginScore[];
  /** What was told while nothing moved. */
  readonly falseEvents: readonly { readonly seconds: number; readonly type: string }[];
  readonly lines: readonly LineScore[];
  /** Objects beyond the first, per time in which somebody was there alone. */
  readonly idSwitches: number | null;
}

export function scoreClip(truth: Truth, sightings: readonly Sighting[], startMs: number): ClipScore {
  return {
    begins: scoreBegins(truth, motionSpans(sightings, startMs)),
    falseEvents: falseEvents(truth, sightings, startMs),
    lines: truth.lines.flatMap((line) => scoreLine(line, truth, sightings, startMs)),
    idSwitches: truth.presence.length === 0 ? null : idSwitches(truth, sightings, startMs),
  };
}

/** Motion as it was found, from begin to end. */
export function motionSpans(sightings: readonly Sighting[], startMs: number): readonly Span[] {
  const spans: { from: number; to: number }[] = [];
  for (const { facts, phase, utcMs } of sightings) {
    if (facts.type !== 'motion_detection') continue;
    const seconds = (utcMs - startMs) / 1000;
    if (phase === 'begin' || phase === 'once') spans.push({ from: seconds, to: Number.POSITIVE_INFINITY });
    const open = spans.at(-1);
    if ((phase === 'end' || phase === 'once') && open !== undefined) open.to = seconds;
  }
  return spans;
}

/** The first motion, and the end of every still part: where somebody is written to come then, that time. */
export function trueBegins({ motion, presence, durationSeconds }: Truth): readonly number[] {
  if (motion === null || motion.first === null) return [];
  const after = motion.quiet
    .map(([, to]) => to)
    .filter((to) => to > (motion.first ?? 0) && to < durationSeconds - 0.5);
  const arrivals = after.map((to) => presence.find(([from]) => from >= to && from - to < 1.5)?.[0] ?? to);
  return [motion.first, ...arrivals];
}

function scoreBegins(truth: Truth, spans: readonly Span[]): readonly BeginScore[] {
  return trueBegins(truth).map((begin) => {
    const near = spans
      .filter(({ from }) => Math.abs(from - begin) < 3)
      .toSorted((a, b) => Math.abs(a.from - begin) - Math.abs(b.from - begin))[0];
    // Motion that has not been given up since the last time goes on with its event.
    const lasting = spans.some(({ from, to }) => from < begin && to > begin);
    return { truth: begin, accuracy: truth.timeAccuracy, found: near?.from ?? (lasting ? begin : null) };
  });
}

function falseEvents({ motion, durationSeconds }: Truth, sightings: readonly Sighting[], startMs: number) {
  return sightings
    .filter(({ phase }) => phase === 'begin' || phase === 'once')
    .map(({ utcMs, facts }) => ({ seconds: (utcMs - startMs) / 1000, type: facts.type }))
    .filter(({ seconds }) =>
      (motion?.quiet ?? []).some(([from, to]) => {
        const end = to > durationSeconds - 0.5 ? to : to - stillEndsWithin;
        return seconds > from && seconds < end;
      }),
    );
}

function scoreLine(
  line: TruthLine,
  truth: Truth,
  sightings: readonly Sighting[],
  startMs: number,
): LineScore[] {
  const crossings = crossingsOf(sightings, line.name, startMs);
  return (['a_to_b', 'b_to_a'] as const)
    .map((way) => {
      const found = crossings.filter((crossing) => crossing.way === way);
      const times = line.crossings.filter((crossing) => crossing.way === way).map(({ seconds }) => seconds);
      const counted = countOf(sightings, line.name, way);
      const base = {
        line: line.name,
        way,
        truth: line.counts[way],
        found: found.length,
        tolerance: line.tolerance,
        counted,
      };
      if (line.crossings.length === 0) {
        const off = Math.max(0, Math.abs(found.length - line.counts[way]) - line.tolerance);
        return { ...base, missed: [], extra: [], errors: [], wrong: off };
      }
      const match = matchTimes(
        times,
        found.map(({ seconds }) => seconds),
        crossesWithin + truth.timeAccuracy,
      );
      return { ...base, ...match, wrong: match.missed.length + match.extra.length };
    })
    .filter(({ truth: expected, found }) => expected > 0 || found > 0);
}

function crossingsOf(sightings: readonly Sighting[], name: string, startMs: number): readonly Crossing[] {
  return sightings.flatMap(({ facts, utcMs }) => {
    if (facts.type !== 'line_crossing' || facts.name !== name || facts.details.direction === 'unknown')
      return [];
    const { direction } = facts.details;
    return [{ seconds: (utcMs - startMs) / 1000, way: direction, objectId: facts.objectId ?? '' }];
  });
}

function countOf(sightings: readonly Sighting[], name: string, way: Way): number {
  return sightings.reduce((sum, { facts }) => {
    if (facts.type !== 'counting' || facts.name !== name) return sum;
    return sum + (way === 'a_to_b' ? facts.details.in : facts.details.out);
  }, 0);
}

/** Pairs times one to one, the nearest first. */
export function matchTimes(truth: readonly number[], found: readonly number[], within: number) {
  const pairs = truth
    .flatMap((t, i) => found.map((f, j) => ({ i, j, error: f - t })))
    .filter(({ error }) => Math.abs(error) <= within)
    .toSorted((a, b) => Math.abs(a.error) - Math.abs(b.error));
  const [usedTruth, usedFound] = [new Set<number>(), new Set<number>()];
  const errors: number[] = [];
  for (const { i, j, error } of pairs) {
    if (usedTruth.has(i) || usedFound.has(j)) continue;
    usedTruth.add(i);
    usedFound.add(j);
    errors.push(error);
  }
  return {
    missed: truth.filter((_, index) => !usedTruth.has(index)),
    extra: found.filter((_, index) => !usedFound.has(index)),
    errors,
  };
}

function idSwitches({ presence }: Truth, sightings: readonly Sighting[], startMs: number): number {
  const begins = sightings
    .filter(
      ({ facts, phase }) => facts.type === 'object' && facts.details.change === 'seen' && phase === 'begin',
    )
    .map(({ utcMs }) => (utcMs - startMs) / 1000);
  return presence.reduce((sum, [from, to]) => {
    const objects = begins.filter((seconds) => seconds >= from - 0.7 && seconds <= to + 0.7).length;
    return sum + Math.max(0, objects - 1);
  }, 0);
}
