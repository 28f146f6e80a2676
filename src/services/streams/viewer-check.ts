/** Asks again whether those who watch live still may: a role, a group or a login can end before the connection does. */
import type { Principal } from '#domain/principal.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { listVisible } from '#stores/cameras.ts';
import type { Db } from '#stores/schema.ts';
import type { AccessService } from '../access/access-service.ts';
import { hasPermission, siteScope } from '../access/rights.ts';

export class ViewerCheck {
  readonly #db: Db;
  readonly #access: Pick<AccessService, 'stillSignedIn'>;

  constructor(db: Db, access: Pick<AccessService, 'stillSignedIn'>) {
    this.#db = db;
    this.#access = access;
  }

  /** Places in the list of those who may not watch any more. Costs a few queries for each login, not for each viewer. */
  async refused(viewers: readonly AdmittedViewer[]): Promise<number[]> {
    const places = Map.groupBy(viewers.keys(), (place) => {
      const { userId, login } = viewers[place]!;
      return JSON.stringify([userId, login]);
    });
    const refused: number[] = [];
    for (const ofLogin of places.values()) {
      const principal = await this.#access.stillSignedIn(viewers[ofLogin[0]!]!);
      const cameraIds = new Set(ofLogin.map((place) => viewers[place]!.cameraId));
      const seen = principal === null ? new Set() : await this.#seen(principal, [...cameraIds]);
      refused.push(...ofLogin.filter((place) => !seen.has(viewers[place]!.cameraId)));
    }
    return refused;
  }

  async #seen(principal: Principal, cameraIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (!hasPermission(principal, 'stream_read')) return new Set();
    return new Set(await listVisible(this.#db, siteScope(principal), 'live', cameraIds));
  }
}
