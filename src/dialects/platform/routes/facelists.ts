import { mapInTurns } from '../../shared/in-turns.ts';
import { uploadUrl } from '../addresses.ts';
import { fromWatchlist, toFace, toFaceList } from '../lists-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function faceListRoutes({
  watchlists,
}: PlatformPorts): Routes<
  | 'listFaceLists'
  | 'createFaceList'
  | 'getFaceList'
  | 'updateFaceList'
  | 'deleteFaceList'
  | 'listFaceListFaces'
  | 'addFaceToFaceList'
  | 'removeFaceFromFaceList'
> {
  return {
    listFaceLists: async ({ principal, query }) => ({
      facelists: (await watchlists.list(principal, 'person', query)).map(toFaceList),
    }),
    createFaceList: async ({ principal, body }) =>
      toFaceList(await watchlists.create(principal, 'person', fromWatchlist(body))),
    getFaceList: async ({ principal, params }) =>
      toFaceList(await watchlists.get(principal, 'person', params.facelist_id)),
    updateFaceList: async ({ principal, params, body }) =>
      toFaceList(await watchlists.update(principal, 'person', params.facelist_id, fromWatchlist(body))),
    deleteFaceList: async ({ principal, params }) => {
      await watchlists.delete(principal, 'person', params.facelist_id);
      return { status: 'ok' };
    },
    listFaceListFaces: async ({ principal, params, request }) => {
      const faces = await watchlists.entries(principal, 'person', params.facelist_id);
      const url = uploadUrl(request);
      return { faces: await mapInTurns(faces, (face) => toFace(face, url)) };
    },
    addFaceToFaceList: async ({ principal, params }) => {
      await watchlists.add(principal, 'person', params.facelist_id, params.face_id);
      return { status: 'ok' };
    },
    removeFaceFromFaceList: async ({ principal, params }) => {
      await watchlists.remove(principal, 'person', params.facelist_id, params.face_id);
      return { status: 'ok' };
    },
  };
}
