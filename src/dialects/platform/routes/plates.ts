import { mapInTurns } from '../../shared/in-turns.ts';
import { uploadUrl } from '../addresses.ts';
import { fromPlate, toPlate } from '../lists-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function plateRoutes({
  entries,
}: PlatformPorts): Routes<'listPlates' | 'createPlate' | 'getPlate' | 'updatePlate' | 'deletePlate'> {
  return {
    listPlates: async ({ principal, query, request }) => {
      const plates = await entries.list(principal, 'vehicle', { name: query.number });
      const url = uploadUrl(request);
      return { plates: await mapInTurns(plates, (plate) => toPlate(plate, url)) };
    },
    createPlate: async ({ principal, body, request }) =>
      toPlate(await entries.createVehicle(principal, fromPlate(body)), uploadUrl(request)),
    getPlate: async ({ principal, params, request }) =>
      toPlate(await entries.get(principal, 'vehicle', params.plate_id), uploadUrl(request)),
    updatePlate: async ({ principal, params, body, request }) =>
      toPlate(await entries.updateVehicle(principal, params.plate_id, fromPlate(body)), uploadUrl(request)),
    deletePlate: async ({ principal, params }) => {
      await entries.delete(principal, 'vehicle', params.plate_id);
      return { status: 'ok' };
    },
  };
}
