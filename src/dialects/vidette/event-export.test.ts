import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventView } from '#services/events/event-view.ts';
import { report } from '../../services/events/reports.fixture.ts';
import { csvField, exportFormats } from './event-export.ts';

const beginMs = Date.UTC(2027, 0, 15);

function view(name: string | null): EventView {
  const camera = null;
  return {
    change: 1,
    report: report({ cameraId: null, beginMs, facts: { name, box: [0, 0.25, 1, 1] } }),
    camera,
  };
}

test('texts that a spreadsheet would take for a formula are made harmless', () => {
  for (const text of ['=1+1', '+1', '-1', '@x', '\tx']) assert.equal(csvField(text), `'${text}`);
  assert.equal(csvField('=HYPERLINK("http://x","y")'), `"'=HYPERLINK(""http://x"",""y"")"`);
  assert.equal(csvField('\r=1'), `"'\r=1"`);
});

test('commas, quotes and line ends are quoted; numbers and nothing stay', () => {
  assert.deepEqual([csvField('a,b'), csvField('a"b'), csvField('a\nb')], ['"a,b"', '"a""b"', '"a\nb"']);
  assert.deepEqual(
    [csvField(-1), csvField(true), csvField(null), csvField('plain')],
    ['-1', 'true', '', 'plain'],
  );
});

async function textOf(format: keyof typeof exportFormats, portions: AsyncIterable<readonly EventView[]>) {
  let text = '';
  for await (const part of exportFormats[format].lines(portions)) text += part;
  return text;
}

test('both formats have a line for each event', async () => {
  const portions = async function* () {
    yield [view('Gate'), view('=cmd')];
    yield [view(null)];
  };
  const csv = (await textOf('csv', portions())).split('\r\n');
  assert.equal(csv.length, 5);
  assert.match(csv[0]!, /^event_id,event_type,/);
  assert.match(
    csv[1]!,
    /,2027-01-15T00:00:00\.000Z,2027-01-15T00:00:01\.000Z,,,,,Gate,,0,0 0\.25 1 1,,false,/,
  );
  assert.match(csv[2]!, /,'=cmd,/);
  const lines = (await textOf('jsonl', portions())).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => (JSON.parse(line) as { name: string | null }).name),
    ['Gate', '=cmd', null],
  );
});

test('an export of any length needs the memory of one portion', async () => {
  const portion = Array.from({ length: 500 }, () => view('Gate'));
  let made = 0;
  const portions = async function* () {
    for (; made < 200_000; made += portion.length) yield portion;
  };
  globalThis.gc?.();
  const before = process.memoryUsage().rss;
  let bytes = 0;
  for await (const text of exportFormats.jsonl.lines(portions())) bytes += text.length;
  assert.ok(bytes > 60_000_000);
  assert.ok(process.memoryUsage().rss - before < 50 * 2 ** 20);
});
