import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Sighting } from '#domain/event.ts';
import { MotionDetector } from '../motion/detector.ts';
import { type StreetPicture, street, streetBeginMs } from '../motion/street.fixture.ts';
import type { LumaPicture } from '../picture.ts';
import { SceneEvents } from './scene-events.ts';

function observe(seconds: number, show: (seconds: number) => StreetPicture | LumaPicture, fps = 2): string[] {
  const detector = new MotionDetector({ sensitivity: 5, masks: [], minObjectArea: 0.0008 });
  const events = new SceneEvents();
  const seen: Sighting[] = [];
  for (let i = 0; i < seconds * fps; i++) {
    const utcMs = streetBeginMs + (i * 1000) / fps;
    const shown = show(i / fps);
    const picture = 'data' in shown ? { ...shown, utcMs } : street(utcMs, shown);
    seen.push(...events.update(picture, detector.detect(picture)));
  }
  seen.push(...events.finish(streetBeginMs + seconds * 1000));
  return seen.map(({ key, phase, utcMs }) => `${key} ${phase} ${Math.floor((utcMs - streetBeginMs) / 1000)}`);
}

const lasted = (seen: readonly string[]) => seen.map((one) => one.replace(/ \d+$/, ''));

test('a covered camera is tampering after five seconds, and over when it sees again', () => {
  const seen = observe(60, (seconds) => (seconds >= 30 && seconds < 45 ? { light: () => 18 } : {}));
  const tamper = seen.filter((one) => one.startsWith('tamper'));
  assert.deepEqual(lasted(tamper), ['tamper:covered begin', 'tamper:covered end']);
  assert.match(tamper[0]!, / 3[4-7]$/);
  assert.match(tamper[1]!, / 4[7-9]$/);
});

test('a turned camera is another view at once and tampering after ten seconds', () => {
  const seen = observe(60, (seconds) => (seconds >= 30 ? { shiftX: 95, shiftY: 44 } : {}));
  assert.deepEqual(lasted(seen), ['scene:view once', 'tamper:moved begin', 'tamper:moved end']);
  assert.match(seen[0]!, / 30$/);
  assert.match(seen[1]!, / (39|40|41)$/);
});

test('a camera that stays turned has a new view after five minutes', () => {
  const seen = observe(380, (seconds) => (seconds >= 30 ? { shiftX: 95, shiftY: 44 } : {}), 0.5);
  const tamper = seen.filter((one) => one.startsWith('tamper'));
  assert.deepEqual(lasted(tamper), ['tamper:moved begin', 'tamper:moved end']);
  assert.match(tamper[1]!, / 3[34]\d$/);
});

test('a camera out of focus is tampering', () => {
  const blurred = blur(street(0), 2);
  const seen = observe(60, (seconds) => (seconds >= 30 ? blurred : {}));
  assert.ok(
    seen.includes('tamper:defocused begin 34') || seen.includes('tamper:defocused begin 35'),
    `${seen}`,
  );
});

test('a picture that stands still is frozen only where pictures never do', () => {
  const still = street(0);
  const froze = observe(200, (seconds) => (seconds >= 80 ? still : {}));
  assert.deepEqual(lasted(froze), ['tamper:frozen begin', 'tamper:frozen end']);
  assert.match(froze[0]!, / 1(39|4\d)$/);
  const repeats = observe(200, (seconds) => (Math.floor(seconds * 2) % 3 > 0 || seconds >= 80 ? still : {}));
  assert.deepEqual(repeats, []);
});

test('a light that is switched is a change of the scene, one within ten seconds', () => {
  const seen = observe(40, (seconds) => ({
    light: (luma) => (seconds >= 20 && seconds < 24 ? luma * 0.5 : luma),
  }));
  assert.deepEqual(seen, ['scene:lighting once 20']);
});

test('a lorry that fills the picture for seconds is nothing, nor is the night', () => {
  const lorry = observe(50, (seconds) => ({
    things: [{ x: -400 + (seconds - 25) * 90, y: 8, width: 400, height: 170 }],
  }));
  assert.deepEqual(lorry, []);
  const night = observe(
    240,
    (seconds) => ({
      light: (luma) => 12 + luma * Math.max(0.08, 1 - seconds / 200),
      noise: 2 + seconds / 30,
    }),
    1,
  );
  assert.deepEqual(
    night.filter((one) => one.startsWith('tamper')),
    [],
  );
});

test('what is open ends when nobody looks any more', () => {
  const seen = observe(42, (seconds) => (seconds >= 30 ? { light: () => 18 } : {}));
  assert.equal(seen.at(-1), 'tamper:covered end 42');
});

/** Mean over a square, twice: near enough to a lens out of focus. */
function blur(picture: LumaPicture, radius: number): LumaPicture {
  let data = picture.data;
  for (let pass = 0; pass < 2; pass++) {
    const from = data;
    data = from.map((_, i) => {
      const [x, y] = [i % picture.width, Math.floor(i / picture.width)];
      let sum = 0;
      let count = 0;
      for (let atY = Math.max(0, y - radius); atY <= Math.min(picture.height - 1, y + radius); atY++) {
        for (let atX = Math.max(0, x - radius); atX <= Math.min(picture.width - 1, x + radius); atX++) {
          sum += from[atY * picture.stride + atX]!;
          count++;
        }
      }
      return sum / count;
    });
  }
  return { ...picture, data };
}
