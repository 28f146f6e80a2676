import { mapInTurns } from '../../shared/in-turns.ts';
import { uploadUrl } from '../addresses.ts';
import { fromWatchlist, toPlate, toPlateList } from '../lists-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function plateListRoutes({
  watchlists,
}: PlatformPorts): Routes<
  | 'listPlateLists'
  | 'createPlateList'
  | 'getPlateList'
  | 'updatePlateList'
  | 'deletePlateList'
  | 'listPlateListPlates'
  | 'addPlateToPlateList'
  | 'removePlateFromPlateList'
> {
  return {
    listPlateLists: async ({ principal, query }) => ({
      platelists: (await watchlists.list(principal, 'vehicle', query)).map(toPlateList),
    }),
    createPlateList: async ({ principal, body }) =>
      toPlateList(await watchlists.create(principal, 'vehicle', fromWatchlist(body))),
    getPlateList: async ({ principal, params }) =>
      toPlateList(await watchlists.get(principal, 'vehicle', params.platelist_id)),
    updatePlateList: async ({ principal, params, body }) =>
      toPlateList(await watchlists.update(principal, 'vehicle', params.platelist_id, fromWatchlist(body))),
    deletePlateList: async ({ principal, params }) => {
      await watchlists.delete(principal, 'vehicle', params.platelist_id);
      return { status: 'ok' };
    },
    listPlateListPlates: async ({ principal, params, request }) => {
      const plates = await watchlists.entries(principal, 'vehicle', params.platelist_id);
      const url = uploadUrl(request);
      return { plates: await mapInTurns(plates, (plate) => toPlate(plate, url)) };
    },
    addPlateToPlateList: async ({ principal, params }) => {
      await watchlists.add(principal, 'vehicle', params.platelist_id, params.plate_id);
      return { status: 'ok' };
    },
    removePlateFromPlateList: async ({ principal, params }) => {
      await watchlists.remove(principal, 'vehicle', params.platelist_id, params.plate_id);
      return { status: 'ok' };
    },
  };
}
