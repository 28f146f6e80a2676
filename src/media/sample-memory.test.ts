import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hold, keep, maxUnitBytes, release, SampleMemory } from './sample-memory.ts';
import type { Sample } from './stream.ts';

const reusing = () => new SampleMemory({ reuses: true });

/** A picture of `bytes` times `value`, that arrives in packets. */
function picture(memory: SampleMemory, bytes: number, value: number): Sample {
  const packet = Buffer.alloc(1400, value);
  for (let at = 0; at < bytes; at += packet.length)
    assert.ok(memory.append(packet, 0, Math.min(packet.length, bytes - at)));
  const data = memory.take();
  assert.equal(data.length, bytes);
  return { kind: 'video', data, keyframe: true, dts: 0, ptsOffset: 0, utcMs: 0, discontinuity: false };
}

const isAll = ({ data }: Sample, value: number): boolean => data.every((byte) => byte === value);

/** How many different blocks these lie in. */
const blocks = (samples: readonly Sample[]): number => new Set(samples.map(({ data }) => data.buffer)).size;

test('what was released is used again, so that a stream needs no more than is held at once', () => {
  const memory = reusing();
  const seen: Sample[] = [];
  const held: Sample[] = [];
  for (let number = 0; number < 1000; number += 1) {
    const sample = picture(memory, 10_000, number % 256);
    hold(sample);
    held.push(sample);
    seen.push(sample);
    if (held.length > 20) release(held.shift() as Sample);
  }
  // 20 pictures are 200 KB: four blocks of 64 KB, one more at each end.
  assert.ok(blocks(seen) <= 6, `${blocks(seen)} blocks`);
});

test('what is held is never written over, whatever else is released', () => {
  const memory = reusing();
  const held: { sample: Sample; value: number }[] = [];
  for (let number = 0; number < 3000; number += 1) {
    const value = number % 251;
    const sample = picture(memory, 500 + ((number * 7919) % 9000), value);
    hold(sample);
    if (number % 3 === 0) held.push({ sample, value });
    else release(sample);
    if (held.length > 50) {
      const [one] = held.splice((number * 31) % held.length, 1);
      assert.ok(one !== undefined && isAll(one.sample, one.value));
      release(one.sample);
    }
  }
  for (const { sample, value } of held) assert.ok(isAll(sample, value));
});

test('what is kept stays for good', () => {
  const memory = reusing();
  const kept = picture(memory, 30_000, 1);
  hold(kept);
  keep(kept);
  release(kept);
  for (let number = 0; number < 100; number += 1) {
    const sample = picture(memory, 30_000, 2);
    hold(sample);
    release(sample);
  }
  assert.ok(isAll(kept, 1));
});

test('without counting nothing is used again', () => {
  const memory = new SampleMemory();
  const seen: Sample[] = [];
  for (let number = 0; number < 100; number += 1) seen.push(picture(memory, 10_000, number));
  for (const [number, sample] of seen.entries()) assert.ok(isAll(sample, number));
});

test('a picture that outgrows its block goes on in a larger one, whole', () => {
  const memory = reusing();
  const small = picture(memory, 100, 1);
  hold(small);
  const large = picture(memory, 1_000_000, 2);
  assert.ok(isAll(small, 1) && isAll(large, 2));
  assert.ok(isAll(picture(memory, maxUnitBytes, 3), 3));
});

test('one huge picture does not make the blocks of all that follow huge', () => {
  const memory = reusing();
  picture(memory, 3_000_000, 1);
  const sizes = new Set<number>();
  for (let number = 0; number < 500; number += 1) {
    const sample = picture(memory, 10_000, 2);
    hold(sample);
    sizes.add(sample.data.buffer.byteLength);
    release(sample);
  }
  assert.ok(Math.max(...[...sizes].slice(1)) <= 1024 * 1024, [...sizes].join());
});

test('a unit that becomes too long is refused, and what was there stays', () => {
  const memory = reusing();
  const most = Buffer.alloc(maxUnitBytes - 10, 5);
  assert.ok(memory.append(most, 0, most.length));
  assert.equal(memory.append(Buffer.alloc(11), 0, 11), false);
  assert.equal(memory.length, most.length);
  memory.length = 0;
  assert.ok(isAll(picture(memory, 100, 6), 6));
});

test('a release too many is an error and no memory that two pictures share', () => {
  const memory = reusing();
  const sample = picture(memory, 60_000, 1);
  picture(memory, 60_000, 2);
  assert.throws(() => release(sample), { code: 'bug' });
});

test('samples from elsewhere may be held and released too', () => {
  const sample = { ...picture(new SampleMemory(), 10, 1), data: Buffer.alloc(10) };
  hold(sample);
  release(sample);
  release(sample);
  keep(sample);
});
