/** `npm run accuracy -- motion`: what is found in the clips against what people have written down about them. */
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { PictureAnalysis } from '#analytics/analysis.ts';
import { type AnalyticsSettings, noAnalytics } from '#domain/analytics.ts';
import { type Clip, readClip, withStillness } from './clip.ts';
import { addPictureScores, type ObjectPictureScore } from './object-pictures.ts';
import { type Playback, play } from './playback.ts';
import { beginsWithin, type ClipScore, scoreClip } from './scores.ts';
import { readTruth, type Truth } from './truth.ts';

export interface ClipResult extends ClipScore {
  readonly clip: string;
  readonly gate: boolean;
  readonly pictures: number;
  readonly decoded: number;
  readonly looked: number;
  readonly analysisMs: number;
  readonly objectPictures: ObjectPictureScore;
}

const folder = join(import.meta.dirname, '../../../shared/media/video');
const startMs = Date.UTC(2026, 0, 5, 12);

/** Names of all clips that have ground truth of their picture. */
export function clipNames(): readonly string[] {
  return globSync('*.json', { cwd: folder })
    .map((file) => file.replace(/\.json$/, ''))
    .filter((name) => existsSync(join(folder, `${name}.mp4`)))
    .sort();
}

/** Null for a clip about which nothing is written that concerns motion. */
export async function measureClip(name: string, gate: boolean): Promise<ClipResult | null> {
  const truth = await readTruth(join(folder, `${name}.json`));
  if (truth.motion === null && truth.lines.length === 0) return null;
  return measure(name, truth, readClip(join(folder, `${name}.mp4`), startMs), gate, 0);
}

/** Seconds of stillness before a clip, made of its own first ones. */
const stillSeconds = 60;
/** So many of its own there must be, and the last of them may already show who comes. */
const leastStillSeconds = 1;
const notTheLast = 0.2;

/** A clip that begins still, after a minute in which the gate has closed; null for others. */
export async function measureAfterStillness(name: string, gate: boolean): Promise<ClipResult | null> {
  const truth = await readTruth(join(folder, `${name}.json`));
  const first = truth.motion?.quiet.find(([from, to]) => from === 0 && to >= leastStillSeconds);
  if (first === undefined) return null;
  const clip = readClip(join(folder, `${name}.mp4`), startMs);
  const { delayMs, ...longer } = withStillness(clip, (first[1] - notTheLast) * 1000, stillSeconds * 1000);
  return measure(name, truth, longer, gate, delayMs);
}

function measure(name: string, truth: Truth, clip: Clip, gate: boolean, delayMs: number): ClipResult {
  const { sightings, ...figures }: Playback = play(clip, new PictureAnalysis(settingsFor(truth)), gate);
  return { clip: name, gate, ...figures, ...scoreClip(truth, sightings, startMs + delayMs) };
}

/** What is found of a clip without the gate but not with it. */
export function lostByGate(without: ClipResult, withGate: ClipResult): number {
  const begins = without.begins.filter((begin, index) => {
    const other = withGate.begins[index];
    return isInTime(begin) && (other === undefined || !isInTime(other));
  });
  const crossings = without.lines.map(({ line, way, found }) => {
    const other = withGate.lines.find((one) => one.line === line && one.way === way);
    return Math.max(0, found - (other?.found ?? 0));
  });
  return begins.length + crossings.reduce((sum, count) => sum + count, 0);
}

/** Defaults, and the lines of the truth both as crossing lines and as counting lines. */
function settingsFor({ lines }: Truth): AnalyticsSettings {
  return {
    ...noAnalytics,
    motion: { zones: [], coolDownSeconds: 0 },
    lines: lines.map(({ name, points }) => ({ name, points, direction: 'both' })),
    counting: {
      lines: lines.map(({ name, points }) => ({ name, points, inverted: false })),
      resetHours: 0,
      resetFromMs: 0,
      objectWidth: null,
      objectHeight: null,
    },
  };
}

export interface Summary {
  readonly begins: number;
  /** Within 0.5 s of the time as it is written. */
  readonly beginsExact: number;
  /** Within 0.5 s of the truth, which is known to half a second. */
  readonly beginsInTime: number;
  readonly falseEvents: number;
  readonly crossings: number;
  readonly wrongCrossings: number;
  /** Share 0..1 of the crossings. */
  readonly rightCrossings: number;
  readonly objectPictures: ObjectPictureScore;
}

export function summarize(results: readonly ClipResult[]): Summary {
  const begins = results.flatMap((result) => result.begins);
  const lines = results.flatMap((result) => result.lines);
  const crossings = lines.reduce((sum, { truth }) => sum + truth, 0);
  const wrongCrossings = lines.reduce((sum, { wrong }) => sum + wrong, 0);
  return {
    begins: begins.length,
    beginsExact: begins.filter(
      ({ truth, found }) => found !== null && Math.abs(found - truth) <= beginsWithin,
    ).length,
    beginsInTime: begins.filter(isInTime).length,
    falseEvents: results.reduce((sum, { falseEvents }) => sum + falseEvents.length, 0),
    crossings,
    wrongCrossings,
    rightCrossings: crossings === 0 ? 1 : 1 - wrongCrossings / crossings,
    objectPictures: addPictureScores(results.map(({ objectPictures }) => objectPictures)),
  };
}

export function isInTime({ truth, found, accuracy }: ClipScore['begins'][number]): boolean {
  return found !== null && Math.abs(found - truth) <= beginsWithin + accuracy;
}

/** What is required: no event lost, none invented, 95 % of the crossings right. */
export function targetsMissed(summary: Summary): readonly string[] {
  return [
    ...(summary.beginsInTime < summary.begins
      ? [
          `${summary.begins - summary.beginsInTime} of ${summary.begins} begins of motion not within ${beginsWithin} s`,
        ]
      : []),
    ...(summary.falseEvents > 0 ? [`${summary.falseEvents} events while nothing moved`] : []),
    ...(summary.rightCrossings < 0.95
      ? [`${(100 * summary.rightCrossings).toFixed(1)} % of the crossings right, not 95 %`]
      : []),
  ];
}
