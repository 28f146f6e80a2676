import { VidetteError } from '#domain/errors.ts';
import type { Spot } from '#services/plans/plan-service.ts';
import { uploadUrl } from '../addresses.ts';
import { fromPlan, toPlan, toPlanCamera } from '../lists-map.ts';
import { toPagination } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function planRoutes({
  plans,
}: PlatformPorts): Routes<
  | 'listPlans'
  | 'createPlan'
  | 'searchPlans'
  | 'getPlan'
  | 'updatePlan'
  | 'deletePlan'
  | 'listPlanCameras'
  | 'addPlanCameras'
  | 'removePlanCameras'
  | 'updatePlanCameraPosition'
> {
  return {
    listPlans: async ({ principal, query, request }) => {
      const page = await plans.list(principal, query.group_id, query);
      return {
        pagination: toPagination(page),
        plans: page.items.map((plan) => toPlan(plan, uploadUrl(request))),
      };
    },
    searchPlans: async ({ principal, query, body, request }) => {
      const page = await plans.search(principal, body.query, query.group_id, query);
      return {
        pagination: toPagination(page),
        plans: page.items.map((plan) => toPlan(plan, uploadUrl(request))),
      };
    },
    getPlan: async ({ principal, params, request }) =>
      toPlan(await plans.get(principal, params.plan_id), uploadUrl(request)),
    createPlan: async ({ principal, body, request }) =>
      toPlan(await plans.create(principal, fromPlan(body)), uploadUrl(request)),
    updatePlan: async ({ principal, params, body, request }) =>
      toPlan(await plans.update(principal, params.plan_id, fromPlan(body)), uploadUrl(request)),
    deletePlan: async ({ principal, params }) => {
      await plans.delete(principal, params.plan_id);
      return { status: 'ok' };
    },
    listPlanCameras: async ({ principal, params, query }) => {
      const page = await plans.cameras(principal, params.plan_id, query);
      return {
        pagination: toPagination(page),
        cameras: page.items.map((camera) => toPlanCamera(camera, params.plan_id)),
      };
    },
    addPlanCameras: async ({ principal, params, body }) => {
      await plans.addCameras(principal, params.plan_id, body.camera_ids);
      return { status: 'ok' };
    },
    removePlanCameras: async ({ principal, params, body }) => {
      await plans.removeCameras(principal, params.plan_id, body.camera_ids);
      return { status: 'ok' };
    },
    updatePlanCameraPosition: async ({ principal, params, body }) => {
      const spot = spotOf(body);
      await plans.place(principal, params.plan_id, params.camera_id, spot);
      return { plan_id: params.plan_id, camera_id: params.camera_id.toLowerCase(), ...spot };
    },
  };
}

/** Neither takes the spot away. */
function spotOf({ x, y }: { x?: number; y?: number }): Spot | null {
  if (x === undefined && y === undefined) return null;
  if (x === undefined || y === undefined)
    throw new VidetteError('invalid', 'x and y belong together', { field: [x === undefined ? 'x' : 'y'] });
  return { x, y };
}
