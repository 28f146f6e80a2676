/** Scenarios, alarms and actions as the examples need them: one of each for every operation that changes it. */
import { randomUUID } from 'node:crypto';
import { raiseAlarm } from '#services/alarms/incidents.ts';
import type { ScenarioInput } from '#services/scenarios/scenario.ts';
import { insertAction } from '#stores/actions.ts';
import { findScenario } from '#stores/scenarios.ts';
import type { TestApp } from '../../harness/app.ts';
import type { Example } from '../subject.ts';

export async function scenarioExamples(core: TestApp): Promise<Record<string, Example>> {
  const { db, admin, videttePorts } = core;
  const [camera] = await core.cameras.all(admin);
  const cameraId = camera!.id;
  const body: ScenarioInput = {
    name: 'Somebody in the yard',
    when: {
      event_types: ['motion_detection', 'line_crossing'],
      camera_ids: [cameraId],
      place_ids: [core.siteId],
      names: ['fence'],
      obj_classes: [1],
      min_confidence: 0.5,
      schedule: [{ days: [6, 7], from: '22:00', to: '06:00' }],
      time_zone: 'Europe/Berlin',
      arming: 'armed',
    },
    actions: [
      { kind: 'alarm', severity: 'high' },
      { kind: 'record', seconds: 30 },
      { kind: 'webhook', url: 'https://example.org/hook', secret: 'a secret of the test' },
      { kind: 'relay', camera_id: cameraId, output: 'gate' },
      { kind: 'ptz_preset', camera_id: cameraId, preset: 'door' },
    ],
    repeat_seconds: 10,
  };
  const newScenario = async () => (await videttePorts.scenarios.create(admin, body)).id;
  const scenario = await newScenario();
  const row = (await findScenario(db, null, scenario))!;
  let alarms = 0;
  const newAlarm = async (): Promise<string> => {
    const alarm = await db.transaction().execute((trx) =>
      raiseAlarm(trx, {
        organizationId: row.organization_id,
        scenario: row,
        severity: 'medium',
        eventId: randomUUID(),
        cameraId,
        siteId: core.siteId,
        // Too far apart to be one incident.
        atMs: core.clock.utcMs() - alarms++ * 3_600_000,
      }),
    );
    return alarm!.id;
  };
  const actionId = await failedAction(core, row.id, cameraId);
  const ofScenario = async () => ({ params: { scenario_id: await newScenario() } });
  const ofAlarm = async () => ({ params: { alarm_id: await newAlarm() } });
  return {
    listScenarios: { query: { limit: 10 } },
    createScenario: { body },
    getScenario: await ofScenario(),
    updateScenario: { ...(await ofScenario()), body: { ...body, enabled: false } },
    deleteScenario: await ofScenario(),
    listAlarms: { query: { state: 'open', camera_id: cameraId } },
    getAlarm: await ofAlarm(),
    acknowledgeAlarm: { ...(await ofAlarm()), body: { note: 'On my way.' } },
    closeAlarm: { ...(await ofAlarm()), body: { note: 'A fox.' } },
    getArming: {},
    setArming: { body: { armed: true } },
    listActions: { query: { state: 'failed', scenario_id: scenario } },
    retryAction: { params: { action_id: actionId } },
  };
}

async function failedAction(core: TestApp, scenarioId: number, cameraId: string): Promise<string> {
  const uuid = randomUUID();
  const nowMs = core.clock.utcMs();
  await core.db.transaction().execute((trx) =>
    insertAction(trx, {
      uuid,
      organization_id: 1,
      scenario_id: scenarioId,
      event_id: randomUUID(),
      camera_id: cameraId,
      kind: 'mail',
      target: 'mail guard@example.org',
      settings: JSON.stringify({ kind: 'mail', to: ['guard@example.org'] }),
      occasion: '{}',
      state: 'failed',
      created_ms: nowMs,
      next_ms: nowMs,
      expires_ms: nowMs,
      finished_ms: nowMs,
      message: 'the mail server: 550 no such mailbox',
    }),
  );
  return uuid;
}
