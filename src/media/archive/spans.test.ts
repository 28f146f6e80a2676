import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Cause, clipSpans, complement, explain, joinSpans, jointMs } from './spans.ts';

const interval = fc
  .tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: 20_000 }))
  .map(([startMs, length]) => ({ startMs, endMs: startMs + length }));
const intervals = fc.array(interval, { maxLength: 20 });
const causes = fc.array(
  fc
    .tuple(interval, fc.constantFrom('disk', 'network', 'policy' as const))
    .map(([span, cause]): Cause => ({ ...span, cause: cause as Cause['cause'] })),
  { maxLength: 10 },
);
const range = fc
  .tuple(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 0, max: 60_000 }))
  .map(([from, length]) => ({ from, to: from + length }));

const length = (spans: readonly { startMs: number; endMs: number }[]) =>
  spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);

function assertOrdered(spans: readonly { startMs: number; endMs: number }[]): void {
  spans.forEach((span, index) => {
    assert.ok(span.endMs > span.startMs);
    assert.ok(index === 0 || (spans[index - 1]?.endMs ?? 0) <= span.startMs);
  });
}

test('joined spans are ordered, do not touch, and cover every segment', () => {
  fc.assert(
    fc.property(intervals, (segments) => {
      const spans = joinSpans(segments);
      assertOrdered(spans);
      spans.forEach((span, index) => {
        const before = spans[index - 1];
        if (before !== undefined) assert.ok(span.startMs - before.endMs > jointMs);
      });
      for (const segment of segments.filter(({ startMs, endMs }) => endMs > startMs)) {
        assert.ok(spans.some((span) => span.startMs <= segment.startMs && span.endMs >= segment.endMs));
      }
    }),
  );
});

test('spans and gaps fill the range and never overlap, and every gap has one cause', () => {
  fc.assert(
    fc.property(intervals, causes, range, (segments, known, { from, to }) => {
      const spans = joinSpans(segments);
      const gaps = explain(complement(spans, from, to), known);
      assertOrdered(gaps);
      const inside = clipSpans(spans, from, to);
      assert.equal(length(gaps) + length(inside), to - from);
      assertOrdered([...gaps, ...inside].sort((a, b) => a.startMs - b.startMs));
    }),
  );
});

test('a sliver without a cause belongs to the gap it touches', () => {
  const gaps = explain([{ startMs: 0, endMs: 10_000 }], [{ startMs: 800, endMs: 10_000, cause: 'disk' }]);
  assert.deepEqual(gaps, [{ startMs: 0, endMs: 10_000, cause: 'disk' }]);
});

test('what was written down last wins where two causes overlap', () => {
  const gaps = explain(
    [{ startMs: 0, endMs: 30_000 }],
    [
      { startMs: 10_000, endMs: 20_000, cause: 'disk' },
      { startMs: 0, endMs: 30_000, cause: 'network' },
    ],
  );
  assert.deepEqual(
    gaps.map(({ startMs, endMs, cause }) => [startMs, endMs, cause]),
    [
      [0, 10_000, 'network'],
      [10_000, 20_000, 'disk'],
      [20_000, 30_000, 'network'],
    ],
  );
});
