import { mapInTurns } from '../../shared/in-turns.ts';
import { fromCamera, toCamera, toPagination } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function cameraRoutes({
  cameras,
}: PlatformPorts): Routes<
  'listCameras' | 'createCamera' | 'searchCameras' | 'getCamera' | 'updateCamera' | 'deleteCamera'
> {
  return {
    listCameras: async ({ principal, query }) => {
      const filter = { siteId: query.place_id, groupId: query.group_id };
      const page = await cameras.list(principal, filter, query);
      return {
        pagination: toPagination(page),
        cameras: await mapInTurns(page.items, (camera) => toCamera(camera, query.with_origin)),
      };
    },
    searchCameras: async ({ principal, query, body }) => {
      const page = await cameras.search(principal, body.query, query.group_id, query);
      return {
        pagination: toPagination(page),
        cameras: await mapInTurns(page.items, (camera) => toCamera(camera, query.with_origin)),
      };
    },
    getCamera: async ({ principal, params, query }) =>
      toCamera(await cameras.get(principal, params.camera_id), query.with_origin),
    createCamera: async ({ principal, query, body }) =>
      toCamera(await cameras.create(principal, fromCamera(body)), query.with_origin),
    updateCamera: async ({ principal, params, query, body }) =>
      toCamera(await cameras.update(principal, params.camera_id, fromCamera(body)), query.with_origin),
    deleteCamera: async ({ principal, params }) => {
      await cameras.delete(principal, params.camera_id);
      return { status: 'ok' };
    },
  };
}
