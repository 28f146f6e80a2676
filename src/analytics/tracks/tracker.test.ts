import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Box } from '#domain/event.ts';
import { centre, iou } from './box.ts';
import { motionDetection, strong } from './detection.ts';
import { noise, provenIds, type Seen, shape, startMs, stepMs, walker, watch } from './scene.fixture.ts';
import { Tracker } from './tracker.ts';

/** The proven object nearest to a place. */
function idAt({ objects }: Seen, box: Box): string | undefined {
  const [x, y] = centre(box);
  const distance = ({ centre: [cx, cy] }: Seen['objects'][number]) => Math.hypot(cx - x, cy - y);
  return objects.filter(({ proven }) => proven).toSorted((a, b) => distance(a) - distance(b))[0]?.id;
}

test('somebody who walks through is one object from the first to the last picture', () => {
  const updates = watch([walker([-0.02, 0.5], [0.12, 0.02])], 9);
  assert.deepEqual(provenIds(updates), ['1']);
  assert.deepEqual(
    updates.flatMap(({ finished }) => finished.map(({ id }) => id)),
    ['1'],
  );
});

test('a car that goes further than its own length between two pictures is one object', () => {
  const updates = watch([walker([-0.05, 0.5], [0.6, 0], [0.1, 0.1])], 3);
  assert.deepEqual(provenIds(updates), ['1']);
});

test('cars in a row, each further than its own length at the next picture, keep their ids', () => {
  // 0.07 wide, 0.1 per picture, one every 0.8 s: 0.4 apart.
  const cars = Array.from({ length: 12 }, (_, index) =>
    walker([-0.05 - index * 0.4, 0.5], [0.5, 0], [0.07, 0.1]),
  );
  assert.equal(provenIds(watch(cars, 12)).length, 12);
});

test('two who walk past each other keep their ids through the region that they are together', () => {
  const [left, right] = [walker([0.2, 0.5], [0.08, 0]), walker([0.8, 0.52], [-0.08, 0])];
  for (const seed of [1, 2, 3, 4, 5]) {
    const updates = watch([left, right], 7, new Tracker(), seed);
    const [before, after] = [updates[10]!, updates.at(-1)!];
    assert.equal(provenIds(updates).length, 2, `seed ${seed}`);
    assert.equal(idAt(before, left(before.seconds)!), idAt(after, left(after.seconds)!), `seed ${seed}`);
    assert.equal(idAt(before, right(before.seconds)!), idAt(after, right(after.seconds)!), `seed ${seed}`);
  }
});

test('somebody who comes in pieces is one object', () => {
  const body = walker([0.1, 0.5], [0.08, 0]);
  const tracker = new Tracker();
  const wobble = noise(3);
  for (let step = 0; step < 50; step += 1) {
    const [x0, y0, x1, y1] = body((step * stepMs) / 1000)!;
    const waist = y0 + (y1 - y0) * (0.55 + 0.05 * wobble());
    const pieces: Box[] = step % 3 === 1 ? [[x0, y0, x1, waist - 0.015], [x0, waist, x1, y1]] : [[x0, y0, x1, y1]]; // biome-ignore format: boxes
    tracker.update(pieces.map((box) => motionDetection(box)), startMs + step * stepMs, shape); // biome-ignore format: one line
  }
  assert.deepEqual(
    tracker.objects.filter(({ proven }) => proven).map(({ id }) => id),
    ['1'],
  );
});

test('somebody behind a pillar for a second is the same afterwards', () => {
  const path = walker([0.1, 0.5], [0.1, 0]);
  const updates = watch([(seconds) => (seconds > 3 && seconds < 4.2 ? null : path(seconds))], 7);
  assert.deepEqual(provenIds(updates), ['1']);
});

test('who stops stays there when the background has taken them, and goes on as the same', () => {
  const path = (seconds: number): Box => {
    const x = 0.2 + 0.1 * (Math.min(seconds, 3) + Math.max(0, seconds - 60));
    return [x - 0.025, 0.4, x + 0.025, 0.6];
  };
  const updates = watch([(seconds) => (seconds > 20 && seconds < 60 ? null : path(seconds))], 64);
  assert.deepEqual(provenIds(updates), ['1']);
  assert.equal(updates.find(({ seconds }) => seconds === 50)?.objects[0]?.state, 'parked');
  assert.equal(updates.at(-1)?.objects[0]?.state, 'tracked');
});

test('who stood and then leaves has left, and is not thought to stand there again', () => {
  const updates = watch([
    (seconds) => {
      const x = 0.6 + 0.3 * Math.max(0, seconds - 10);
      return [x, 0.1, x + 0.2, 0.9];
    },
  ], 16); // biome-ignore format: one actor
  assert.deepEqual(
    updates.flatMap(({ objects }) => objects.filter(({ state }) => state === 'parked')),
    [],
  );
  assert.equal(updates.at(-1)?.objects.length, 0);
});

test('what flutters in one place is never proven to be an object', () => {
  const wobble = noise(7);
  const leaves = [0.2, 0.26, 0.7].map((x) => () => {
    if (wobble() < -0.2) return null;
    const [w, h] = [0.02 + 0.01 * wobble(), 0.03 + 0.015 * wobble()];
    return [x - w, 0.3 - h, x + w, 0.3 + h] as const;
  });
  assert.deepEqual(provenIds(watch(leaves, 60)), []);
});

test('weak detections keep an object alive but begin none', () => {
  const weak = (x: number) => motionDetection([x, 0.4, x + 0.05, 0.6], strong / 2);
  const tracker = new Tracker();
  for (let step = 0; step < 20; step += 1) {
    tracker.update([weak(0.1 + 0.02 * step)], startMs + step * stepMs, shape);
  }
  assert.equal(tracker.objects.length, 0);
  for (let step = 20; step < 30; step += 1) {
    tracker.update([{ ...weak(0.1 + 0.02 * step), confidence: 1 }], startMs + step * stepMs, shape);
  }
  for (let step = 30; step < 40; step += 1) {
    tracker.update([weak(0.1 + 0.02 * step)], startMs + step * stepMs, shape);
  }
  assert.deepEqual(
    tracker.objects.map(({ id, seenNow }) => ({ id, seenNow })),
    [{ id: '1', seenNow: true }],
  );
});

test('a class is the one that was told with the most confidence, and a named object is one at once', () => {
  const tracker = new Tracker();
  const classes = ['vehicle', 'person', 'person', 'unknown', 'vehicle', 'person'] as const;
  classes.forEach((objectClass, step) => {
    const detection = { box: [0.4, 0.4, 0.5, 0.6] as const, objectClass, confidence: 0.8 };
    tracker.update([detection], startMs + step * stepMs, shape);
  });
  assert.equal(tracker.objects[0]?.objectClass, 'person');
  assert.equal(tracker.objects[0]?.proven, true);
});

test('thousands of regions cost no more than the largest, and what is tracked is bounded', () => {
  const tracker = new Tracker();
  const wobble = noise(5);
  const large = motionDetection([0.4, 0.3, 0.6, 0.9]);
  for (let step = 0; step < 20; step += 1) {
    const drops = Array.from({ length: 3000 }, () => {
      const [x, y] = [0.5 + 0.49 * wobble(), 0.5 + 0.49 * wobble()];
      return motionDetection([x, y, x + 0.005, y + 0.01]);
    });
    const { objects } = tracker.update([...drops, large], startMs + step * stepMs, shape);
    assert.ok(objects.length <= 64);
    assert.ok(objects.some(({ box, seenNow }) => seenNow && iou(box, large.box) > 0.5));
  }
});

test('a jump of the clock or a long pause ends what was followed', () => {
  const tracker = new Tracker();
  const see = (utcMs: number) => tracker.update([motionDetection([0.4, 0.4, 0.5, 0.6])], utcMs, shape);
  for (let step = 0; step < 5; step += 1) see(startMs + step * stepMs);
  assert.deepEqual(
    see(startMs - 3_600_000).finished.map(({ id }) => id),
    ['1'],
  );
  for (let step = 0; step < 5; step += 1) see(startMs + step * stepMs);
  assert.equal(see(startMs + 86_400_000).finished.length, 1);
});

test('whatever a finder says, objects lie in the picture, ids are unique and numbers are finite', () => {
  const number = fc.oneof(fc.double(), fc.double({ min: -1, max: 2 }), fc.constant(Number.NaN));
  const detection = fc.record({
    box: fc.tuple(number, number, number, number),
    objectClass: fc.constantFrom('unknown', 'person', 'vehicle'),
    confidence: number,
  });
  fc.assert(
    fc.property(
      fc.array(fc.array(detection, { maxLength: 6 }), { maxLength: 8 }),
      fc.array(fc.integer()),
      (pictures, pauses) => {
        const tracker = new Tracker();
        let utcMs = startMs;
        pictures.forEach((found, index) => {
          utcMs += (pauses[index] ?? stepMs) % 10_000;
          const { objects } = tracker.update(found, utcMs, shape);
          assert.equal(new Set(objects.map(({ id }) => id)).size, objects.length);
          for (const { box, centre: place } of objects) {
            assert.ok([...box, ...place].every(Number.isFinite));
            assert.ok(box.every((side) => side >= 0 && side <= 1));
          }
        });
      },
    ),
  );
});
