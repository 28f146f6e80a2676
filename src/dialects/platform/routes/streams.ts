import { VidetteError } from '#domain/errors.ts';
import { toDowntime, toStreamInfo, toStreamServer, toUptime } from '../map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function streamRoutes({
  streams,
}: PlatformPorts): Routes<
  | 'getStream'
  | 'getStreamInfo'
  | 'verifyStream'
  | 'listStreamServers'
  | 'getStreamUptimeSummary'
  | 'getStreamDowntimes'
> {
  return {
    getStream: async ({ principal, params }) => {
      const place = await streams.place(principal, params.stream_id);
      return {
        streamserver_id: place.streamserverId,
        streamserver_host: place.host,
        status: place.state,
        ts: place.sinceMs,
      };
    },
    getStreamInfo: async ({ principal, params }) =>
      toStreamInfo(await streams.facts(principal, params.stream_id)),
    verifyStream: async ({ principal, body }) => {
      const result = await streams.verify(principal, body.rtsp_link);
      if (!result.ok) throw new VidetteError('conflict', result.message, { reason: result.failure });
      if (result.video === undefined) throw new VidetteError('conflict', 'the link delivers no video');
      return { status: 'ok' };
    },
    listStreamServers: ({ principal }) => ({
      streamservers: streams.streamservers(principal).map(toStreamServer),
    }),
    getStreamUptimeSummary: async ({ principal }) => ({
      stream_status_summary: (await streams.uptimes(principal)).map(toUptime),
    }),
    getStreamDowntimes: async ({ principal, params }) => ({
      downtime_stats: (await streams.downtimes(principal, params.stream_id)).map(toDowntime),
    }),
  };
}
