import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  dayMs,
  keepInPast,
  msAt,
  panBy,
  queryRange,
  reveal,
  ticksFor,
  viewLimits,
  xOf,
  zoomAt,
} from './scale.ts';

const view = { fromMs: 1_000_000, toMs: 1_000_000 + 3_600_000 };
const utc = () => 0;
const views = fc
  .record({ fromMs: fc.integer({ min: 0, max: 2e12 }), span: fc.integer({ min: 10_000, max: 31 * dayMs }) })
  .map(({ fromMs, span }) => ({ fromMs, toMs: fromMs + span }));

test('a moment goes to a place and back', () => {
  fc.assert(
    fc.property(
      views,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 100, max: 4000 }),
      (any, share, width) => {
        const ms = any.fromMs + share * (any.toMs - any.fromMs);
        assert.ok(Math.abs(msAt(any, width, xOf(any, width, ms)) - ms) < 1);
      },
    ),
  );
});

test('zooming keeps the moment under the pointer and stays within limits', () => {
  fc.assert(
    fc.property(
      views,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      (any, share, factor) => {
        const anchor = any.fromMs + share * (any.toMs - any.fromMs);
        const zoomed = zoomAt(any, anchor, factor);
        const span = zoomed.toMs - zoomed.fromMs;
        assert.ok(span > viewLimits.minMs - 1 && span < viewLimits.maxMs + 1);
        assert.ok(Math.abs(xOf(zoomed, 1000, anchor) - share * 1000) < 0.01);
      },
    ),
  );
});

test('ticks lie on round local times, far enough apart, and all inside the view', () => {
  fc.assert(
    fc.property(views, fc.integer({ min: 200, max: 3000 }), (any, width) => {
      const { ticks, stepMs } = ticksFor(any, width, 70, utc);
      for (const [index, tick] of ticks.entries()) {
        assert.equal(tick.ms % stepMs, 0);
        assert.ok(tick.ms >= any.fromMs && tick.ms <= any.toMs);
        const before = ticks[index - 1];
        if (before !== undefined) assert.equal(tick.ms - before.ms, stepMs);
      }
      assert.ok(ticks.length <= width / 70 + 1);
    }),
  );
});

test('a day begins at local midnight', () => {
  const offset = 2 * 3_600_000;
  const midnight = Date.UTC(2026, 5, 10) - offset;
  const { ticks } = ticksFor(
    { fromMs: midnight - dayMs / 2, toMs: midnight + dayMs / 2 },
    800,
    60,
    () => offset,
  );
  assert.deepEqual(
    ticks.filter((tick) => tick.startsDay).map((tick) => tick.ms),
    [midnight],
  );
});

test('ticks stay on full local hours when the clock is put back', () => {
  // Europe: 25 October 2026, 01:00 UTC.
  const change = Date.UTC(2026, 9, 25, 1);
  const offset = (ms: number) => (ms < change ? 7_200_000 : 3_600_000);
  const range = { fromMs: change - 4 * 3_600_000, toMs: change + 4 * 3_600_000 };
  const { ticks, stepMs } = ticksFor(range, 800, 60, offset);
  assert.equal(stepMs, 3_600_000);
  for (const tick of ticks) assert.equal((tick.ms + offset(tick.ms)) % 3_600_000, 0);
  assert.equal(ticks.length, 9);
});

test('ticks of many hours lie on them before and after a change of the clock', () => {
  const hour = 3_600_000;
  // Europe: put back on 25 October, put forward on 29 March 2026, both at 01:00 UTC.
  const changes = [
    { at: Date.UTC(2026, 9, 25, 1), before: 2 * hour, after: hour, twoHours: ['00', '02', '04', '06'] },
    { at: Date.UTC(2026, 2, 29, 1), before: hour, after: 2 * hour, twoHours: ['00', '04', '06'] },
  ];
  for (const { at, before, after, twoHours } of changes) {
    const offset = (ms: number) => (ms < at ? before : after);
    const local = ({ ms }: { ms: number }) => new Date(ms + offset(ms)).toISOString();
    const night = { fromMs: at - 2 * hour - before + hour, toMs: at + 5 * hour - after };
    const inNight = ticksFor(night, 300, 70, offset);
    assert.equal(inNight.stepMs, 2 * hour);
    assert.deepEqual(
      inNight.ticks.map((tick) => local(tick).slice(11, 13)),
      twoHours,
    );
    const days = ticksFor({ fromMs: at - 2 * dayMs, toMs: at + 2 * dayMs }, 600, 70, offset);
    assert.equal(days.stepMs, 12 * hour);
    assert.equal(days.ticks.length, 8);
    for (const tick of days.ticks) assert.match(local(tick), /T(00|12):00:00/);
    assert.deepEqual(
      days.ticks.map(({ startsDay }) => startsDay),
      days.ticks.map((tick) => local(tick).includes('T00')),
    );
  }
});

test('the view does not run into the future', () => {
  const kept = keepInPast(panBy(view, 10_000_000), view.toMs);
  assert.ok(kept.toMs <= view.toMs + 3_600_000 * 0.05 + 1);
  assert.equal(kept.toMs - kept.fromMs, 3_600_000);
});

test('reveals a moment by moving no more than needed', () => {
  assert.equal(reveal(view, view.fromMs + 1_800_000), view);
  const moved = reveal(view, view.toMs + 60_000);
  assert.ok(moved.toMs > view.toMs + 60_000 && moved.fromMs < view.toMs + 60_000);
});

test('asks for more than is seen, and for the same again after a small pan', () => {
  const range = queryRange(view);
  assert.ok(range.fromMs <= view.fromMs && range.toMs >= view.toMs);
  assert.deepEqual(queryRange(panBy(view, 1000)), range);
});
