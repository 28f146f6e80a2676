/** An alarm as one reader sees it. */
import type { AlarmRow, AlarmState, Severity } from '#stores/alarms.ts';

export interface AlarmView {
  /** UUID. */
  readonly id: string;
  readonly number: number;
  readonly state: AlarmState;
  readonly severity: Severity;
  /** Null once the scenario is deleted. */
  readonly scenarioId: string | null;
  readonly scenarioName: string;
  readonly cameraIds: readonly string[];
  readonly openedMs: number;
  readonly lastEventMs: number;
  /** Of all cameras. */
  readonly eventCount: number;
  /** Newest first. */
  readonly eventIds: readonly string[];
  readonly acknowledged: Step | null;
  readonly closed: Step | null;
  readonly note: string | null;
}

export interface Step {
  readonly by: string;
  readonly atMs: number;
}

export function toAlarmView(
  row: AlarmRow,
  cameraIds: readonly string[],
  eventIds: readonly string[],
): AlarmView {
  return {
    id: row.uuid,
    number: row.id,
    state: row.state,
    severity: row.severity,
    scenarioId: row.scenario_uuid,
    scenarioName: row.scenario_name,
    cameraIds,
    openedMs: row.opened_ms,
    lastEventMs: row.last_event_ms,
    eventCount: row.event_count,
    eventIds,
    acknowledged: toStep(row.acknowledged_by, row.acknowledged_ms),
    closed: toStep(row.closed_by, row.closed_ms),
    note: row.note,
  };
}

function toStep(by: string | null, atMs: number | null): Step | null {
  return by === null || atMs === null ? null : { by, atMs };
}
