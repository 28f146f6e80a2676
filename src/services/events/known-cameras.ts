/** Cameras as the event log knows them while it stores: their numbers, and when their counters begin anew. */
import type { CountingSettings } from '#domain/analytics.ts';
import { findCameraSettings } from '#stores/event-cameras.ts';
import type { Db } from '#stores/schema.ts';
import { toAnalytics, type VideoAnalytics } from '../cameras/analytics-settings.ts';

export interface KnownCamera {
  readonly number: number;
  readonly organizationId: number;
  readonly counting: CountingSettings | null;
}

/** By UUID. */
export type FoundCameras = ReadonlyMap<string, KnownCamera>;

export class KnownCameras {
  readonly #db: Db;
  #known = new Map<string, KnownCamera>();

  constructor(db: Db) {
    this.#db = db;
  }

  /** Those that are there, by UUID. */
  async find(ids: Iterable<string>): Promise<FoundCameras> {
    const known = this.#known;
    const missing = [...new Set(ids)].filter((id) => !known.has(id));
    for (const { id, uuid, organization_id, settings } of await findCameraSettings(this.#db, missing)) {
      const { video_analytics } = JSON.parse(settings) as { video_analytics?: VideoAnalytics };
      known.set(uuid, {
        number: id,
        organizationId: organization_id,
        counting: toAnalytics(video_analytics)?.counting ?? null,
      });
    }
    return known;
  }

  /** After any camera was added, changed or deleted. */
  forget(): void {
    // Whoever is storing keeps what it has found.
    this.#known = new Map();
  }
}
