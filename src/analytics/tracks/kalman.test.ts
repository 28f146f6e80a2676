import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { AxisFilter } from './kalman.ts';

test('follows a thing of constant speed from any start', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1, max: 1, noNaN: true }),
      fc.double({ min: -1, max: 1, noNaN: true }),
      (start, speed) => {
        const filter = new AxisFilter(start, 0.01, 0, 0.5);
        for (let step = 1; step <= 25; step += 1) {
          filter.predict(0.2, 0.05);
          filter.correct(start + speed * 0.2 * step, 0.01);
        }
        assert.ok(Math.abs(filter.velocity - speed) < 0.02);
        filter.predict(0.2, 0.05);
        assert.ok(Math.abs(filter.position - (start + speed * 5.2)) < 0.01);
      },
    ),
  );
});

/** The textbook's matrices: x = Fx, P = FPFᵀ + Q; K = PHᵀ/(HPHᵀ + r). */
function textbook(state: number[], p: number[][], dt: number, q: number, measured: number, r: number) {
  const f = [[1, dt], [0, 1]]; // biome-ignore format: matrices
  const multiply = (a: number[][], b: number[][]) =>
    a.map((row) => b[0]!.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
  const moved = [state[0]! + dt * state[1]!, state[1]!];
  const g = [(dt * dt) / 2, dt];
  const prior = multiply(multiply(f, p), [[1, 0], [dt, 1]]); // biome-ignore format: matrices
  for (const i of [0, 1]) for (const j of [0, 1]) prior[i]![j]! += g[i]! * g[j]! * q * q;
  const s = prior[0]![0]! + r * r;
  const k = [prior[0]![0]! / s, prior[1]![0]! / s];
  const y = measured - moved[0]!;
  const after = multiply([[1 - k[0]!, 0], [-k[1]!, 1]], prior); // biome-ignore format: matrices
  return { state: [moved[0]! + k[0]! * y, moved[1]! + k[1]! * y], p: after };
}

test('gives what the matrices of the textbook give', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 20 }),
      (measurements) => {
        const filter = new AxisFilter(0.2, 0.1, 0.3, 0.4);
        let expected = { state: [0.2, 0.3], p: [[0.01, 0], [0, 0.16]] }; // biome-ignore format: matrices
        for (const measured of measurements) {
          filter.predict(0.2, 0.7);
          filter.correct(measured, 0.05);
          expected = textbook(expected.state, expected.p, 0.2, 0.7, measured, 0.05);
          assert.ok(Math.abs(filter.position - expected.state[0]!) < 1e-9);
          assert.ok(Math.abs(filter.velocity - expected.state[1]!) < 1e-9);
          assert.ok(Math.abs(filter.velocityVariance - expected.p[1]![1]!) < 1e-9);
        }
      },
    ),
  );
});
