import type { ReplayState } from '#cluster/protocol.ts';
import type { TestApp } from '../../harness/app.ts';
import type { Example } from '../subject.ts';

const hourMs = 3_600_000;

export async function analysisExamples(core: TestApp): Promise<Record<string, Example>> {
  const [camera] = await core.cameras.all(core.admin);
  const { id } = camera!;
  const { statuses, replies } = core.streamservers;
  statuses.set(id, {
    ...(statuses.get(id) ?? {
      cameraId: id,
      streams: [],
      recording: { active: true, reason: 'continuous', bitrateBps: 0 },
    }),
    analysis: {
      ...{ state: 'running', rate: 4.9, wantedRate: 5, still: false, motion: true },
      occupancy: { door: 2 },
      sound: { rmsDb: -41.5, peakDb: -20.1 },
    },
  });
  const state: ReplayState = {
    ...{ state: 'done', progress: 1, speed: 8.5 },
    events: [
      {
        beginMs: core.clock.utcMs() - 1.5 * hourMs,
        endMs: null,
        facts: {
          ...{
            type: 'motion_detection',
            name: 'yard',
            objectId: null,
            objectClass: 'unknown',
            box: [0, 0, 1, 1],
          },
          details: { area: 0.2, zoneBox: [0, 0, 1, 1] },
        },
      },
    ],
  };
  Object.assign(replies, {
    'replay.start': () => state,
    'replay.state': () => state,
    'replay.abort': () => ({}),
  });
  const nowMs = core.clock.utcMs();
  const [from, to] = [nowMs - 2 * hourMs, nowMs - hourMs];
  const { replays } = core.videttePorts;
  const known = await replays.start(core.admin, id, { fromMs: from, toMs: to });
  const other = await replays.start(core.admin, id, { fromMs: from, toMs: to });
  return {
    getAnalysis: { params: { camera_id: id } },
    startReplay: {
      params: { camera_id: id },
      body: { from, to, video_analytics: { motion_detection: { enabled: true, sensitivity: 7 } } },
    },
    getReplay: { params: { replay_id: known.replayId } },
    abortReplay: { params: { replay_id: other.replayId } },
  };
}
