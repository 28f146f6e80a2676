/** The sound of the street: hum, passing cars, steps. Quiet, and periodic so that the loop is not heard. */
import { carDistances, footsteps, loopSeconds } from './scene.ts';

/** 60 s are then exactly 1875 AAC frames of 1024. */
export const sampleRate = 32_000;
const total = loopSeconds * sampleRate;

/** Float samples of one loop, −1…1. */
export function streetSound(): Float32Array {
  const random = generator(20_240_607);
  const hum = periodicNoise(random, 45, 260, 90);
  const tyres = periodicNoise(random, 180, 1400, 160);
  const sound = new Float32Array(total);
  for (let index = 0; index < total; index += 1) {
    sound[index] = 0.05 * (hum[index] ?? 0) + carLoudness(index) * (tyres[index] ?? 0);
  }
  for (const step of footsteps()) addStep(sound, step.second, step.z, random);
  return sound;
}

/** Recalculated a hundred times a second: it changes slowly. */
const loudness: number[] = [];
function carLoudness(index: number): number {
  const slot = Math.floor((index * 100) / sampleRate);
  loudness[slot] ??= carDistances(slot / 100).reduce((sum, z) => sum + 0.16 / (1 + (z / 9) ** 2), 0);
  return loudness[slot] ?? 0;
}

/** Sines with a whole number of cycles in the loop, in random phases: noise without an end. */
function periodicNoise(random: () => number, fromHz: number, toHz: number, count: number): Float32Array {
  const noise = new Float32Array(total);
  for (let sine = 0; sine < count; sine += 1) {
    const hz = fromHz * (toHz / fromHz) ** random();
    const cycles = Math.round(hz * loopSeconds);
    const step = (2 * Math.PI * cycles) / total;
    const phase = 2 * Math.PI * random();
    const amplitude = Math.sqrt(2 / count) * Math.sqrt(fromHz / hz);
    for (let index = 0; index < total; index += 1) {
      noise[index] = (noise[index] ?? 0) + amplitude * Math.sin(step * index + phase);
    }
  }
  return noise;
}

/** A heel on stone: a short burst of noise. */
function addStep(sound: Float32Array, second: number, z: number, random: () => number): void {
  const gain = 0.5 / (1 + (z / 3) ** 2);
  const start = Math.round(second * sampleRate);
  const length = 0.06 * sampleRate;
  let smooth = 0;
  for (let index = 0; index < length; index += 1) {
    smooth += 0.25 * (2 * random() - 1 - smooth);
    const at = (start + index) % total;
    sound[at] = (sound[at] ?? 0) + gain * smooth * Math.exp((-7 * index) / length);
  }
}

/** The same numbers at every run (mulberry32). */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
