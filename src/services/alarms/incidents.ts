/**
 * One intruder is one alarm: an event joins the alarm of the same scenario at the same place that is not closed, when no more than
 * five minutes lie between it and that alarm's events. Otherwise it opens a new one. An alarm that somebody has acknowledged
 * stays acknowledged: they are at it. The highest severity counts. The end of an event is no news: it only makes its alarm last
 * longer, unless somebody has closed that one.
 */
import { randomUUID } from 'node:crypto';
import {
  addAlarmEvent,
  type IncidentRow,
  insertAlarm,
  lockAlarmOfEvent,
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

/** Null when nothing has changed. */
export async function raiseAlarm(trx: Trx, occasion: AlarmOccasion): Promise<AlarmChange | null> {
  const { organizationId, scenario, severity, siteId } = occasion;
  const atMs = Math.trunc(occasion.atMs);
  const known = await lockAlarmOfEvent(trx, scenario.id, occasion.eventId);
  if (known !== undefined)
    return (await extend(trx, known, occasion)) ? { id: known.uuid, organizationId } : null;
  const joined = await lockIncident(trx, {
    scenarioId: scenario.id,
    siteId,
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
  await addAlarmEvent(trx, event);
  await moveAlarm(trx, alarm.id, ['open', 'acknowledged'], {
    event_count: alarm.event_count + 1,
    opened_ms: Math.min(alarm.opened_ms, atMs),
    last_event_ms: Math.max(alarm.last_event_ms, atMs),
    severity: highest(alarm.severity, severity),
  });
  return { id: uuid, organizationId };
}

/** By another moment of an event that the alarm has, or another action of its scenario. */
async function extend(trx: Trx, known: IncidentRow, { atMs, severity }: AlarmOccasion): Promise<boolean> {
  const last_event_ms = Math.max(known.last_event_ms, Math.trunc(atMs));
  const raised = highest(known.severity, severity);
  if (last_event_ms === known.last_event_ms && raised === known.severity) return false;
  return await moveAlarm(trx, known.id, ['open', 'acknowledged'], { last_event_ms, severity: raised });
}

function highest(a: Severity, b: Severity): Severity {
  return severities[Math.max(severities.indexOf(a), severities.indexOf(b))]!;
}
