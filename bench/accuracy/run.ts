/**
 * `npm run accuracy -- motion [clips=a,b] [gate=on|off]`: prints a table, writes bench/results/accuracy-motion.json, and fails when a
 * target is missed. Without `gate` both are measured: the gate may lose nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type ClipResult,
  clipNames,
  isInTime,
  lostByGate,
  measureAfterStillness,
  measureClip,
  summarize,
  targetsMissed,
} from './motion.ts';
import type { ObjectPictureScore } from './object-pictures.ts';

const words = process.argv.slice(2);
const options = Object.fromEntries(
  words.filter((word) => word.includes('=')).map((word) => word.split('=', 2) as [string, string]),
);
const [what = 'motion'] = words.filter((word) => !word.includes('='));
if (what !== 'motion') {
  console.error(`nothing is known about the accuracy of ${what}; there is: motion`);
  process.exit(2);
}
const known = clipNames();
const wanted = options.clips === undefined ? known : options.clips.split(',');
const unknown = wanted.filter((name) => !known.includes(name));
if (known.length === 0 || unknown.length > 0) {
  console.error(
    known.length === 0
      ? 'the clips are missing'
      : `no clip ${unknown.join(', ')}; there are: ${known.join(', ')}`,
  );
  process.exit(2);
}
const gates = options.gate === undefined ? [false, true] : [options.gate === 'on'];

const failures: string[] = [];
const all: ClipResult[] = [];
const summaries: Record<string, unknown> = {};
for (const gate of gates) {
  const results: ClipResult[] = [];
  for (const name of wanted) {
    const result = await measureClip(name, gate);
    if (result !== null) results.push(result);
  }
  const title = gate ? 'with the gate' : 'without the gate';
  console.log(`\nMotion, crossings and counts ${title}\n`);
  for (const result of results) print(result);
  const summary = summarize(results);
  console.log(
    `\nbegins in time ${summary.beginsInTime}/${summary.begins} (${summary.beginsExact} within 0.5 s of the time as written), false events ${summary.falseEvents}, ` +
      `crossings ${(100 * summary.rightCrossings).toFixed(1)} % right (${summary.wrongCrossings} wrong of ${summary.crossings})\n` +
      `pictures of objects: ${told(summary.objectPictures)}`,
  );
  summaries[gate ? 'gate' : 'noGate'] = summary;
  failures.push(...targetsMissed(summary).map((text) => `${title}: ${text}`));
  all.push(...results);
}
const afterStillness: ClipResult[] = [];
if (gates.length === 2) {
  console.log('\nAfter a minute of stillness, when the gate has closed\n');
  for (const name of wanted) {
    const [without, withGate] = [
      await measureAfterStillness(name, false),
      await measureAfterStillness(name, true),
    ];
    if (without === null || withGate === null) continue;
    afterStillness.push(without, withGate);
    const lost = lostByGate(without, withGate);
    const [first] = withGate.begins;
    const begin =
      first === undefined
        ? 'never moves'
        : `begins ${first.found === null ? 'missed' : `${signed(first.found - first.truth)} s`}`;
    console.log(
      `${name}: decoded ${without.decoded} and ${withGate.decoded} of ${without.pictures} pictures; ${begin}; lost ${lost}`,
    );
    if (lost > 0) failures.push(`the gate loses ${lost} of ${name}`);
  }
}
const report = {
  name: 'accuracy-motion',
  at: new Date().toISOString(),
  node: process.version,
  summaries,
  clips: all,
};
mkdirSync(join(import.meta.dirname, '../results'), { recursive: true });
writeFileSync(
  join(import.meta.dirname, '../results/accuracy-motion.json'),
  `${JSON.stringify(report, null, 2)}\n`,
);
for (const failure of failures) console.log(`missed: ${failure}`);
process.exit(failures.length === 0 ? 0 : 1);

function print(result: ClipResult): void {
  const { clip, begins, falseEvents, lines, idSwitches, pictures, looked, analysisMs, objectPictures } =
    result;
  const found = begins.map((begin) => {
    const error = begin.found === null ? 'missed' : `${signed(begin.found - begin.truth)} s`;
    return `${begin.truth.toFixed(1)}: ${error}${isInTime(begin) ? '' : ' !'}`;
  });
  console.log(`${clip} (${looked} of ${pictures} pictures, ${analysisMs.toFixed(2)} ms each)`);
  console.log(`  motion begins   ${found.join(' · ') || 'never'}`);
  if (falseEvents.length > 0) {
    console.log(
      `  false events    ${falseEvents.map(({ seconds, type }) => `${type} ${seconds.toFixed(1)}`).join(' · ')}`,
    );
  }
  for (const {
    line,
    way,
    truth,
    found: crossed,
    counted,
    tolerance,
    missed,
    extra,
    errors,
    wrong,
  } of lines) {
    const worst = Math.max(0, ...errors.map(Math.abs));
    const details = [
      `crossed ${crossed}, counted ${counted}, truth ${truth}${tolerance > 0 ? `±${tolerance}` : ''}`,
      ...(errors.length > 0 ? [`times within ${worst.toFixed(2)} s`] : []),
      ...(missed.length > 0 ? [`missed ${missed.map((time) => time.toFixed(1)).join(', ')}`] : []),
      ...(extra.length > 0 ? [`false ${extra.map((time) => time.toFixed(1)).join(', ')}`] : []),
    ];
    console.log(`  ${wrong > 0 ? '!' : ' '} ${line} ${way}: ${details.join('; ')}`);
  }
  if (idSwitches !== null) console.log(`  id switches     ${idSwitches}`);
  if (objectPictures.objects > 0) console.log(`  pictures        ${told(objectPictures)}`);
}

function told({ objects, shareOfBest, poor, pictures }: ObjectPictureScore): string {
  const share = `${(100 * shareOfBest).toFixed(0)} % of the best`;
  return `${share}, below half of it ${poor} of ${objects} objects; ${pictures} pictures`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
}
