/** What other settings would have changed: events as they were against events as they would have been. */
import type { AnyEventFacts, EventType } from '#domain/event.ts';

export interface Happening {
  readonly facts: AnyEventFacts;
  readonly beginMs: number;
  readonly endMs: number | null;
}

export interface Comparison<Was extends Happening, Would extends Happening> {
  readonly kept: readonly { readonly was: Was; readonly would: Would }[];
  readonly wouldCome: readonly Would[];
  readonly wouldGo: readonly Was[];
}

/** What the analytics of pictures and sound make. */
export const comparedTypes: readonly EventType[] = [
  'motion_detection',
  'line_crossing',
  'zone',
  'counting',
  'queue',
  'scene',
  'tamper',
  'sound',
  'object',
];

/** The same thing is not seen at the same moment in the sub-stream, at the time, and in the recording. */
const toleranceMs = 3000;

/** Each event has at most one counterpart: of the same kind and place, and the nearest in time. */
export function compareEvents<Was extends Happening, Would extends Happening>(
  were: readonly Was[],
  would: readonly Would[],
): Comparison<Was, Would> {
  const left = Map.groupBy(would, kindOf);
  const kept: { was: Was; would: Would }[] = [];
  const wouldGo: Was[] = [];
  for (const was of were.toSorted((a, b) => a.beginMs - b.beginMs)) {
    const candidates = left.get(kindOf(was)) ?? [];
    const best = nearest(was, candidates);
    if (best === null) wouldGo.push(was);
    else {
      kept.push({ was, would: best });
      candidates.splice(candidates.indexOf(best), 1);
    }
  }
  const wouldCome = [...left.values()].flat().sort((a, b) => a.beginMs - b.beginMs);
  return { kept, wouldCome, wouldGo };
}

function kindOf({ facts }: Happening): string {
  const { type, name } = facts;
  if (facts.type === 'line_crossing') return JSON.stringify([type, name, facts.details.direction]);
  if (facts.type === 'counting') return JSON.stringify([type, name, facts.details.in]);
  return JSON.stringify([type, name]);
}

function nearest<Would extends Happening>(was: Happening, candidates: readonly Would[]): Would | null {
  let best: Would | null = null;
  for (const one of candidates) {
    if (!meets(was, one)) continue;
    const distance = Math.abs(one.beginMs - was.beginMs);
    if (best === null || distance < Math.abs(best.beginMs - was.beginMs)) best = one;
  }
  return best;
}

function meets(a: Happening, b: Happening): boolean {
  const endOf = ({ endMs }: Happening): number => (endMs ?? Number.POSITIVE_INFINITY) + toleranceMs;
  return a.beginMs <= endOf(b) && b.beginMs <= endOf(a);
}
