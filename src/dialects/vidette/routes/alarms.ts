import { toAlarm } from '../alarm-map.ts';
import { toPage } from '../page.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function alarmRoutes({
  alarms,
}: VidettePorts): Routes<'listAlarms' | 'getAlarm' | 'acknowledgeAlarm' | 'closeAlarm'> {
  return {
    listAlarms: async ({ principal, query }) => {
      const { state, camera_id, from, to } = query;
      const filter = {
        ...(state && { state }),
        ...(camera_id && { cameraId: camera_id.toLowerCase() }),
        ...(from !== undefined && { fromMs: from }),
        ...(to !== undefined && { toMs: to }),
      };
      return toPage(await alarms.list(principal, filter, query), toAlarm);
    },
    getAlarm: async ({ principal, params }) => toAlarm(await alarms.get(principal, params.alarm_id)),
    acknowledgeAlarm: async ({ principal, params, body }) =>
      toAlarm(await alarms.acknowledge(principal, params.alarm_id, body.note)),
    closeAlarm: async ({ principal, params, body }) =>
      toAlarm(await alarms.close(principal, params.alarm_id, body.note)),
  };
}
