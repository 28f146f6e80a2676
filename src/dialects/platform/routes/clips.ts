import type { FastifyRequest } from 'fastify';
import { mapInTurns } from '../../shared/in-turns.ts';
import { originOf, SignedClipPaths } from '../addresses.ts';
import { fromTime, toClip } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function clipRoutes({
  clips,
  clock,
  mediaKey,
  signedForMs = 3_600_000,
}: PlatformPorts): Routes<'listVideoClips' | 'createVideoClip' | 'getVideoClip' | 'deleteVideoClip'> {
  const paths = new SignedClipPaths(mediaKey, signedForMs);
  const urlFor = (request: FastifyRequest) => {
    const origin = originOf(request);
    const nowMs = clock.utcMs();
    return (id: string) => `${origin}${paths.pathOf(id, nowMs)}`;
  };
  return {
    listVideoClips: async ({ principal, query, request }) => {
      const { camera_id, status, created_at_start, created_at_end } = query;
      const found = await clips.list(principal, {
        ...(camera_id === undefined ? {} : { cameraUuid: camera_id.toLowerCase() }),
        ...(status === undefined ? {} : { state: status }),
        ...(created_at_start === undefined
          ? {}
          : { createdFromMs: fromTime(created_at_start, 'created_at_start') }),
        ...(created_at_end === undefined ? {} : { createdToMs: fromTime(created_at_end, 'created_at_end') }),
      });
      const url = urlFor(request);
      return { pagination: {}, videoclips: await mapInTurns(found, (clip) => toClip(clip, url)) };
    },
    createVideoClip: async ({ principal, body, request }) => {
      const clip = await clips.create(principal, {
        cameraId: body.camera_id,
        fromMs: fromTime(body.range_start, 'range_start'),
        toMs: fromTime(body.range_end, 'range_end'),
      });
      return toClip(clip, urlFor(request));
    },
    getVideoClip: async ({ principal, params, request }) =>
      toClip(await clips.get(principal, params.videoclip_id), urlFor(request)),
    deleteVideoClip: async ({ principal, params }) => {
      await clips.delete(principal, params.videoclip_id);
      return undefined;
    },
  };
}
