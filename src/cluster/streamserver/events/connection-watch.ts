/**
 * Events of cameras that do not deliver: one per outage, from `lost` over `absent` to `restored`. It goes on when the streamserver
 * is started anew, so that an outage is news once. A camera that is back within the grace was not away.
 */
import type { Clock } from '#domain/clock.ts';
import type { EventDetails, EventPhase, Sighting } from '#domain/event.ts';
import type { CameraStatus, StreamStatus } from '../../protocol.ts';
import type { EventWriter } from './event-writer.ts';

export interface ConnectionWatchOptions {
  readonly writer: Pick<EventWriter, 'take' | 'openOf'>;
  readonly clock: Clock;
  readonly graceMs: number;
  /** Lost for longer than this is `absent`. */
  readonly absentMs: number;
}

type Change = EventDetails['camera_connection']['change'];

interface Outage {
  /** UTC and monotonic; what is left of an earlier process has only the first. */
  readonly sinceMs: number;
  readonly sinceMonotonicMs: number;
  readonly change: Change | null;
}

const key = 'connection';

export class ConnectionWatch {
  readonly #options: ConnectionWatchOptions;
  readonly #outages = new Map<string, Outage>();

  constructor(options: ConnectionWatchOptions) {
    this.#options = options;
  }

  /** Takes over what the writer has kept from before. */
  start(): void {
    const { writer, clock } = this.#options;
    for (const { cameraId, beginMs, facts } of writer.openOf('camera_connection')) {
      if (cameraId === null || facts.type !== 'camera_connection') continue;
      const elapsedMs = Math.max(0, clock.utcMs() - beginMs);
      this.#outages.set(cameraId, {
        sinceMs: beginMs,
        sinceMonotonicMs: clock.monotonicMs() - elapsedMs,
        change: facts.details.change,
      });
    }
  }

  /** To be called once a second with what is known of the cameras. */
  look(cameras: readonly CameraStatus[]): void {
    for (const { cameraId, streams } of cameras) {
      const main = streams.find(({ name }) => name === 'main');
      if (main?.state === 'failed') this.#failed(cameraId, main);
      else if (main?.state === 'streaming') this.#delivers(cameraId);
    }
  }

  /** These are the cameras of this streamserver now: outages of others end here. */
  assigned(cameraIds: ReadonlySet<string>): void {
    for (const [cameraId, { change }] of this.#outages) {
      if (cameraIds.has(cameraId)) continue;
      if (change !== null) this.#tell(cameraId, 'end', this.#options.clock.utcMs(), { change });
      this.#outages.delete(cameraId);
    }
  }

  #failed(cameraId: string, { sinceMs, failure }: StreamStatus): void {
    const { clock, graceMs, absentMs } = this.#options;
    const nowMs = clock.monotonicMs();
    let outage = this.#outages.get(cameraId);
    if (outage === undefined) {
      outage = { sinceMs, sinceMonotonicMs: nowMs, change: null };
      this.#outages.set(cameraId, outage);
    }
    const lastedMs = nowMs - outage.sinceMonotonicMs;
    const why = failure === undefined ? {} : { failure };
    if (outage.change === null && lastedMs >= graceMs) {
      this.#tell(cameraId, 'begin', outage.sinceMs, { change: 'lost', ...why });
      this.#outages.set(cameraId, { ...outage, change: 'lost' });
    } else if (outage.change === 'lost' && lastedMs >= absentMs) {
      this.#tell(cameraId, 'update', clock.utcMs(), { change: 'absent', ...why });
      this.#outages.set(cameraId, { ...outage, change: 'absent' });
    }
  }

  #delivers(cameraId: string): void {
    const outage = this.#outages.get(cameraId);
    if (outage === undefined) return;
    this.#outages.delete(cameraId);
    if (outage.change !== null)
      this.#tell(cameraId, 'end', this.#options.clock.utcMs(), { change: 'restored' });
  }

  #tell(
    cameraId: string,
    phase: EventPhase,
    utcMs: number,
    details: EventDetails['camera_connection'],
  ): void {
    const sighting: Sighting = {
      key,
      phase,
      utcMs,
      picture: false,
      facts: {
        type: 'camera_connection',
        name: null,
        objectId: null,
        objectClass: 'unknown',
        box: null,
        details,
      },
    };
    this.#options.writer.take(cameraId, sighting);
  }
}
