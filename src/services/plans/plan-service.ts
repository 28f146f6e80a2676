/** Plans: pictures of places with cameras on them. A plan is seen by who sees its place. */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { listCameras } from '#stores/cameras.ts';
import {
  deletePlan,
  findPlan,
  insertPlan,
  listCamerasByUuid,
  listPlans,
  type PlanCamera,
  type PlanFields,
  type PlanFilter,
  planHasCameras,
  setPlanOfCameras,
  setSpotOfCamera,
  updatePlan,
} from '#stores/plans.ts';
import type { Db, Trx } from '#stores/schema.ts';
import { findSite } from '#stores/sites.ts';
import { touchUploads } from '#stores/uploads.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import type { AuditService } from '../audit/audit-service.ts';
import { type CameraView, toView } from '../cameras/camera-view.ts';
import type { Cursors, Page, PageRequest } from '../paging/cursors.ts';
import { checkName, invalid, isNumber } from '../sites/checks.ts';
import { type PlanView, toPlanView } from '../sites/site-view.ts';
import { claimUpload } from '../uploads/claim-upload.ts';

export type { PlanFields } from '#stores/plans.ts';

export interface PlanServiceOptions {
  readonly db: Db;
  readonly audit: Pick<AuditService, 'record'>;
  readonly cursors: Cursors;
  readonly clock: Clock;
}

/** 0..1 from the upper left of the picture. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Longer than any name: finds nothing, and keeps patterns short. */
const longestQuery = 255;

export class PlanService {
  readonly #options: PlanServiceOptions;
  readonly #db: Db;

  constructor(options: PlanServiceOptions) {
    this.#options = options;
    this.#db = options.db;
  }

  async list(principal: Principal, groupId: number | undefined, page: PageRequest): Promise<Page<PlanView>> {
    requirePermission(principal, 'plan_read');
    return await this.#page(principal, 'plans', filterOf(groupId), page);
  }

  async search(
    principal: Principal,
    query: string,
    groupId: number | undefined,
    page: PageRequest,
  ): Promise<Page<PlanView>> {
    requirePermission(principal, 'plan_read');
    if (query.length > longestQuery) return { items: [], cursor: undefined };
    const ofGroup = filterOf(groupId);
    const filter = ofGroup && { ...ofGroup, nameContains: query };
    return await this.#page(principal, 'plans/search', filter, page);
  }

  async get(principal: Principal, id: number): Promise<PlanView> {
    requirePermission(principal, 'plan_read');
    return toPlanView(await this.#get(this.#db, principal, id));
  }

  /** `conflict` for an unknown place or picture. */
  async create(principal: Principal, plan: PlanFields): Promise<PlanView> {
    requirePermission(principal, 'plan_create');
    checkName(plan.name);
    return await this.#db.transaction().execute(async (trx) => {
      const site = await this.#site(trx, principal, plan.siteId);
      if (site === undefined) throw new VidetteError('conflict', 'no such place');
      const imageId = await this.#claimImage(trx, principal, site.organization_id, plan.imageId);
      if (imageId === undefined) throw new VidetteError('conflict', 'no such plan image');
      const id = await insertPlan(trx, { ...plan, imageId, uuid: randomUUID(), nowMs: this.#nowMs() });
      await this.#options.audit.record(trx, {
        action: 'plan_create',
        by: principal,
        organizationId: site.organization_id,
        meta: { plan_id: id, name: plan.name, place_id: plan.siteId },
      });
      return toPlanView(await this.#get(trx, principal, id));
    });
  }

  /** `invalid` for an unknown place or picture, or another place while cameras of the old one are on it. */
  async update(principal: Principal, id: number, plan: PlanFields): Promise<PlanView> {
    requirePermission(principal, 'plan_update');
    checkName(plan.name);
    return await this.#db.transaction().execute(async (trx) => {
      const before = await this.#get(trx, principal, id);
      const site = await this.#site(trx, principal, plan.siteId);
      if (site === undefined) throw invalid(['place_id'], 'is no place');
      if (plan.siteId !== before.site_id && (await planHasCameras(trx, id)))
        throw invalid(['place_id'], 'cannot change while cameras of the place are on the plan');
      let imageId: string | undefined = before.image_id;
      if (plan.imageId.toLowerCase() !== before.image_id || site.organization_id !== before.organization_id) {
        imageId = await this.#claimImage(trx, principal, site.organization_id, plan.imageId);
        if (imageId === undefined) throw invalid(['image_id'], 'is no plan image');
        await touchUploads(trx, [before.image_id], this.#nowMs());
      }
      await updatePlan(trx, id, { ...plan, imageId }, this.#nowMs());
      await this.#options.audit.record(trx, {
        action: 'plan_update',
        by: principal,
        organizationId: site.organization_id,
        meta: { plan_id: id, name: plan.name },
        change: {
          before: { name: before.name, place_id: before.site_id, image_id: before.image_id },
          after: { name: plan.name, place_id: plan.siteId, image_id: imageId },
        },
      });
      return toPlanView(await this.#get(trx, principal, id));
    });
  }

  /** A plan with cameras stays: `conflict`. */
  async delete(principal: Principal, id: number): Promise<void> {
    requirePermission(principal, 'plan_delete');
    await this.#db.transaction().execute(async (trx) => {
      const plan = await this.#get(trx, principal, id);
      if (await planHasCameras(trx, id))
        throw new VidetteError('conflict', 'the plan has cameras', { reason: 'in_use' });
      await deletePlan(trx, id);
      await touchUploads(trx, [plan.image_id], this.#nowMs());
      await this.#options.audit.record(trx, {
        action: 'plan_delete',
        by: principal,
        organizationId: plan.organization_id,
        meta: { plan_id: id, name: plan.name, place_id: plan.site_id },
      });
    });
  }

  /** The cameras on a plan that the caller sees. */
  async cameras(principal: Principal, id: number, page: PageRequest): Promise<Page<CameraView>> {
    requirePermission(principal, 'plan_camera_read');
    await this.#get(this.#db, principal, id);
    const scope = siteScope(principal);
    return await this.#options.cursors.page(
      ['plans/cameras', principal.userId, { id }],
      page,
      (range) => listCameras(this.#db, scope, { planId: id }, range),
      toView,
    );
  }

  /** All or none. From another plan of the place they come over. */
  async addCameras(principal: Principal, id: number, cameraIds: readonly string[]): Promise<void> {
    requirePermission(principal, 'plan_camera_create');
    const wanted = unique(cameraIds);
    await this.#db.transaction().execute(async (trx) => {
      const plan = await this.#get(trx, principal, id);
      const cameras = await listCamerasByUuid(trx, siteScope(principal), wanted);
      if (cameras.length < wanted.length) throw new VidetteError('conflict', 'one of the cameras is unknown');
      for (const camera of cameras) {
        if (camera.site_id !== plan.site_id)
          throw new VidetteError('conflict', `camera ${camera.uuid} belongs to another place`);
        if (camera.plan_id === id)
          throw new VidetteError('conflict', `camera ${camera.uuid} is on the plan already`);
      }
      await this.#move(trx, principal, plan, cameras, 'plan_camera_create');
    });
  }

  /** Cameras that are not on the plan stay where they are. */
  async removeCameras(principal: Principal, id: number, cameraIds: readonly string[]): Promise<void> {
    requirePermission(principal, 'plan_camera_delete');
    await this.#db.transaction().execute(async (trx) => {
      const plan = await this.#get(trx, principal, id);
      const cameras = await listCamerasByUuid(trx, siteScope(principal), unique(cameraIds));
      const there = cameras.filter((camera) => camera.plan_id === id);
      await this.#move(trx, principal, plan, there, 'plan_camera_delete');
    });
  }

  /** Null takes the spot away. `conflict` when the camera is not on the plan. */
  async place(principal: Principal, id: number, cameraId: string, spot: Spot | null): Promise<void> {
    requirePermission(principal, 'plan_camera_update');
    const uuid = cameraId.toLowerCase();
    await this.#db.transaction().execute(async (trx) => {
      const plan = await this.#get(trx, principal, id);
      const [camera] = await listCamerasByUuid(trx, siteScope(principal), [uuid]);
      if (camera === undefined || !(await setSpotOfCamera(trx, camera.id, id, spot)))
        throw new VidetteError('conflict', 'the camera is not on this plan');
      const { plan_x: x, plan_y: y } = camera;
      await this.#options.audit.record(trx, {
        action: 'plan_camera_update',
        by: principal,
        organizationId: plan.organization_id,
        meta: { plan_id: id, camera_id: uuid },
        change: { before: { x, y }, after: spot ?? { x: null, y: null } },
      });
    });
  }

  async #move(
    trx: Trx,
    principal: Principal,
    plan: { readonly id: number; readonly organization_id: number },
    cameras: readonly PlanCamera[],
    action: 'plan_camera_create' | 'plan_camera_delete',
  ): Promise<void> {
    if (cameras.length === 0) return;
    const ids = cameras.map((camera) => camera.id);
    await setPlanOfCameras(trx, ids, action === 'plan_camera_create' ? plan.id : null);
    await this.#options.audit.record(trx, {
      action,
      by: principal,
      organizationId: plan.organization_id,
      meta: { plan_id: plan.id, camera_ids: cameras.map((camera) => camera.uuid) },
    });
  }

  async #page(
    principal: Principal,
    list: string,
    filter: PlanFilter | null,
    page: PageRequest,
  ): Promise<Page<PlanView>> {
    if (filter === null) return { items: [], cursor: undefined };
    return await this.#options.cursors.page(
      [list, principal.userId, filter],
      page,
      (range) => listPlans(this.#db, siteScope(principal), filter, range),
      toPlanView,
    );
  }

  async #get(db: Db, principal: Principal, id: number) {
    const row = isNumber(id) ? await findPlan(db, siteScope(principal), id) : undefined;
    if (row === undefined) throw new VidetteError('not_found', 'no such plan');
    return row;
  }

  async #site(trx: Trx, principal: Principal, id: number) {
    return isNumber(id) ? await findSite(trx, siteScope(principal), id) : undefined;
  }

  async #claimImage(trx: Trx, principal: Principal, organizationId: number, imageId: string) {
    const claim = { id: imageId, kind: 'plan', organizationId, nowMs: this.#nowMs() } as const;
    return await claimUpload(trx, principal, claim);
  }

  #nowMs(): number {
    return Math.trunc(this.#options.clock.utcMs());
  }
}

/** Null: nothing can be in such a group. */
function filterOf(groupId: number | undefined): PlanFilter | null {
  if (groupId === undefined) return {};
  return isNumber(groupId) ? { groupId } : null;
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}
