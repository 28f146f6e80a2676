/** All rules of a camera. A rule that stays as it was when the settings change keeps what it knows. */
import { isDeepStrictEqual } from 'node:util';
import type { AnalyticsSettings } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
import { Counting } from './counting.ts';
import { LineCrossing } from './line-crossing.ts';
import { Queue } from './queue.ts';
import type { Rule, TrackedPicture } from './rule.ts';
import { SeenObjects } from './seen-objects.ts';
import { Zone } from './zone.ts';

/** What a rule is made of; the same settings are the same rule. */
interface Wanted {
  readonly settings: readonly unknown[];
  readonly make: () => Rule;
}

export class Rules {
  #running: (Wanted & { readonly rule: Rule })[] = [];

  constructor(settings: AnalyticsSettings) {
    this.update(settings, 0);
  }

  /** The ends of what is open of rules that are gone. */
  update(settings: AnalyticsSettings, utcMs: number): readonly Sighting[] {
    const before = this.#running;
    this.#running = wantedRules(settings).map((wanted) => {
      const same = before.find((one) => isDeepStrictEqual(one.settings, wanted.settings));
      return { ...wanted, rule: same?.rule ?? wanted.make() };
    });
    const kept = new Set(this.#running.map(({ rule }) => rule));
    return before.filter(({ rule }) => !kept.has(rule)).flatMap(({ rule }) => rule.finish(utcMs));
  }

  apply(picture: TrackedPicture): readonly Sighting[] {
    return this.#running.flatMap(({ rule }) => rule.apply(picture));
  }

  finish(utcMs: number): readonly Sighting[] {
    return this.#running.flatMap(({ rule }) => rule.finish(utcMs));
  }

  /** Objects now, by the names of zones and queues. */
  occupancy(): Readonly<Record<string, number>> {
    const places = this.#running.flatMap(({ rule }) =>
      rule instanceof Zone || rule instanceof Queue ? [rule] : [],
    );
    return Object.fromEntries(places.map(({ name, occupancy }) => [name, occupancy]));
  }
}

function wantedRules({ motion, lines, zones, counting, queue }: AnalyticsSettings): Wanted[] {
  return [
    ...(motion === null ? [] : [{ settings: ['objects'], make: () => new SeenObjects() }]),
    ...lines.map((line) => ({ settings: ['line', line], make: () => new LineCrossing(line) })),
    ...zones.map((zone) => ({ settings: ['zone', zone], make: () => new Zone(zone) })),
    ...(counting?.lines ?? []).map((line) => {
      const size = {
        objectWidth: counting?.objectWidth ?? null,
        objectHeight: counting?.objectHeight ?? null,
      };
      return { settings: ['counting', line, size], make: () => new Counting(line, size) };
    }),
    ...(queue?.zones ?? []).map((zone) => {
      const seconds = queue?.smoothingSeconds ?? 0;
      return { settings: ['queue', zone, seconds], make: () => new Queue(zone, seconds) };
    }),
  ];
}
