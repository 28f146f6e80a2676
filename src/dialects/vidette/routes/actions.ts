import type { ActionView } from '#services/actions/action-service.ts';
import { toPage } from '../page.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

export function actionRoutes({ actions }: VidettePorts): Routes<'listActions' | 'retryAction'> {
  return {
    listActions: async ({ principal, query }) => {
      const { state, scenario_id } = query;
      const filter = {
        ...(state && { state }),
        ...(scenario_id && { scenarioId: scenario_id.toLowerCase() }),
      };
      return toPage(await actions.list(principal, filter, query), toAction);
    },
    retryAction: async ({ principal, params }) => toAction(await actions.retry(principal, params.action_id)),
  };
}

function toAction(view: ActionView): Wire['QueuedAction'] {
  return {
    id: view.id,
    state: view.state,
    kind: view.kind,
    target: view.target,
    scenario_id: view.scenarioId,
    event_id: view.eventId,
    camera_id: view.cameraId,
    created: view.createdMs,
    attempts: view.attempts,
    ...(view.nextMs !== null && { next_attempt: view.nextMs }),
    ...(view.finishedMs !== null && { finished: view.finishedMs }),
    ...(view.message !== null && { message: view.message }),
  };
}
