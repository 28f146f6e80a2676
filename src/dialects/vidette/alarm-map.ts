import type { AlarmView } from '#services/alarms/alarm-view.ts';
import type { Wire } from './wire.ts';

export function toAlarm(view: AlarmView): Wire['Alarm'] {
  const { acknowledged, closed, note } = view;
  return {
    id: view.id,
    number: view.number,
    state: view.state,
    severity: view.severity,
    scenario_id: view.scenarioId,
    scenario_name: view.scenarioName,
    camera_ids: [...view.cameraIds],
    opened: view.openedMs,
    last_event: view.lastEventMs,
    events: view.eventCount,
    event_ids: [...view.eventIds],
    ...(acknowledged && { acknowledged_by: acknowledged.by, acknowledged_at: acknowledged.atMs }),
    ...(note !== null && { note }),
    ...(closed && { closed_by: closed.by, closed_at: closed.atMs }),
  };
}
