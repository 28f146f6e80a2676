/** What follows from a batch of events, written down in one transaction: firings, alarms, actions for the queue. */
import { randomUUID } from 'node:crypto';
import { areWaiting, insertAction } from '#stores/actions.ts';
import { listEventMatches } from '#stores/event-recognition.ts';
import { listCameraPlaces } from '#stores/scenarios.ts';
import type { Trx } from '#stores/schema.ts';
import type { Occasion } from '../actions/occasion.ts';
import { freshForMs, lifeMs } from '../actions/pauses.ts';
import { targetOf } from '../actions/targets.ts';
import type { AlarmChange } from '../alarms/alarm-service.ts';
import { raiseAlarm } from '../alarms/incidents.ts';
import { armingAt } from '../arming/arming-service.ts';
import type { CompiledScenario } from './compiled-scenario.ts';
import type { Occurrence } from './conditions.ts';
import { decideFiring } from './firing.ts';
import type { FeedEntry } from './ports.ts';
import type { AlarmAction, QueuedSettings, ScenarioAction } from './scenario.ts';

export interface Consequences {
  /** That something waits for. */
  readonly targets: Set<string>;
  readonly alarms: AlarmChange[];
}

/** Of one target; more fail at once. */
export const mostWaiting = 10_000;

interface Judged extends Occurrence {
  readonly entry: FeedEntry;
}

export async function judge(
  trx: Trx,
  entries: readonly FeedEntry[],
  scenarios: readonly CompiledScenario[],
  nowMs: number,
): Promise<Consequences> {
  const consequences: Consequences = { targets: new Set(), alarms: [] };
  for (const occurrence of await occurrencesOf(trx, entries, scenarios))
    for (const scenario of scenarios) {
      if (!belongsTo(occurrence, scenario) || !scenario.check.holds(occurrence)) continue;
      if (!(await isArmedAsWanted(trx, scenario, occurrence.atMs, nowMs))) continue;
      await follow(trx, scenario, occurrence, nowMs, consequences);
    }
  return consequences;
}

async function occurrencesOf(
  trx: Trx,
  entries: readonly FeedEntry[],
  scenarios: readonly CompiledScenario[],
): Promise<Judged[]> {
  const wanted = new Set(scenarios.flatMap(({ when }) => when.event_types));
  const possible = entries.filter(({ report }) => wanted.has(report.facts.type));
  const places = await listCameraPlaces(trx, [
    ...new Set(possible.flatMap(({ report }) => report.cameraId ?? [])),
  ]);
  const cameras = new Map(places.map((camera) => [camera.uuid, camera]));
  const lists = scenarios.some(({ when }) => (when.list_ids ?? []).length > 0)
    ? await listEventMatches(
        trx,
        possible.map(({ report }) => report.id),
      )
    : [];
  return possible.flatMap((entry) => {
    const { id, cameraId, facts, beginMs, endMs } = entry.report;
    const camera = cameraId === null ? null : cameras.get(cameraId);
    // Deleted meanwhile: it belongs to nobody.
    if (camera === undefined) return [];
    const listIds = new Set(lists.filter(({ eventId }) => eventId === id).map(({ match }) => match.listId));
    const base = { entry, facts, camera, listIds };
    const begin: Judged = { ...base, moment: 'begin', atMs: beginMs };
    return endMs === null ? [begin] : [begin, { ...base, moment: 'end', atMs: endMs }];
  });
}

/** What happens to the installation concerns all organisations. */
function belongsTo({ camera, entry }: Judged, { row }: CompiledScenario): boolean {
  const owner = camera?.organizationId ?? entry.series.organizationId;
  return owner === row.organization_id || (camera === null && owner === 0);
}

async function isArmedAsWanted(
  trx: Trx,
  { row, when }: CompiledScenario,
  atMs: number,
  nowMs: number,
): Promise<boolean> {
  if (when.arming === undefined) return true;
  const { armed } = await armingAt(trx, row.organization_id, atMs, nowMs);
  return armed === (when.arming === 'armed');
}

async function follow(
  trx: Trx,
  scenario: CompiledScenario,
  occurrence: Judged,
  nowMs: number,
  consequences: Consequences,
): Promise<void> {
  const { row } = scenario;
  const ageMs = nowMs - occurrence.atMs;
  const fresh = scenario.actions.filter((action) => isFresh(action, ageMs));
  if (fresh.length === 0) return;
  const outcome = await decideFiring(
    trx,
    {
      scenario_id: row.id,
      event_id: occurrence.entry.report.id,
      phase: occurrence.moment,
      camera_id: occurrence.camera?.uuid ?? '',
      at_ms: Math.trunc(occurrence.atMs),
    },
    row.repeat_seconds,
  );
  if (outcome === null) return;
  if (outcome !== 'fired') return;
  for (const action of fresh) {
    if (action.kind === 'alarm') await raise(trx, scenario, occurrence, action, consequences);
    else if (action.kind !== 'speak') await order(trx, scenario, occurrence, action, nowMs, consequences);
  }
}

function isFresh(action: ScenarioAction, ageMs: number): boolean {
  return action.kind !== 'speak' && ageMs <= freshForMs(action.kind);
}

async function raise(
  trx: Trx,
  { row }: CompiledScenario,
  { camera, atMs, entry }: Judged,
  { severity = 'medium' }: AlarmAction,
  { alarms }: Consequences,
): Promise<void> {
  const change = await raiseAlarm(trx, {
    organizationId: row.organization_id,
    scenario: row,
    severity,
    eventId: entry.report.id,
    cameraId: camera?.uuid ?? null,
    siteId: camera?.siteId ?? null,
    atMs,
  });
  if (change !== null) alarms.push(change);
}

async function order(
  trx: Trx,
  scenario: CompiledScenario,
  occurrence: Judged,
  settings: QueuedSettings,
  nowMs: number,
  { targets }: Consequences,
): Promise<void> {
  const { row } = scenario;
  const { report } = occurrence.entry;
  const target = targetOf(settings, report.cameraId);
  const isFull = await areWaiting(trx, target, mostWaiting);
  await insertAction(trx, {
    uuid: randomUUID(),
    organization_id: row.organization_id,
    scenario_id: row.id,
    event_id: report.id,
    camera_id: report.cameraId,
    kind: settings.kind,
    target,
    settings: JSON.stringify(settings),
    occasion: JSON.stringify(toOccasion(scenario, occurrence)),
    state: isFull ? 'failed' : 'waiting',
    created_ms: nowMs,
    next_ms: nowMs,
    expires_ms: nowMs + lifeMs(settings.kind),
    finished_ms: isFull ? nowMs : null,
    message: isFull ? `${mostWaiting} are waiting for this target already` : null,
  });
  targets.add(target);
}

function toOccasion({ row, timeZone }: CompiledScenario, { moment, atMs, camera, entry }: Judged): Occasion {
  return {
    scenario: { id: row.uuid, name: row.name },
    moment,
    atMs,
    timeZone,
    event: entry.report,
    camera: camera && { id: camera.uuid, name: camera.name },
    place: camera && { id: camera.siteId, name: camera.siteName },
  };
}
