import type { ScenarioView } from '#services/scenarios/scenario.ts';
import { toPage } from '../page.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

export function scenarioRoutes({
  scenarios,
}: VidettePorts): Routes<
  'listScenarios' | 'createScenario' | 'getScenario' | 'updateScenario' | 'deleteScenario'
> {
  return {
    listScenarios: async ({ principal, query }) => toPage(await scenarios.list(principal, query), toScenario),
    createScenario: async ({ principal, body }) => toScenario(await scenarios.create(principal, body)),
    getScenario: async ({ principal, params }) =>
      toScenario(await scenarios.get(principal, params.scenario_id)),
    updateScenario: async ({ principal, params, body }) =>
      toScenario(await scenarios.update(principal, params.scenario_id, body)),
    deleteScenario: async ({ principal, params }) => {
      await scenarios.delete(principal, params.scenario_id);
      return undefined;
    },
  };
}

/** The services keep scenarios in the form of the contract. */
function toScenario({ firedMs, limitedMs, ...scenario }: ScenarioView): Wire['Scenario'] {
  return {
    ...(scenario as Omit<Wire['Scenario'], 'last_fired' | 'last_limited'>),
    last_fired: firedMs,
    last_limited: limitedMs,
  };
}
