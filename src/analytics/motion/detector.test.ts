import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MotionDetector } from './detector.ts';
import { cell, type MotionPicture } from './motion-picture.ts';
import { randomFrom, type StreetPicture, street, streetBeginMs, type Thing } from './street.fixture.ts';

const settings = { sensitivity: 5, masks: [], minObjectArea: 0.0008 };

interface Watched {
  readonly seconds: number;
  readonly motion: MotionPicture;
}

/** Shows the street for so long; what is found is copied out of the detector's arrays where it must last. */
function watch(
  detector: MotionDetector,
  fromSeconds: number,
  toSeconds: number,
  show: (seconds: number) => StreetPicture = () => ({}),
  fps = 5,
): Watched[] {
  const pictures = Math.round((toSeconds - fromSeconds) * fps);
  return Array.from({ length: pictures }, (_, i) => {
    const seconds = fromSeconds + i / fps;
    const motion = detector.detect(street(streetBeginMs + Math.round(seconds * 1000), show(seconds)));
    return { seconds, motion };
  });
}

const walker = (seconds: number): StreetPicture => ({
  things: [{ x: -30 + seconds * 30, y: 60, width: 24, height: 60 }],
});

const blobsIn = (watched: readonly Watched[]) => watched.flatMap(({ motion }) => motion.blobs);

test('a thing that walks through is one blob around it, from the second picture on', () => {
  const detector = new MotionDetector(settings);
  const found = watch(detector, 2, 8, walker);
  assert.equal(found[0]!.motion.blobs.length, 0);
  for (const { seconds, motion } of found.slice(10)) {
    const { box, moving, presence } = motion.blobs[0]!;
    const left = (-30 + seconds * 30) / 320;
    assert.ok(Math.abs(box[0] - left) < 0.02 && Math.abs(box[2] - left - 24 / 320) < 0.02, `${box}`);
    assert.ok(Math.abs(box[1] - 60 / 180) < 0.03 && Math.abs(box[3] - 120 / 180) < 0.03, `${box}`);
    assert.ok(moving > 0.5 && presence > 0, `${moving} ${presence}`);
  }
  assert.ok(found[1]!.motion.blobs.length > 0);
});

test('a still street has no blobs, and none when the gain goes up at night', () => {
  const detector = new MotionDetector(settings);
  const found = watch(detector, 0, 30, (seconds) => ({ noise: seconds < 15 ? 2 : 25 }));
  assert.deepEqual(blobsIn(found), []);
});

for (const fps of [12, 5, 0.5]) {
  test(`time counts, not pictures: a thing that stops is still, then background, at ${fps} pictures a second`, () => {
    const detector = new MotionDetector({ ...settings, keepStillSeconds: 8 });
    const parked: Thing = { x: 120, y: 70, width: 50, height: 40 };
    watch(detector, 0, 20, () => ({}), Math.min(fps, 5));
    const found = watch(detector, 20, 34, () => ({ things: [parked] }), fps);
    const stateAt = (seconds: number) => found.find((one) => one.seconds >= seconds)!.motion.blobs[0];
    if (fps > 1) assert.ok((stateAt(21)?.moving ?? 0) > 0.9);
    assert.equal(stateAt(26)?.moving, 0);
    assert.ok((stateAt(26)?.presence ?? 0) > 0.1);
    assert.equal(stateAt(31), undefined);
    const left = watch(detector, 34, 38, () => ({}), fps);
    assert.deepEqual(blobsIn(left), [], 'the street behind it is known');
  });
}

test('what was there in the first picture and goes leaves no ghost for long', () => {
  const detector = new MotionDetector(settings);
  const found = watch(detector, 0, 12, (seconds) => ({
    things: [{ x: 40 + seconds * 30, y: 60, width: 24, height: 60 }],
  }));
  const ghost = found.find(({ seconds }) => seconds > 5)!.motion.blobs.some(({ box }) => box[0] < 0.2);
  assert.equal(ghost, false);
});

test('a light switch is a whole change and no blob', () => {
  const detector = new MotionDetector(settings);
  const found = watch(detector, 0, 20, (seconds) => ({
    light: (luma) => (seconds >= 10 && seconds < 15 ? luma * 0.5 : luma),
  }));
  assert.deepEqual(blobsIn(found), []);
  assert.deepEqual(
    found.flatMap(({ seconds, motion }) => (motion.wholeChange ? [[seconds, motion.wholeChange]] : [])),
    [
      [10, 'lighting'],
      [15, 'lighting'],
    ],
  );
});

test('dawn is nothing, and neither is the sun that comes out over half of the street', () => {
  const detector = new MotionDetector(settings);
  const dawn = watch(detector, 0, 40, (seconds) => ({ light: (luma) => luma * (0.4 + seconds / 80) }), 2);
  assert.deepEqual(blobsIn(dawn), []);
  const sun = watch(detector, 40, 50, (seconds) => {
    const gain = 1 + 0.05 * Math.min(8, (seconds - 40) * 2);
    return { light: (luma, x, y) => luma * 0.9 * (x + y > 240 ? gain : 1) };
  });
  assert.deepEqual(blobsIn(sun), []);
});

test('the shadow of a thing is not part of it', () => {
  const detector = new MotionDetector(settings);
  const found = watch(detector, 0, 8, (seconds) => {
    if (seconds < 3) return {};
    const x = -30 + (seconds - 2) * 40;
    return {
      things: [{ x, y: 60, width: 24, height: 60 }],
      light: (luma, atX, atY) =>
        atX >= x + 24 && atX < x + 74 && atY >= 100 && atY < 120 ? luma * 0.6 : luma,
    };
  });
  const { seconds, motion } = found.find((one) => one.seconds >= 5)!;
  const right = (-30 + (seconds - 2) * 40 + 24) / 320;
  assert.ok(Math.abs(motion.blobs[0]!.box[2] - right) < 0.03, `${motion.blobs[0]!.box} ${right}`);
});

test('a turned camera is a whole change, once', () => {
  const detector = new MotionDetector(settings);
  const found = watch(detector, 0, 20, (seconds) => (seconds < 10 ? {} : { shiftX: 90, shiftY: 37 }));
  assert.deepEqual(
    found.flatMap(({ motion }) => motion.wholeChange ?? []),
    ['view'],
  );
  assert.deepEqual(blobsIn(found), []);
});

test('a camera that sways in the wind sees no motion, but still what walks', () => {
  const detector = new MotionDetector(settings);
  const sway = (seconds: number) => ({
    shiftX: 20 + 1.5 * Math.sin(seconds * 4),
    shiftY: 20 + Math.sin(seconds * 3),
  });
  assert.deepEqual(blobsIn(watch(detector, 0, 20, sway)), []);
  const found = watch(detector, 20, 26, (seconds) => ({ ...sway(seconds), ...walker(seconds - 18) }));
  assert.ok(found.slice(-10).every(({ motion }) => motion.blobs.length >= 1));
});

test('nothing is seen in a mask', () => {
  const mask = [
    [-1, -1],
    [2, -1],
    [2, 0.8],
    [-1, 0.8],
  ] as const;
  const detector = new MotionDetector({ ...settings, masks: [mask] });
  assert.deepEqual(blobsIn(watch(detector, 2, 8, walker)), []);
});

test('masks over everything, and masks that are no area, are taken', () => {
  const nothing = [
    [0.5, 0.5],
    [0.5, 0.5],
    [0.5, 0.5],
  ] as const;
  const everything = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ] as const;
  assert.deepEqual(
    blobsIn(watch(new MotionDetector({ ...settings, masks: [everything] }), 0, 5, walker)),
    [],
  );
  assert.ok(blobsIn(watch(new MotionDetector({ ...settings, masks: [nothing] }), 0, 5, walker)).length > 0);
});

test('sensitivity decides about weak contrast, and out of range it is cut', () => {
  const grey = (seconds: number): StreetPicture => ({
    light: (luma, x, y) => {
      const isThing = seconds >= 5 && x >= 100 && x < 160 && y >= 50 && y < 110;
      return 115 + (luma - 115) * 0.02 + (isThing ? 8 + (x % 12) : 0);
    },
  });
  const seen = [-3, 1, 10, 99].map((sensitivity) => {
    const detector = new MotionDetector({ ...settings, sensitivity });
    return blobsIn(watch(detector, 0, 6, grey)).length > 0;
  });
  assert.deepEqual(seen, [false, false, true, true]);
});

test('thousands of specks are at most a hundred blobs', () => {
  const detector = new MotionDetector({ ...settings, minObjectArea: 0 });
  const random = randomFrom(5);
  watch(detector, 0, 5);
  const hail = (): StreetPicture => {
    const hit = new Set(Array.from({ length: 1500 }, () => Math.floor(random() * 80 * 45)));
    return {
      light: (luma, x, y) => (hit.has(Math.floor(y / 4) * 80 + Math.floor(x / 4)) ? 255 - luma : luma),
    };
  };
  for (let i = 0; i < 10; i++) {
    const { blobs, labels } = detector.detect(street(streetBeginMs + 5000 + i * 200, hail()));
    assert.ok(blobs.length <= 100);
    assert.ok(labels.every((label) => label <= blobs.length));
  }
});

test('another size begins anew; odd strides, offsets and tiny pictures are read right', () => {
  const detector = new MotionDetector(settings);
  watch(detector, 0, 2);
  const odd = (utcMs: number, width: number, height: number) => {
    const buffer = new Uint8Array(3 + (width + 5) * height).fill(90);
    return { width, height, stride: width + 5, data: buffer.subarray(3), utcMs };
  };
  for (const [width, height] of [
    [641, 361],
    [1, 1],
    [2, 500],
    [1920, 1080],
  ] as const) {
    const first = detector.detect(odd(streetBeginMs + 3000, width, height));
    assert.ok(first.learning);
    assert.ok(first.luma.every((luma) => luma === 90));
    assert.deepEqual(detector.detect(odd(streetBeginMs + 3200, width, height)).blobs, []);
  }
});

test('a clock that jumps, stands or goes back changes nothing', () => {
  const detector = new MotionDetector(settings);
  watch(detector, 0, 10);
  for (const jumpMs of [86_400_000, -86_400_000, 0, 0, 1]) {
    const motion = detector.detect(street(streetBeginMs + jumpMs));
    assert.deepEqual(motion.blobs, []);
    assert.equal(motion.wholeChange, null);
  }
});

test('a camera that has run for weeks still sees what moves, stops and goes', () => {
  const detector = new MotionDetector({ ...settings, keepStillSeconds: 8 });
  const [width, height] = [16, 12];
  const data = new Uint8Array(width * height).map((_, i) => 100 + ((i * 37) % 23));
  const thing = data.map((luma, i) => (i % width >= 5 && i % width < 10 ? 255 - luma : luma));
  let utcMs = streetBeginMs;
  const show = (shown: Uint8Array, pauseMs: number) => {
    utcMs += pauseMs;
    return detector
      .detect({ width, height, stride: width, data: shown, utcMs })
      .blobs.map(({ moving }) => moving);
  };
  for (let day = 0; day < 13; day++) for (let i = 0; i < 8640; i++) show(data, 10_000);
  assert.deepEqual(show(thing, 200), [1]);
  for (let i = 0; i < 20; i++) show(thing, 200);
  assert.deepEqual(show(thing, 200), [0]);
  for (let i = 0; i < 40; i++) show(thing, 200);
  assert.deepEqual(show(thing, 200), []);
  assert.deepEqual(show(data, 200), []);
});

test('leaves that flutter in one place are left out after a while, what walks past them is not', () => {
  const detector = new MotionDetector(settings);
  const leaves = (seconds: number): Thing[] =>
    [0, 1, 2].map((i) => ({
      x: 40 + i * 90,
      y: 20,
      width: 12,
      height: Math.sin(seconds * 5 + i) > 0 ? 12 : 0,
    }));
  watch(detector, 0, 15, (seconds) => ({ things: leaves(seconds) }));
  const later = watch(detector, 15, 20, (seconds) => ({ things: leaves(seconds) }));
  assert.deepEqual(blobsIn(later), []);
  const walked = watch(detector, 20, 26, (seconds) => ({
    things: [...leaves(seconds), ...walker(seconds - 18).things!],
  }));
  assert.ok(walked.slice(-10).every(({ motion }) => motion.blobs.length === 1));
});

test('cells say what they show', () => {
  const detector = new MotionDetector(settings);
  watch(detector, 0, 5);
  const { motion } = watch(detector, 5, 6, () => ({ things: [{ x: 100, y: 60, width: 40, height: 40 }] })).at(
    -1,
  )!;
  const at = (x: number, y: number) => Math.floor(y / 2) * motion.columns + Math.floor(x / 2);
  assert.equal(motion.mask[at(120, 80)], cell.moving);
  assert.equal(motion.labels[at(120, 80)], 1);
  assert.equal(motion.mask[at(20, 20)], cell.background);
  assert.equal(motion.labels[at(20, 20)], 0);
});
