import type { TestApp } from '../../harness/app.ts';
import type { Example } from '../subject.ts';
import { storeExampleEvents } from './platform-events.ts';

export async function nativeEventExamples(core: TestApp): Promise<Record<string, Example>> {
  const { cameraId, beginMs, motion, face } = await storeExampleEvents(core);
  const period = { from: beginMs - 1_000, to: beginMs + 1_000 };
  const filter = {
    ...period,
    event_type: 'motion_detection',
    obj_class: 0,
    camera_id: cameraId,
  };
  const picture = { params: { event_id: motion.id } };
  return {
    listEventLog: { query: { ...filter, limit: 1 } },
    exportEventLog: { query: { ...filter, format: 'csv' } },
    countEvents: { query: { ...period, interval: 'hour', place_id: core.siteId } },
    getEventLogEntry: { params: { event_id: face.id } },
    getEventPicture: picture,
    getEventCrop: picture,
    listCounters: { query: { camera_id: cameraId } },
    resetCounters: { body: { camera_id: cameraId, line: 'Door' } },
    getHeatMap: { query: { ...period, camera_id: cameraId } },
    raiseUserAlarm: { body: { camera_id: cameraId, text: 'help' } },
  };
}
