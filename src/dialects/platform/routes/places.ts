import { VidetteError } from '#domain/errors.ts';
import type { Area } from '#services/sites/area.ts';
import { mapInTurns } from '../../shared/in-turns.ts';
import { uploadUrl } from '../addresses.ts';
import { toPlan } from '../lists-map.ts';
import { fromPlace, toCamera, toPagination, toPlace } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function placeRoutes({
  sites,
}: PlatformPorts): Routes<
  | 'listPlaces'
  | 'createPlace'
  | 'searchPlaces'
  | 'getPlace'
  | 'updatePlace'
  | 'deletePlace'
  | 'listPlacePlans'
  | 'listPlaceCameras'
> {
  return {
    listPlaces: async ({ principal, query }) => {
      const filter = {
        area: areaOf(query),
        groupId: query.group_id,
        withoutGroups: query.without_groups,
      };
      const places = await sites.list(principal, filter);
      return { pagination: {}, places: await mapInTurns(places, toPlace) };
    },
    searchPlaces: async ({ principal, query, body }) => {
      const page = await sites.search(principal, body.query, { withoutGroups: query.without_groups }, query);
      return { pagination: toPagination(page), places: await mapInTurns(page.items, toPlace) };
    },
    getPlace: async ({ principal, params }) => toPlace(await sites.get(principal, params.place_id)),
    createPlace: async ({ principal, body }) => toPlace(await sites.create(principal, fromPlace(body))),
    updatePlace: async ({ principal, params, body }) =>
      toPlace(await sites.update(principal, params.place_id, fromPlace(body))),
    deletePlace: async ({ principal, params }) => {
      await sites.delete(principal, params.place_id);
      return { status: 'ok' };
    },
    listPlacePlans: async ({ principal, params, query, request }) => {
      const page = await sites.plans(principal, params.place_id, query);
      return {
        pagination: toPagination(page),
        plans: page.items.map((plan) => toPlan(plan, uploadUrl(request))),
      };
    },
    listPlaceCameras: async ({ principal, params, query }) => {
      const filter = { withoutPlans: query.without_plans ?? false };
      const page = await sites.cameras(principal, params.place_id, filter, query);
      return {
        pagination: toPagination(page),
        cameras: await mapInTurns(page.items, (camera) => toCamera(camera)),
      };
    },
  };
}

/** Centre and radius (metres) come together or not at all. */
function areaOf(query: { latitude?: number; longitude?: number; radius?: number }): Area | undefined {
  const { latitude, longitude, radius } = query;
  if (latitude === undefined && longitude === undefined && radius === undefined) return undefined;
  if (latitude === undefined || longitude === undefined || radius === undefined)
    throw new VidetteError('conflict', 'latitude, longitude and radius belong together');
  if (radius < 0) throw new VidetteError('conflict', 'the radius is negative');
  return { latitude, longitude, radiusM: radius };
}
