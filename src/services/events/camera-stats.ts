/** How many cameras there are and how many of them deliver at this moment. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { listCameraIds } from '#stores/event-cameras.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import { isNumber } from '../sites/checks.ts';
import type { StreamserverPort } from '../streams/ports.ts';

export interface CameraCountFilter {
  readonly organizationId?: number | undefined;
  readonly groupId?: number | undefined;
}

export interface CameraCounts {
  readonly total: number;
  /** Their main stream comes in. */
  readonly active: number;
}

export class CameraStats {
  readonly #db: Db;
  readonly #streamservers: Pick<StreamserverPort, 'list' | 'expected'>;

  constructor(db: Db, streamservers: Pick<StreamserverPort, 'list' | 'expected'>) {
    this.#db = db;
    this.#streamservers = streamservers;
  }

  /** `unavailable` when there shall be streamservers and none is connected. */
  async count(by: Principal, filter: CameraCountFilter): Promise<CameraCounts> {
    requirePermission(by, 'stats_read');
    for (const id of Object.values(filter))
      if (id !== undefined && !isNumber(id)) return { total: 0, active: 0 };
    const expected = this.#streamservers.expected();
    if (expected.length > 0 && !expected.some(({ connected }) => connected))
      throw new VidetteError('unavailable', 'no streamserver is connected', { retryAfterMs: 2_000 });
    const ids = await listCameraIds(this.#db, siteScope(by), filter);
    const active = new Set(
      this.#streamservers
        .list()
        .flatMap(({ cameras }) => cameras)
        .filter(({ streams }) => streams.some(({ name, state }) => name === 'main' && state === 'streaming'))
        .map(({ cameraId }) => cameraId),
    );
    return { total: ids.length, active: ids.filter((id) => active.has(id)).length };
  }
}
