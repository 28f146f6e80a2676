/** Pictures of made-up scenes with known truth: things that move over a textured or a given background, with noise and shadows. */
import type { Point } from '#domain/event.ts';
import type { LumaPicture } from './picture.ts';
import { noise } from './tracks/scene.fixture.ts';

export const sceneStartMs = Date.UTC(2026, 0, 5, 8);

export interface Thing {
  /** Of its centre at a second, in fractions of the picture; null while it is not there. */
  readonly at: (seconds: number) => Point | null;
  readonly size: Point;
  readonly luma: number;
  /** Where its shadow falls from, in fractions; darkens the background by a third. */
  readonly shadow?: Point;
  readonly shape?: 'ellipse' | 'box';
}

export interface SceneOptions {
  readonly width?: number;
  readonly height?: number;
  /** Standard deviation of the noise of the sensor, in levels. */
  readonly sensorNoise?: number;
  readonly seed?: number;
  /** Luma, row by row; made up when left out. */
  readonly background?: Uint8Array;
  /** Light at a second, 1 as usual. */
  readonly light?: (seconds: number) => number;
}

export class RenderedScene {
  readonly width: number;
  readonly height: number;
  readonly #background: Uint8Array;
  readonly #noise: Float32Array;
  readonly #light: (seconds: number) => number;
  readonly #random: () => number;

  constructor({
    width = 320,
    height = 180,
    sensorNoise = 2,
    seed = 1,
    background,
    light = () => 1,
  }: SceneOptions = {}) {
    this.width = width;
    this.height = height;
    this.#random = noise(seed);
    this.#background = background ?? this.#texture();
    this.#light = light;
    // Sums of three are bell-shaped enough; taken from a long row at random places.
    this.#noise = Float32Array.from(
      { length: 65_536 },
      () => sensorNoise * (this.#random() + this.#random() + this.#random()),
    );
  }

  picture(things: readonly Thing[], seconds: number): LumaPicture {
    const { width, height } = this;
    const canvas = Float32Array.from(this.#background);
    for (const thing of things) {
      const place = thing.at(seconds);
      if (place === null) continue;
      const { shadow, size, luma, shape = 'ellipse' } = thing;
      if (shadow !== undefined) {
        const under: Point = [place[0] + shadow[0], place[1] + size[1] / 2 + shadow[1]];
        this.#draw(under, [size[0] * 1.5, size[1] * 0.25], 'ellipse', (at) => canvas[at]! * 0.67, canvas);
      }
      this.#draw(place, size, shape, (at) => luma + ((at * 7) % 13) - 6, canvas);
    }
    const light = this.#light(seconds);
    const offset = Math.floor((this.#random() + 1) * 32_768) % 65_536;
    const data = new Uint8Array(width * height);
    for (let i = 0; i < data.length; i += 1) {
      data[i] = Math.max(0, Math.min(255, canvas[i]! * light + this.#noise[(i * 31 + offset) % 65_536]!));
    }
    return { width, height, stride: width, data, utcMs: sceneStartMs + seconds * 1000 };
  }

  #draw(
    [x, y]: Point,
    [w, h]: Point,
    shape: 'ellipse' | 'box',
    luma: (at: number) => number,
    canvas: Float32Array,
  ): void {
    const { width, height } = this;
    const top = Math.max(0, Math.round((y - h / 2) * height));
    const bottom = Math.min(height, Math.round((y + h / 2) * height));
    const left = Math.max(0, Math.round((x - w / 2) * width));
    const right = Math.min(width, Math.round((x + w / 2) * width));
    for (let row = top; row < bottom; row += 1) {
      for (let column = left; column < right; column += 1) {
        const [u, v] = [((column + 0.5) / width - x) / (w / 2), ((row + 0.5) / height - y) / (h / 2)];
        if (shape === 'box' || u * u + v * v <= 1) canvas[row * width + column] = luma(row * width + column);
      }
    }
  }

  /** A floor and a wall with patches of different brightness. */
  #texture(): Uint8Array {
    const { width, height } = this;
    const patches = Float32Array.from({ length: 32 * 18 }, () => 14 * this.#random());
    return Uint8Array.from({ length: width * height }, (_, i) => {
      const [x, y] = [(i % width) / width, Math.floor(i / width) / height];
      return (y < 0.4 ? 150 : 105) + patches[Math.floor(y * 18) * 32 + Math.floor(x * 32)]!;
    });
  }
}

export function going(from: Point, velocity: Point, begin = 0, end = Number.POSITIVE_INFINITY) {
  return (seconds: number): Point | null => {
    if (seconds < begin || seconds > end) return null;
    return [from[0] + velocity[0] * (seconds - begin), from[1] + velocity[1] * (seconds - begin)];
  };
}
