import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { type Bar, barsOf, hourMs, isMidnight } from './count-bars.ts';

const zone = process.env.TZ;
after(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** As many events in every hour as its place in the list, counted under two types. */
function daysIn(timeZone: string, from: string, to: string): { bars: Bar[]; counted: number } {
  process.env.TZ = timeZone;
  const [fromMs, toMs] = [Date.parse(from), Date.parse(to)];
  const counts = Array.from({ length: (toMs - fromMs) / hourMs }, (_, hour) => [
    { begin: fromMs + hour * hourMs, event_type: 'zone' as const, count: hour },
    { begin: fromMs + hour * hourMs, event_type: 'tamper' as const, count: 1 },
  ]).flat();
  const bars = barsOf(counts, fromMs, toMs, 'day');
  assert.equal(bars[0]?.begin, fromMs);
  for (const [index, { begin }] of bars.entries()) if (index > 0) assert.equal(begin, bars[index - 1]?.end);
  return { bars, counted: counts.reduce((sum, { count }) => sum + count, 0) };
}

const hoursOf = (bars: readonly Bar[]) => bars.map(({ begin, end }) => (end - begin) / hourMs);

test('days begin at midnight of the browser, and each event is in one of them', () => {
  for (const timeZone of ['UTC', 'Europe/Berlin', 'America/Los_Angeles', 'Pacific/Auckland']) {
    const { bars, counted } = daysIn(timeZone, '2026-06-01T10:00:00Z', '2026-06-20T07:00:00Z');
    assert.ok(bars.slice(1).every(({ begin }) => isMidnight(begin)));
    assert.ok(hoursOf(bars.slice(1)).every((hours) => hours === 24));
    assert.equal(
      bars.reduce((sum, { count }) => sum + count, 0),
      counted,
    );
  }
  const { bars } = daysIn('Europe/Berlin', '2026-06-01T21:00:00Z', '2026-06-02T23:00:00Z');
  // 23:00 here; 00:00 up to 23:00; 00:00.
  assert.deepEqual(
    bars.map(({ count }) => count),
    [1, ((1 + 24) * 24) / 2 + 24, 26],
  );
});

test('a day on which clocks are changed has 23 or 25 hours, wherever the change is', () => {
  const berlin = daysIn('Europe/Berlin', '2026-03-27T23:00:00Z', '2026-03-30T22:00:00Z').bars;
  assert.deepEqual(hoursOf(berlin), [24, 23, 24]);
  assert.deepEqual(
    hoursOf(daysIn('Europe/Berlin', '2026-10-23T22:00:00Z', '2026-10-26T23:00:00Z').bars),
    [24, 25, 24],
  );
  // At midnight: there is no 00:00 on that day in Cairo, and 23:00 comes twice on the last one of summer in Santiago.
  const cairo = daysIn('Africa/Cairo', '2026-04-22T22:00:00Z', '2026-04-25T21:00:00Z').bars;
  assert.deepEqual(hoursOf(cairo), [24, 23, 24]);
  const santiago = daysIn('America/Santiago', '2026-04-03T03:00:00Z', '2026-04-06T04:00:00Z').bars;
  assert.deepEqual(hoursOf(santiago), [24, 25, 24]);
});

test('half an hour beside UTC, the hour around midnight belongs to the day in which it begins', () => {
  for (const [timeZone, from, minute] of [
    ['Asia/Kolkata', '2026-06-01T19:00:00Z', 30],
    ['Asia/Kathmandu', '2026-06-01T19:00:00Z', 45],
    ['America/St_Johns', '2026-06-02T03:00:00Z', 30],
  ] as const) {
    const { bars } = daysIn(timeZone, from, '2026-06-08T00:00:00Z');
    for (const { begin } of bars) {
      assert.deepEqual([new Date(begin).getHours(), new Date(begin).getMinutes()], [0, minute]);
      assert.equal(isMidnight(begin), false);
    }
  }
});

test('hours without events have a bar as well', () => {
  const bars = barsOf([{ begin: hourMs, event_type: 'zone', count: 3 }], 0, 3 * hourMs, 'hour');
  assert.deepEqual(
    bars.map(({ begin, end, count }) => [begin / hourMs, end / hourMs, count]),
    [
      [0, 1, 0],
      [1, 2, 3],
      [2, 3, 0],
    ],
  );
});
