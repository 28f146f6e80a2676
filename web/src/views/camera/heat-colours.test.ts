import assert from 'node:assert/strict';
import { test } from 'node:test';
import { heatColours } from './heat-colours.ts';

test('nothing is clear, and more is more opaque', () => {
  const bytes = heatColours([0, 1, 10, 1_000]);
  const opacity = [bytes[3], bytes[7], bytes[11], bytes[15]] as number[];
  assert.equal(opacity[0], 0);
  assert.ok(opacity[1]! < opacity[2]! && opacity[2]! < opacity[3]!);
  assert.deepEqual([...heatColours([0, 0])], [0, 0, 0, 0, 0, 0, 0, 0]);
});
