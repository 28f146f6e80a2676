import { mapInTurns } from '../../shared/in-turns.ts';
import { uploadUrl } from '../addresses.ts';
import { fromFace, toFace, toUpload } from '../lists-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function faceRoutes({
  entries,
}: PlatformPorts): Routes<
  | 'listFaces'
  | 'createFace'
  | 'getFace'
  | 'updateFace'
  | 'deleteFace'
  | 'listFaceImages'
  | 'addFaceImages'
  | 'removeFaceImages'
> {
  return {
    listFaces: async ({ principal, query, request }) => {
      const faces = await entries.list(principal, 'person', { name: query.full_name });
      const url = uploadUrl(request);
      return { faces: await mapInTurns(faces, (face) => toFace(face, url)) };
    },
    createFace: async ({ principal, body, request }) =>
      toFace(await entries.createPerson(principal, fromFace(body)), uploadUrl(request)),
    getFace: async ({ principal, params, request }) =>
      toFace(await entries.get(principal, 'person', params.face_id), uploadUrl(request)),
    updateFace: async ({ principal, params, body, request }) =>
      toFace(await entries.updatePerson(principal, params.face_id, fromFace(body)), uploadUrl(request)),
    deleteFace: async ({ principal, params }) => {
      await entries.delete(principal, 'person', params.face_id);
      return { status: 'ok' };
    },
    listFaceImages: async ({ principal, params, request }) => {
      const images = await entries.images(principal, params.face_id);
      return { faceimages: images.map((image) => toUpload(image, uploadUrl(request))) };
    },
    addFaceImages: async ({ principal, params, body, request }) => {
      const images = await entries.addImages(principal, params.face_id, body.image_ids);
      return { faceimages: images.map((image) => toUpload(image, uploadUrl(request))) };
    },
    removeFaceImages: async ({ principal, params, body, request }) => {
      const images = await entries.removeImages(principal, params.face_id, body.image_ids);
      return { faceimages: images.map((image) => toUpload(image, uploadUrl(request))) };
    },
  };
}
