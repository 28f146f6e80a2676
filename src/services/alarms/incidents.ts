/**
 * One intruder is one alarm: an event joins the alarm of the same scenario at the same place that is not closed, when no more than
 * five minutes lie between it and that alarm's events. Otherwise it opens a new one. An alarm that somebody has acknowledged
 * stays acknowledged: they are at it. The highest severity counts.
 */
import { randomUUID } from 'node:crypto';
import {
  addAlarmEvent,
  insertAlarm,
  lockIncident,
  moveAlarm,
  type Severity,
  severities,
} from '#stores/alarms.ts';
import type { Trx } from '#stores/schema.ts';
import type { AlarmChange } from './alarm-service.ts';

export const incidentMs = 5 * 60_000;

export interface AlarmOccasion {
  readonly organizationId: number;
  readonly scenario: { readonly id: number; readonly name: string };
  readonly severity: Severity;
  readonly eventId: string;
  /** UUID. */
  readonly cameraId: string | null;
  /** Place of the camera. */
  readonly siteId: number | null;
  readonly atMs: number;
}

/** Null when the alarm has the event already. */
export async function raiseAlarm(trx: Trx, occasion: AlarmOccasion): Promise<AlarmChange | null> {
  const { organizationId, scenario, severity, siteId } = occasion;
  const atMs = Math.trunc(occasion.atMs);
  const joined = await lockIncident(trx, {
    scenarioId: scenario.id,
    siteId,
    eventId: occasion.eventId,
    fromMs: atMs - incidentMs,
    toMs: atMs + incidentMs,
  });
  const uuid = joined?.uuid ?? randomUUID();
  const alarm = joined ?? {
    id: await insertAlarm(trx, {
      uuid,
      organization_id: organizationId,
      scenario_id: scenario.id,
      scenario_name: scenario.name,
      site_id: siteId,
      severity,
      opened_ms: atMs,
      last_event_ms: atMs,
    }),
    severity,
    event_count: 0,
    opened_ms: atMs,
    last_event_ms: atMs,
  };
  const event = { alarm_id: alarm.id, event_id: occasion.eventId, camera_id: occasion.cameraId, at_ms: atMs };
  if (!(await addAlarmEvent(trx, event))) return null;
  await moveAlarm(trx, alarm.id, ['open', 'acknowledged'], {
    event_count: alarm.event_count + 1,
    opened_ms: Math.min(alarm.opened_ms, atMs),
    last_event_ms: Math.max(alarm.last_event_ms, atMs),
    severity: severities[Math.max(severities.indexOf(alarm.severity), severities.indexOf(severity))]!,
  });
  return { id: uuid, organizationId };
}
