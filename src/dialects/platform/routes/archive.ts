import { toVidetteError } from '#domain/errors.ts';
import { originOf } from '../addresses.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function archiveRoutes({
  archive,
  snapshots,
}: PlatformPorts): Routes<'listSegments' | 'getSegmentIndex' | 'getCameraSnapshot'> {
  return {
    listSegments: async ({ principal, query, request }) => {
      const period = { fromMs: query.ts_from, toMs: query.ts_to };
      const found = await archive.segments(principal, query.stream_id, period).catch(nothing);
      return {
        segments: found.map(({ path, signature, startMs, endMs }) => ({
          segment_url: `${originOf(request)}${path}`,
          signature,
          ts_start: startMs,
          ts_end: endMs,
        })),
      };
    },
    getSegmentIndex: async ({ principal, query, request }) => {
      const { path, signature } = await archive.index(principal, query.stream_id);
      return { index_url: `${originOf(request)}${path}`, signature };
    },
    getCameraSnapshot: async ({ principal, params }) =>
      (await snapshots.take(principal, params.camera_id)).jpeg,
  };
}

/** The contract has no 404 here: a stream that is not there has no segments. */
function nothing(error: unknown): [] {
  if (toVidetteError(error).code === 'not_found') return [];
  throw error;
}
