/** What a scenario names and was deleted, as the form and the card tell it. */
import type { Scenario } from '../../api/contract.ts';

/** By the names of the form. */
export interface MissingIds {
  readonly cameraIds: readonly string[];
  readonly placeIds: readonly string[];
  readonly listIds: readonly string[];
}

export function missingIdsOf(scenario: Scenario | null): MissingIds {
  return {
    cameraIds: scenario?.missing.camera_ids ?? [],
    placeIds: (scenario?.missing.place_ids ?? []).map(String),
    listIds: (scenario?.missing.list_ids ?? []).map(String),
  };
}

/** Whether no event can fulfil its conditions: all of its cameras and places, or all of its lists, were deleted. */
export function canNeverAct({ when, missing }: Pick<Scenario, 'when' | 'missing'>): boolean {
  const cameras = when.camera_ids ?? [];
  const places = when.place_ids ?? [];
  const lists = when.list_ids ?? [];
  const nowhere =
    cameras.length + places.length > 0 &&
    cameras.every((id) => missing.camera_ids.includes(id)) &&
    places.every((id) => missing.place_ids.includes(id));
  return nowhere || (lists.length > 0 && lists.every((id) => missing.list_ids.includes(id)));
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What was deleted can be seen and taken out, as long as it is chosen; not be chosen anew. */
export function choicesWith(
  choices: readonly Choice[],
  chosen: readonly string[],
  missing: readonly string[],
  label: string,
): Choice[] {
  const gone = missing.filter((id) => chosen.includes(id) && !choices.some(({ value }) => value === id));
  return [...choices, ...gone.map((value) => ({ value, label }))];
}
