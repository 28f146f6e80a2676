/** How well the pictures that were told of objects show them, against the moment that would have shown each best. */
import { isToBeShown, pictureScore } from '#analytics/rules/seen-objects.ts';
import type { TrackedObject } from '#analytics/tracks/tracked-object.ts';
import type { Sighting } from '#domain/event.ts';

export interface ObjectPictureScore {
  readonly objects: number;
  /** Score of the last picture by the best that the object had, on average over the objects. */
  readonly shareOfBest: number;
  /** Objects whose picture shows less than half of what the best would have. */
  readonly poor: number;
  /** Pictures that were made, for one object or several. */
  readonly pictures: number;
}

export class ObjectPictures {
  readonly #best = new Map<string, number>();
  readonly #shown = new Map<string, number>();
  #pictures = 0;

  /** After each picture: all objects, and what was told. */
  see(objects: readonly TrackedObject[], sightings: readonly Sighting[]): void {
    const told = sightings.filter(({ facts, picture }) => facts.type === 'object' && picture);
    if (told.length > 0) this.#pictures += 1;
    for (const object of objects) {
      if (!isToBeShown(object)) continue;
      const score = pictureScore(object);
      this.#best.set(object.id, Math.max(score, this.#best.get(object.id) ?? 0));
      if (told.some(({ facts }) => facts.objectId === object.id)) this.#shown.set(object.id, score);
    }
  }

  result(): ObjectPictureScore {
    const shares = [...this.#best].map(([id, best]) => (this.#shown.get(id) ?? 0) / best);
    return {
      objects: shares.length,
      shareOfBest: shares.reduce((sum, share) => sum + share, 0) / Math.max(1, shares.length),
      poor: shares.filter((share) => share < 0.5).length,
      pictures: this.#pictures,
    };
  }
}

/** Of several clips, each object counting the same. */
export function addPictureScores(scores: readonly ObjectPictureScore[]): ObjectPictureScore {
  const sum = (of: (score: ObjectPictureScore) => number): number =>
    scores.reduce((total, score) => total + of(score), 0);
  const objects = sum((score) => score.objects);
  return {
    objects,
    shareOfBest: sum((score) => score.shareOfBest * score.objects) / Math.max(1, objects),
    poor: sum(({ poor }) => poor),
    pictures: sum(({ pictures }) => pictures),
  };
}
