/** Events of lines that are crossed, in the wanted direction. */
import type { CrossingLine } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
import { LineWatch } from './line-watch.ts';
import type { Rule, TrackedPicture } from './rule.ts';

export class LineCrossing implements Rule {
  readonly #line: CrossingLine;
  readonly #watch: LineWatch;

  constructor(line: CrossingLine) {
    this.#line = line;
    this.#watch = new LineWatch(line.points);
  }

  apply({ utcMs, aspect, objects, finished }: TrackedPicture): readonly Sighting[] {
    const { name, points, direction: wanted } = this.#line;
    const sightings = objects.flatMap((object) =>
      this.#watch
        .observe(object, utcMs, aspect)
        .filter(({ direction }) => wanted === 'both' || wanted === direction)
        .map(
          (crossing): Sighting => ({
            key: `line:${name}:${object.id}`,
            phase: 'once',
            utcMs: crossing.utcMs,
            facts: {
              type: 'line_crossing',
              name,
              objectId: object.id,
              objectClass: object.objectClass,
              box: object.box,
              details: { line: points, direction: crossing.direction },
            },
            picture: true,
          }),
        ),
    );
    for (const object of finished) this.#watch.forget(object);
    return sightings;
  }

  finish(): readonly Sighting[] {
    return [];
  }
}
