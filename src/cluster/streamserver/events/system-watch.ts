/** Events of the streamserver itself: a volume that takes no recordings, a start after a crash. */
import type { Clock } from '#domain/clock.ts';
import type { EventDetails, EventPhase } from '#domain/event.ts';
import type { VolumeStatus } from '#domain/recording.ts';
import type { EventWriter } from './event-writer.ts';

export interface SystemWatchOptions {
  readonly writer: Pick<EventWriter, 'take' | 'isOpen' | 'openOf'>;
  readonly clock: Clock;
  /** The id of this streamserver. */
  readonly streamserver: string;
  /** A volume that is well again within this time had no trouble. */
  readonly graceMs: number;
}

export class SystemWatch {
  readonly #options: SystemWatchOptions;
  /** Since when a volume is in trouble, monotonic. */
  readonly #since = new Map<string, number>();

  constructor(options: SystemWatchOptions) {
    this.#options = options;
  }

  startedAfterCrash(): void {
    const { streamserver } = this.#options;
    const text = 'started again after it ended unexpectedly';
    this.#tell('once', 'start', { subject: `streamserver ${streamserver}`, text });
  }

  /** To be called once a second with the state of the volumes. */
  look(volumes: readonly VolumeStatus[]): void {
    const { writer, clock, graceMs } = this.#options;
    const nowMs = clock.monotonicMs();
    const troubles = new Map(volumes.filter(({ state }) => state !== 'ok').map((one) => [keyOf(one), one]));
    for (const key of this.#since.keys()) if (!troubles.has(key)) this.#since.delete(key);
    for (const { key, facts } of writer.openOf('system')) {
      // Its words stay: they say what it was.
      if (!troubles.has(key) && facts.type === 'system') this.#tell('end', key, facts.details);
    }
    for (const [key, { name, state, message }] of troubles) {
      const sinceMs = this.#since.get(key) ?? nowMs;
      this.#since.set(key, sinceMs);
      if (writer.isOpen(null, key) || nowMs - sinceMs < graceMs) continue;
      this.#tell('begin', key, {
        subject: `volume ${name} of ${this.#options.streamserver}`,
        text: message === undefined ? state : `${state}: ${message}`,
      });
    }
  }

  #tell(phase: EventPhase, key: string, details: EventDetails['system']): void {
    const { writer, clock } = this.#options;
    writer.take(null, {
      key,
      phase,
      utcMs: clock.utcMs(),
      picture: false,
      facts: {
        type: 'system',
        name: null,
        objectId: null,
        objectClass: 'unknown',
        box: null,
        details,
      },
    });
  }
}

const keyOf = ({ name }: VolumeStatus): string => `volume ${name}`;
