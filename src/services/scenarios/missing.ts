/**
 * What scenarios name and their organisation does not have any more: cameras, places and lists that were deleted or went to another
 * organisation; the two are not told apart. Conditions on them never hold, actions of them fail. The scenario keeps them until somebody
 * takes them out.
 */
import { findOwners } from '#stores/scenarios.ts';
import type { Db } from '#stores/schema.ts';
import type { Conditions, Missing, ScenarioAction } from './scenario.ts';

interface Naming {
  readonly when: Conditions;
  readonly actions: readonly ScenarioAction[];
}

export const nothingMissing: Missing = { camera_ids: [], place_ids: [], list_ids: [] };

/** UUIDs, each once. */
export function camerasNamed({ when, actions }: Naming): string[] {
  return [...new Set([...(when.camera_ids ?? []), ...actions.flatMap(cameraOf)])];
}

/** The camera that an action names, if any. */
export function cameraOf(action: ScenarioAction): string[] {
  return 'camera_id' in action && action.camera_id !== undefined ? [action.camera_id] : [];
}

/** Each with what of it is missing. */
export async function withMissing<Scenario extends Naming & { readonly organizationId: number }>(
  db: Db,
  scenarios: readonly Scenario[],
): Promise<(Scenario & { readonly missing: Missing })[]> {
  const owners = await findOwners(db, {
    cameras: distinct(scenarios.flatMap(camerasNamed)),
    places: distinct(scenarios.flatMap(({ when }) => when.place_ids ?? [])),
    lists: distinct(scenarios.flatMap(({ when }) => when.list_ids ?? [])),
  });
  return scenarios.map((scenario) => {
    const { organizationId, when } = scenario;
    const missingOf = <Id>(ids: readonly Id[], of: ReadonlyMap<Id, number>): Id[] =>
      ids.filter((id) => of.get(id) !== organizationId);
    const missing = {
      camera_ids: missingOf(camerasNamed(scenario), owners.cameras),
      place_ids: missingOf(when.place_ids ?? [], owners.places),
      list_ids: missingOf(when.list_ids ?? [], owners.lists),
    };
    return { ...scenario, missing };
  });
}

/** Whether the conditions name a missing camera or place. */
export function isPlacedByMissing(
  { camera_ids = [], place_ids = [] }: Conditions,
  missing: Missing,
): boolean {
  return (
    camera_ids.some((id) => missing.camera_ids.includes(id)) ||
    place_ids.some((id) => missing.place_ids.includes(id))
  );
}

/** Whether it names cameras or places, and none of them is there. */
export function hasLostAll(scenario: Naming, missing: Missing): boolean {
  const cameras = camerasNamed(scenario);
  const places = scenario.when.place_ids ?? [];
  const missingCount = missing.camera_ids.length + missing.place_ids.length;
  return missingCount > 0 && missingCount === cameras.length + places.length;
}

function distinct<Item>(items: readonly Item[]): Item[] {
  return [...new Set(items)];
}
