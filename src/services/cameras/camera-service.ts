/**
 * Cameras: who may see and change them, what is kept of them, and the list that streamservers get. Every change is audited in its
 * own transaction and told after it.
 */
import { randomUUID } from 'node:crypto';
import type { CameraSpec } from '#domain/camera.ts';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { OnvifTarget } from '#domain/onvif.ts';
import type { Principal } from '#domain/principal.ts';
import {
  type CameraFields,
  type CameraFilter,
  deleteCamera,
  findCamera,
  findCameraExtras,
  insertCamera,
  listAllCameras,
  listCameras,
  lockCamera,
  storeCameraExtras,
  updateCamera,
} from '#stores/cameras.ts';
import { moveCounts } from '#stores/event-counts.ts';
import { groupIsThere } from '#stores/groups.ts';
import { listManualRecordings } from '#stores/manual-recordings.ts';
import { insertRemovedCamera } from '#stores/removed-cameras.ts';
import type { Db, Trx } from '#stores/schema.ts';
import type { CameraRight } from '#stores/site-scope.ts';
import { findSite } from '#stores/sites.ts';
import type { Permission } from '../access/permissions.ts';
import { requirePermission, requireSuperuser, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { findTarget } from '../onvif/target.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import type { Vault } from '../secrets/vault.ts';
import { checkName, isNumber } from '../sites/checks.ts';
import { removedCamera } from './absent-cameras.ts';
import { CameraSecrets } from './camera-secrets.ts';
import { type CameraView, storedSettings, toView } from './camera-view.ts';
import { splitPasswords } from './passwords.ts';
import { type CameraSettings, toSpec } from './settings.ts';
import { checkSettings } from './settings-schema.ts';

export interface CameraServiceOptions {
  readonly db: Db;
  readonly vault: Vault;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cursors: Cursors;
  readonly clock: Clock;
  /** IANA name, for schedules that name none. */
  readonly timeZone: string;
  /** Called after a change is committed. */
  readonly changed: () => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

export interface CameraInput {
  readonly name: string;
  readonly siteId: number;
  /** As it came; checked here. */
  readonly settings: unknown;
}

export interface CameraListFilter {
  readonly siteId?: number | undefined;
  readonly groupId?: number | undefined;
  readonly withoutPlans?: boolean | undefined;
}

const uuidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Longer than any name: finds nothing, and keeps patterns short. */
const longestQuery = 255;

export class CameraService {
  readonly #options: CameraServiceOptions;
  readonly #db: Db;
  readonly #secrets: CameraSecrets;

  constructor(options: CameraServiceOptions) {
    this.#options = options;
    this.#db = options.db;
    this.#secrets = new CameraSecrets(options.vault, options.log);
  }

  /** By number. A site or group that is not there, or not for the caller, is `not_found`. */
  async list(principal: Principal, filter: CameraListFilter, page: PageRequest): Promise<Page<CameraView>> {
    requirePermission(principal, 'camera_read');
    await this.#requireFilters(principal, filter);
    return await this.#page(principal, 'cameras', filter, filterOf(filter), page);
  }

  /** A UUID finds the camera that has it; anything else is looked for in names. */
  async search(
    principal: Principal,
    query: string,
    groupId: number | undefined,
    page: PageRequest,
  ): Promise<Page<CameraView>> {
    requirePermission(principal, 'camera_read');
    if (query.length > longestQuery || (groupId !== undefined && !isNumber(groupId)))
      return { items: [], cursor: undefined };
    const found: CameraFilter = uuidForm.test(query)
      ? { uuid: query.toLowerCase() }
      : { nameContains: query };
    const filter = { ...found, ...filterOf({ groupId }) };
    return await this.#page(principal, 'cameras/search', filter, filter, page);
  }

  /** By UUID or number. */
  async get(principal: Principal, key: string | number, right: CameraRight = 'any'): Promise<CameraView> {
    requirePermission(principal, 'camera_read');
    return await this.getFor(principal, key, right, 'camera_read');
  }

  /** For work on a camera that needs another permission than reading it: streams, snapshots, segments, clips. */
  async getFor(
    principal: Principal,
    key: string | number,
    right: CameraRight,
    permission: Permission,
  ): Promise<CameraView> {
    requirePermission(principal, permission);
    if (typeof key === 'number' && !isNumber(key)) throw noCamera();
    const known = typeof key === 'string' ? key.toLowerCase() : key;
    const row = await findCamera(this.#db, siteScope(principal), known, right);
    if (row === undefined) throw noCamera();
    return toView(row);
  }

  /** All that the caller sees, by number. The permission is checked by who calls this for another purpose than reading cameras. */
  async all(principal: Principal, right: CameraRight = 'any'): Promise<CameraView[]> {
    const scope = siteScope(principal);
    const rows = await listCameras(
      this.#db,
      scope,
      {},
      { afterId: 0, limit: Number.MAX_SAFE_INTEGER, right },
    );
    return rows.map(toView);
  }

  async create(principal: Principal, input: CameraInput): Promise<CameraView> {
    requirePermission(principal, 'camera_create');
    checkName(input.name);
    checkSettings(input.settings);
    const uuid = randomUUID();
    const parts = splitPasswords(input.settings, null);
    if (parts.local) requireSuperuser(principal);
    await this.#db.transaction().execute(async (trx) => {
      const organizationId = await this.#organizationOfSite(trx, principal, input.siteId);
      const camera: CameraFields = {
        organizationId,
        siteId: input.siteId,
        name: input.name,
        settings: JSON.stringify(parts.settings),
        sourcePassword: this.#secrets.seal(parts.source, null, uuid, 'source'),
        onvifPassword: this.#secrets.seal(parts.onvif, null, uuid, 'onvif'),
      };
      await insertCamera(trx, { ...camera, uuid, nowMs: this.#nowMs() });
      await this.#options.audit.record(trx, {
        action: 'camera_create',
        by: principal,
        organizationId,
        meta: { camera_id: uuid, name: input.name, place_id: input.siteId },
      });
    });
    this.#options.changed();
    return await this.#read(principal, uuid);
  }

  /** Replaces all that may be written. */
  async update(principal: Principal, id: string, input: CameraInput): Promise<CameraView> {
    requirePermission(principal, 'camera_update');
    checkName(input.name);
    checkSettings(input.settings);
    const written = input.settings;
    await this.#db.transaction().execute(async (trx) => {
      const before = await lockCamera(trx, siteScope(principal), id.toLowerCase());
      if (before === undefined) throw noCamera();
      const old = storedSettings(before);
      const parts = splitPasswords(written, old);
      if (parts.local && parts.settings.source.url !== old.source.url) requireSuperuser(principal);
      const organizationId = await this.#organizationOfSite(trx, principal, input.siteId);
      const after: CameraFields = {
        organizationId,
        siteId: input.siteId,
        name: input.name,
        settings: JSON.stringify(parts.settings),
        sourcePassword: this.#secrets.seal(parts.source, before.source_password, before.uuid, 'source'),
        onvifPassword: this.#secrets.seal(parts.onvif, before.onvif_password, before.uuid, 'onvif'),
      };
      await updateCamera(trx, before, after, this.#nowMs());
      if (organizationId !== before.organization_id)
        await moveCounts(trx, before.id, before.organization_id, organizationId);
      // A superuser may give a camera to another organisation: both are told, neither of the other's place.
      for (const owner of new Set([before.organization_id, organizationId]))
        await this.#options.audit.record(trx, {
          action: 'camera_update',
          by: principal,
          organizationId: owner,
          meta: { camera_id: before.uuid, name: input.name },
          change: {
            before: {
              ...withSealed(old, before.source_password, before.onvif_password),
              name: before.name,
              place_id: owner === before.organization_id ? before.site_id : null,
            },
            after: {
              ...withSealed(parts.settings, after.sourcePassword, after.onvifPassword),
              name: input.name,
              place_id: owner === organizationId ? input.siteId : null,
            },
          },
        });
    });
    this.#options.changed();
    return await this.#read(principal, id);
  }

  async delete(principal: Principal, id: string): Promise<void> {
    requirePermission(principal, 'camera_delete');
    await this.#db.transaction().execute(async (trx) => {
      const camera = await lockCamera(trx, siteScope(principal), id.toLowerCase());
      if (camera === undefined) throw noCamera();
      await deleteCamera(trx, camera.id);
      await moveCounts(trx, camera.id, camera.organization_id, null);
      await insertRemovedCamera(trx, removedCamera(camera, this.#nowMs()));
      await this.#options.audit.record(trx, {
        action: 'camera_delete',
        by: principal,
        organizationId: camera.organization_id,
        meta: { camera_id: camera.uuid, name: camera.name, place_id: camera.site_id },
      });
    });
    this.#options.changed();
  }

  /** Fields of one API that nothing in the core acts on. Its dialect checks them. */
  async extras(principal: Principal, id: string, api: string): Promise<unknown> {
    requirePermission(principal, 'camera_read');
    const extras = await findCameraExtras(this.#db, siteScope(principal), id.toLowerCase());
    if (extras === undefined) throw noCamera();
    return (JSON.parse(extras) as Record<string, unknown>)[api];
  }

  async setExtras(principal: Principal, id: string, api: string, value: unknown): Promise<void> {
    requirePermission(principal, 'camera_update');
    await this.#db.transaction().execute(async (trx) => {
      const row = await lockCamera(trx, siteScope(principal), id.toLowerCase());
      if (row === undefined) throw noCamera();
      const before = JSON.parse(row.extras) as Record<string, unknown>;
      const after = { ...before, [api]: value };
      await storeCameraExtras(trx, row.id, JSON.stringify(after));
      await this.#options.audit.record(trx, {
        action: 'camera_update',
        by: principal,
        organizationId: row.organization_id,
        meta: { camera_id: row.uuid, name: row.name },
        change: { before, after },
      });
    });
  }

  /** All cameras of the installation with opened secrets, for the streamservers and nobody else. */
  async assignment(): Promise<CameraSpec[]> {
    const rows = await listAllCameras(this.#db);
    const manual = await listManualRecordings(this.#db, this.#nowMs());
    const recordUntil = new Map(manual.map(({ cameraId, untilMs }) => [cameraId, untilMs]));
    return rows.map((row) => {
      const settings = storedSettings(row);
      const spec = toSpec(row, settings, this.#secrets.openSource(row), this.#options.timeZone);
      const recordUntilMs = recordUntil.get(row.id);
      return recordUntilMs === undefined ? spec : { ...spec, recordUntilMs };
    });
  }

  /** All cameras with a login for ONVIF, opened, for listening to them and nothing else. */
  async onvifTargets(): Promise<{ id: string; target: OnvifTarget }[]> {
    const rows = await listAllCameras(this.#db);
    return rows.flatMap((row) => {
      if (row.onvif_password === null) return [];
      const target = findTarget(storedSettings(row), this.#secrets.openOnvif(row.uuid, row.onvif_password));
      return target === null ? [] : [{ id: row.uuid, target }];
    });
  }

  async #page(
    principal: Principal,
    list: string,
    key: object,
    filter: CameraFilter,
    page: PageRequest,
  ): Promise<Page<CameraView>> {
    const scope = siteScope(principal);
    return await this.#options.cursors.page(
      [list, principal.userId, key],
      page,
      (range) => listCameras(this.#db, scope, filter, range),
      toView,
    );
  }

  async #requireFilters(principal: Principal, { siteId, groupId }: CameraListFilter): Promise<void> {
    const scope = siteScope(principal);
    if (siteId !== undefined && !(isNumber(siteId) && (await findSite(this.#db, scope, siteId))))
      throw new VidetteError('not_found', 'no such place', { field: ['place_id'] });
    if (groupId !== undefined && !(isNumber(groupId) && (await groupIsThere(this.#db, scope, groupId))))
      throw new VidetteError('not_found', 'no such group', { field: ['group_id'] });
  }

  /** `conflict` when the caller knows no such site: the request contradicts what is stored. */
  async #organizationOfSite(trx: Trx, principal: Principal, siteId: number): Promise<number> {
    const site = isNumber(siteId) ? await findSite(trx, siteScope(principal), siteId) : undefined;
    if (site === undefined) throw new VidetteError('conflict', 'no such place', { field: ['place_id'] });
    return site.organization_id;
  }

  async #read(principal: Principal, id: string): Promise<CameraView> {
    const row = await findCamera(this.#db, siteScope(principal), id.toLowerCase());
    if (row === undefined) throw noCamera();
    return toView(row);
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

function filterOf(filter: CameraListFilter): CameraFilter {
  return {
    ...(filter.siteId === undefined ? {} : { siteId: filter.siteId }),
    ...(filter.groupId === undefined ? {} : { groupId: filter.groupId }),
    ...(filter.withoutPlans ? { withoutPlans: true } : {}),
  };
}

/** For the audit log, which hides the passwords and shows that they changed. */
function withSealed(settings: CameraSettings, source: string | null, onvif: string | null): object {
  return {
    ...settings,
    source: { ...settings.source, ...(source === null ? {} : { password: source }) },
    ...(onvif === null ? {} : { onvif_password: onvif }),
  };
}

function noCamera(): VidetteError {
  return new VidetteError('not_found', 'no such camera');
}
