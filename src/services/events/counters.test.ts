import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { listCounters } from '#stores/event-counts.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import { addCamera } from '../../../test/harness/event-log.ts';
import { counterAt, periodBegin } from './counters.ts';
import { EventLog } from './event-log.ts';
import { sumOf } from './heat-maps.ts';
import { entries, report } from './reports.fixture.ts';

const hourMs = 3_600_000;
const fromMs = Date.UTC(2027, 0, 1, 6);
const settings = (resetHours: 0 | 12 | 24 | 168) => ({
  lines: [],
  resetHours,
  resetFromMs: fromMs,
  objectWidth: null,
  objectHeight: null,
});

test('a counting period begins every so many hours from its first one on', () => {
  const at = Date.UTC(2027, 0, 3, 5, 59);
  assert.equal(periodBegin(settings(12), at), Date.UTC(2027, 0, 2, 18));
  assert.equal(periodBegin(settings(24), at), Date.UTC(2027, 0, 2, 6));
  assert.equal(periodBegin(settings(168), at), fromMs);
  assert.equal(periodBegin(settings(24), Date.UTC(2027, 0, 3, 6)), Date.UTC(2027, 0, 3, 6));
  assert.equal(periodBegin(settings(24), fromMs - 1), null);
  assert.equal(periodBegin(settings(0), at), null);
  assert.equal(periodBegin(null, at), null);
});

test('a counter is read as begun anew when its period is over', () => {
  const counter = { camera: 1, line: 'Door', in: 5, out: 3, sinceMs: fromMs };
  assert.equal(counterAt(counter, settings(24), fromMs + 23 * hourMs), counter);
  const anew = { ...counter, in: 0, out: 0, sinceMs: fromMs + 24 * hourMs };
  assert.deepEqual(counterAt(counter, settings(24), fromMs + 30 * hourMs), anew);
});

test('heat maps of different grids are added on the newest one', () => {
  const map = (columns: number, rows: number, counts: number[]) => ({
    camera: 1,
    hour: 0,
    columns,
    rows,
    counts: Uint32Array.from(counts),
  });
  assert.deepEqual(sumOf([map(1, 1, [5]), map(4, 1, [1, 2, 3, 4]), map(2, 1, [10, 20])]), {
    columns: 2,
    rows: 1,
    // The middle of the one cell lies at the edge of the second.
    counts: [10 + 1 + 2, 20 + 3 + 4 + 5],
  });
  assert.deepEqual(sumOf([]), { columns: 0, rows: 0, counts: [] });
});

forEachEngine((open) => {
  test('crossings count in their period; what comes late for one that is over does not', async () => {
    await using store = await open();
    const { db } = store;
    const counting = {
      enabled: true,
      reset_hours: 24,
      reset_from: new Date(fromMs).toISOString(),
      lines: [],
    };
    const camera = await addCamera(db, { settings: { video_analytics: { counting } } });
    const log = new EventLog({ db, log: () => {} });
    await log.start();
    const crossing = (beginMs: number, details: { in: 0 | 1; out: 0 | 1 }, name = 'Door') =>
      report({ type: 'counting', cameraId: camera.id, beginMs, details, facts: { name } });
    const store1 = async (...reports: ReturnType<typeof crossing>[]) =>
      await log.store(randomUUID(), entries(reports));
    const first = crossing(fromMs + hourMs, { in: 1, out: 0 });
    await store1(first, crossing(fromMs + 2 * hourMs, { in: 0, out: 1 }), { ...first, revision: 2 });
    const counters = async () =>
      (await listCounters(db, [camera.number])).map(({ line, in: entered, out, sinceMs }) => [
        line,
        entered,
        out,
        sinceMs,
      ]);
    assert.deepEqual(await counters(), [['Door', 1, 1, fromMs]]);
    const nextMs = fromMs + 24 * hourMs;
    await store1(crossing(nextMs, { in: 1, out: 0 }), crossing(nextMs - 1, { in: 1, out: 0 }));
    assert.deepEqual(await counters(), [['Door', 1, 0, nextMs]]);
    await store1(crossing(nextMs + 1, { in: 1, out: 0 }), crossing(nextMs + 2, { in: 1, out: 0 }, 'Gate'));
    await log.resetCounters(camera.number, 'Door', nextMs + hourMs, async () => {});
    await store1(crossing(nextMs + 5, { in: 1, out: 0 }));
    assert.deepEqual(await counters(), [
      ['Door', 0, 0, nextMs + hourMs],
      ['Gate', 1, 0, nextMs],
    ]);
  });
});
