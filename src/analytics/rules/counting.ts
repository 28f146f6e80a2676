/** Counts objects over a line, in and out. The sums are kept by the server. */
import type { CountingLine, CountingSettings } from '#domain/analytics.ts';
import type { Box, Sighting } from '#domain/event.ts';
import type { TrackedObject } from '../tracks/tracked-object.ts';
import { type Crossing, LineWatch } from './line-watch.ts';
import type { Rule, TrackedPicture } from './rule.ts';

type ObjectSize = Pick<CountingSettings, 'objectWidth' | 'objectHeight'>;

/** No group is larger. */
const maxGroup = 10;

export class Counting implements Rule {
  readonly #line: CountingLine;
  readonly #size: ObjectSize;
  readonly #watch: LineWatch;

  constructor(line: CountingLine, size: ObjectSize) {
    this.#line = line;
    this.#size = size;
    this.#watch = new LineWatch(line.points);
  }

  apply({ utcMs, aspect, objects, finished }: TrackedPicture): readonly Sighting[] {
    const sightings = objects.flatMap((object) =>
      this.#watch.observe(object, utcMs, aspect).flatMap((crossing) => this.#count(object, crossing)),
    );
    for (const object of finished) this.#watch.forget(object);
    return sightings;
  }

  finish(): readonly Sighting[] {
    return [];
  }

  #count(object: TrackedObject, { direction, utcMs }: Crossing): Sighting[] {
    const { name, inverted } = this.#line;
    const isIn = (direction === 'a_to_b') !== inverted;
    return Array.from({ length: objectsIn(object.box, this.#size) }, (_, index) => ({
      key: `count:${name}:${object.id}:${index}`,
      phase: 'once',
      utcMs,
      facts: {
        type: 'counting',
        name,
        objectId: object.id,
        objectClass: object.objectClass,
        box: object.box,
        details: { in: isIn ? 1 : 0, out: isIn ? 0 : 1 },
      },
      picture: true,
    }));
  }
}

/** People go beside or behind each other, hardly both: as many as fit along the longer way. */
export function objectsIn(box: Box, { objectWidth, objectHeight }: ObjectSize): number {
  const across = objectWidth !== null && objectWidth > 0 ? (box[2] - box[0]) / objectWidth : 1;
  const down = objectHeight !== null && objectHeight > 0 ? (box[3] - box[1]) / objectHeight : 1;
  return Math.min(maxGroup, Math.max(1, Math.round(across), Math.round(down)));
}
