import type { Replay } from '#services/replays/replay-service.ts';
import type { VidettePorts } from '../ports.ts';
import { toReplayEvents } from '../replay-map.ts';
import type { Routes, Wire } from '../wire.ts';

export function replayRoutes({ replays }: VidettePorts): Routes<'startReplay' | 'getReplay' | 'abortReplay'> {
  return {
    startReplay: async ({ principal, params, body, reply }) => {
      const { from, to, video_analytics } = body;
      const replay = await replays.start(principal, params.camera_id, {
        ...{ fromMs: from, toMs: to },
        ...(video_analytics !== undefined && { videoAnalytics: video_analytics }),
      });
      reply.code(202);
      return toReplay(replay);
    },
    getReplay: async ({ principal, params }) => toReplay(await replays.get(principal, params.replay_id)),
    abortReplay: async ({ principal, params, reply }) => {
      await replays.abort(principal, params.replay_id);
      return reply.code(204).send();
    },
  };
}

function toReplay({ replayId, cameraId, fromMs, toMs, comparison, ...state }: Replay): Wire['Replay'] {
  return {
    replay_id: replayId,
    camera_id: cameraId,
    ...{ from: fromMs, to: toMs },
    ...state,
    events: comparison === null ? [] : toReplayEvents(comparison),
    kept: comparison?.kept.length ?? 0,
    would_come: comparison?.wouldCome.length ?? 0,
    would_go: comparison?.wouldGo.length ?? 0,
  };
}
